/** What a listing's records look like: which template, which fields, who may change them. */
import type { FieldChange } from './change.ts';
import type { FieldOptions, FieldType } from './fields/field-type.ts';

/** Who may change a field, or add and remove records. */
export type Owner = 'data' | 'wiki' | 'shared';

/** What conflicts if both sides change it: the whole value, or only lines that touch each other. */
export type MergeUnit = 'value' | 'lines';

/** One field of a listing's records. */
export interface FieldSchema {
  /** As the data file calls it. */
  readonly name: string;
  /** As the template calls it: a name, or a number for a positional argument. */
  readonly parameter: string;
  readonly type: FieldType;
  readonly options: FieldOptions;
  readonly owner: Owner;
  /** Whether a record without it is quarantined. */
  readonly required: boolean;
  /** Default: `value`. */
  readonly merge?: MergeUnit;
}

/** The field whose value is the section that a record stands in. */
export interface SectionSchema {
  /** Its name in the data file. It is no argument of the template. */
  readonly field: string;
  readonly owner: Owner;
  /** Value of the field to the heading's text, in the page's order. */
  readonly headings: ReadonlyMap<string, string>;
}

/** How one page's template calls and one data file's records correspond. */
export interface RecordSchema {
  /** The template's name without its namespace. */
  readonly template: string;
  /** Other names of it, besides the redirects that the wiki knows. */
  readonly aliases: readonly string[];
  /** The name of the field that identifies a record. */
  readonly key: string;
  /** In the config's order, which is the order of new arguments and of new data. */
  readonly fields: readonly FieldSchema[];
  readonly section?: SectionSchema;
  /** Who may add and remove records. */
  readonly recordOwner: Owner;
}

/** The names of all fields in the config's order, the section's behind the key's. */
export function fieldNames(schema: RecordSchema): readonly string[] {
  const names = schema.fields.map((field) => field.name);
  if (schema.section === undefined) return names;
  return names.toSpliced(names.indexOf(schema.key) + 1, 0, schema.section.field);
}

/** The change of one field, if it is among them. */
export function fieldChange(
  changes: readonly FieldChange[],
  field: string,
): FieldChange | undefined {
  return changes.find((change) => change.field === field);
}

/** Who may change a field, the section's included. */
export function ownerOf(schema: RecordSchema, field: string): Owner {
  if (schema.section?.field === field) return schema.section.owner;
  return schema.fields.find(({ name }) => name === field)?.owner ?? 'shared';
}
