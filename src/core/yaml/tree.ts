/** What a plain YAML text holds, with the places of all. Offsets are in UTF-16 code units from 0. */

/** A scalar's value by a reader's own rules; an object if it has none for this one. */
export type PlainValue = string | number | boolean | undefined;

/** From where to where something stands, end excluded. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A value. */
export type YamlNode = YamlScalar | YamlList | YamlMapping;

/** `empty` is one that is not written at all, as in `name:`. */
export interface YamlScalar extends Extent {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'empty';
  readonly value: PlainValue;
  /** Of a block: what its header and its lines look like. */
  readonly block?: {
    readonly headerEnd: number;
    /** Where its last line ends that is not blank. */
    readonly textEnd: number;
    readonly indent: number;
    readonly keepsBlankLines: false;
  };
}

/** `flow` is the style with brackets. An item begins at its `-`, or in flow style at its value. */
export interface YamlList extends Extent {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly (Extent & { readonly value: YamlNode })[];
}

/** Names may occur twice. */
export interface YamlMapping extends Extent {
  readonly kind: 'mapping';
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
}

/** A pair begins at its name, and ends where its value does. */
export interface YamlPair extends Extent {
  readonly name: string;
  /** After the colon. */
  readonly colonEnd: number;
  readonly value: YamlNode;
}
