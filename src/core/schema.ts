/** What a listing's records look like: which template, which fields, who may change them. */
import type { Change, FieldChange } from './change.ts';
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

/** The field whose value is the page that a record stands on, for a listing of several pages. */
export interface PagesSchema {
  /** Its name in the data file. It is no argument of the template. */
  readonly field: string;
  readonly owner: Owner;
  /** The page that this schema is of. */
  readonly value: string;
  /** Value of the field to the page's title, in the config's order. */
  readonly titles: ReadonlyMap<string, string>;
  /** Pages that take other values than their own too, such as an archive, in the config's order. */
  readonly takes?: ReadonlyMap<string, TakenValues>;
}

/** Values of the pages' field that a page takes: these, and those of a range. */
export interface TakenValues {
  readonly values: ReadonlySet<string>;
  /** The first of a range that are taken, and the first that are not any more. */
  readonly from?: string;
  readonly before?: string;
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
  /** Absent if the listing has one page. */
  readonly pages?: PagesSchema;
  /** Who may add and remove records. */
  readonly recordOwner: Owner;
}

/** The names of all fields in the config's order, the page's and the section's behind the key's. */
export function fieldNames(schema: RecordSchema): readonly string[] {
  const names = schema.fields.map((field) => field.name);
  return names.toSpliced(names.indexOf(schema.key) + 1, 0, ...placeFields(schema));
}

/** The fields that say where a record stands: on which page, and in which section. */
export function placeFields({ pages, section }: RecordSchema): readonly string[] {
  return [...(pages === undefined ? [] : [pages.field]), ...(section ? [section.field] : [])];
}

/** The change of one field, if it is among them. */
export function fieldChange(
  changes: readonly FieldChange[],
  field: string,
): FieldChange | undefined {
  return changes.find((change) => change.field === field);
}

/** Who may change a field, the page's and the section's included. */
export function ownerOf(schema: RecordSchema, field: string): Owner {
  if (schema.pages?.field === field) return schema.pages.owner;
  if (schema.section?.field === field) return schema.section.owner;
  return schema.fields.find(({ name }) => name === field)?.owner ?? 'shared';
}

/** Whether a change of the page brings a record that stands on another page of the listing. */
export function isArrival({ kind, fields }: Change, { pages }: RecordSchema): boolean {
  if (kind !== 'move' || pages === undefined) return false;
  const step = fieldChange(fields, pages.field);
  return step?.after === pages.value && step.before !== pages.value;
}

/** Whether a change of the page takes away a record that stands on another one from now on. */
export function isDeparture({ kind, fields }: Change, { pages }: RecordSchema): boolean {
  if (kind !== 'move' || pages === undefined) return false;
  const step = fieldChange(fields, pages.field);
  return step?.before === pages.value && step.after !== pages.value;
}

/**
 * Whether a change brings a record to the schema's page, or takes it from there: also from another
 * page of the listing, or to one.
 */
export function presenceStep(
  change: Change,
  schema: RecordSchema,
): 'create' | 'delete' | undefined {
  if (isArrival(change, schema)) return 'create';
  if (isDeparture(change, schema)) return 'delete';
  return change.kind === 'create' || change.kind === 'delete' ? change.kind : undefined;
}
