/** What YAML and JSON texts have in common: scalars, lists and mappings with their places. */
import type { Problem } from './problem.ts';

/** Deepest nesting of lists and mappings; the records' own is 3. */
export const deepest = 20;

/** From where to where something stands: in UTF-16 code units, counted from 0, end excluded. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A value with its extent. */
export type TreeNode = TreeScalar | TreeList | TreeMapping;

/** How a scalar is written; `empty` is one that is not written at all, as in `name:`. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block' | 'empty';

/** A string, number or boolean. */
export interface TreeScalar extends Extent {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** `undefined` for a null. */
  readonly value: string | number | boolean | undefined;
  /** Why it cannot be a field's value. */
  readonly problem?: Omit<Problem, 'offset'>;
  /** For the style `block`, of YAML. */
  readonly block?: BlockScalar;
}

/** What editing a block scalar, `|` or `>`, takes. The scalar's end has no line feed after it. */
export interface BlockScalar {
  /** Where the header (`|2-`) ends. */
  readonly headerEnd: number;
  /** Where its last line ends that is not blank. */
  readonly textEnd: number;
  /** How far its lines are indented, from the line's start; `undefined` if all are blank. */
  readonly indent: number | undefined;
  /** Whether blank lines after it belong to it: `|+`. */
  readonly keepsBlankLines: boolean;
}

/** `flow` is the style with brackets, which is JSON's only one. */
export interface TreeList extends Extent {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly TreeItem[];
}

/** An item begins at its `-`, or in flow style at its value. */
export interface TreeItem extends Extent {
  readonly value: TreeNode;
}

/** Names may occur twice: that is for whoever reads the tree to report. */
export interface TreeMapping extends Extent {
  readonly kind: 'mapping';
  readonly flow: boolean;
  readonly pairs: readonly TreePair[];
}

/** A pair begins at its name. */
export interface TreePair extends Extent {
  readonly name: string;
  /** After the colon. */
  readonly colonEnd: number;
  readonly value: TreeNode;
}

/** The value of a mapping's pair with this name. */
export function pairOf(node: TreeMapping, name: string): TreePair | undefined {
  return node.pairs.find((pair) => pair.name === name);
}

/** That something is nested deeper than any record needs, so that reading it is unwise. */
export function tooDeep(offset: number): Problem {
  return {
    code: 'data-too-deep',
    message: `The values are nested more than ${deepest} deep.`,
    hint: 'A record holds texts, and lists or mappings of texts.',
    offset,
  };
}
