/** The filters of layouts that know what a record is. */
import { formatDate, isDateFormat, isoFormat, parseDate } from '../fields/date-format.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { suggest } from '../suggest.ts';
import type { FieldValue } from '../value.ts';
import { escapeArgument } from '../wikitext/escape.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import type { LayoutScope, Origin, Shown } from './scope.ts';
import { compareValues, comparisonOf, namedValues } from './sorting.ts';
import { textOf, Wikitext } from './wikitext.ts';

/** What a filter works with. */
export interface FilterContext {
  readonly originOf: LayoutScope['originOf'];
  readonly site: SiteSettings;
}

/** A filter: a value and its arguments in, a value out. @throws {Error} why it cannot, as a sentence */
export type Filter = (context: FilterContext, value: unknown, args: readonly unknown[]) => unknown;

/** All of them by their names. */
export const recordFilters: Readonly<Record<string, Filter>> = {
  sort: (context, value, args) => {
    const keys = args.map((arg) => /^(.*?)(?: (asc|desc))?$/su.exec(String(arg)) ?? []);
    const orders = keys.map(([, name = '', way]) => ({ name, sign: way === 'desc' ? -1 : 1 }));
    const items = listOf(value);
    if (orders.length === 0 && items.some((item) => context.originOf(item) !== undefined)) {
      throw new Error('records are sorted by fields: sort: "name"');
    }
    return items.toSorted((a, b) => {
      if (orders.length === 0) return compareValues(fieldValueOf(a), fieldValueOf(b));
      return orders.reduce((sum, order) => sum || compareBy(context, order, [a, b]), 0);
    });
  },
  group_by: (context, value, [name]) => groupsOf(context, listOf(value), String(name)),
  map: (context, value, [name]) =>
    listOf(value).map((item) => propertyOf(context, item, String(name))),
  people: (context, value, [name, ...roles]) => {
    const found = new Map<string, Shown>();
    for (const item of listOf(value)) {
      for (const person of listOf(propertyOf(context, item, String(name)))) {
        const { name: who, role } = partsOf(person);
        const isWanted = roles.length === 0 || roles.some((one) => isSameWord(one, role));
        if (typeof who === 'string' && isWanted && !found.has(who)) found.set(who, person);
      }
    }
    return [...found.values()];
  },
  date: (_, value, [format]) => {
    if (value === undefined || value === null || value === '') return value;
    const pattern = String(format);
    if (!isDateFormat(pattern)) {
      throw new Error(`'${pattern}' is no date format: it needs year, month and day once each`);
    }
    const day = String(value);
    if (parseDate(day, isoFormat) !== day) throw new Error(`'${day}' is no date`);
    return formatDate(day, pattern);
  },
  call: ({ originOf }, value) => {
    const origin = originOf(value);
    if (origin === undefined) throw new Error("'call' is for a record");
    const call = origin.listing.callOf(origin.record);
    if (call.kind === 'call') return new Wikitext(call.text);
    throw new Error(call.diagnostic.message);
  },
  wikitext: (context, value, [name]) => {
    const origin = context.originOf(value);
    const text = origin === undefined ? textOf(value) : fieldText(origin, String(name));
    const escaped = escapeArgument(text, {
      positional: false,
      previous: undefined,
      markup: ['any'],
      site: context.site,
    });
    if (escaped.kind === 'text') return new Wikitext(text);
    throw new Error(`the text '${text.slice(0, 60)}' ${escaped.reason}`);
  },
};

/** A field as a call on the page would have it. */
function fieldText({ record, listing }: Origin, name: string): string {
  const field = listing.schema.fields.find((one) => one.name === name);
  if (field === undefined) throw unknownField(listing.schema, name);
  const value = record.values.get(name);
  if (value === undefined || value === '') return '';
  return field.type.write(value, undefined, field.options);
}

function compareBy(
  context: FilterContext,
  { name, sign }: { readonly name: string; readonly sign: number },
  items: readonly [Shown, Shown],
): number {
  const [a, b] = items.map((item) => {
    const origin = context.originOf(item);
    if (origin !== undefined) return origin.record.values.get(name);
    return fieldValueOf(propertyOf(context, item, name));
  });
  const schema = items.map((item) => context.originOf(item)?.listing.schema).find(Boolean);
  const compare = schema === undefined ? compareValues : comparisonOf(schema, name);
  if (compare === undefined) throw unknownField(schema, name);
  return a === undefined || b === undefined ? compare(a, b) : sign * compare(a, b);
}

/** As many groups as there are values, and all that the config names, in its order. */
function groupsOf(
  context: FilterContext,
  items: readonly Shown[],
  name: string,
): readonly { readonly name: unknown; readonly items: readonly Shown[] }[] {
  const schema = items.map((item) => context.originOf(item)?.listing.schema).find(Boolean);
  const groups = new Map<unknown, Shown[]>();
  for (const value of schema === undefined ? [] : namedValues(schema, name)) groups.set(value, []);
  for (const item of items) {
    const value = propertyOf(context, item, name);
    groups.set(value, [...(groups.get(value) ?? []), item]);
  }
  return [...groups].map(([value, members]) => ({ name: value, items: members }));
}

function propertyOf(context: FilterContext, item: Shown, name: string): Shown {
  if (typeof item === 'object' && item !== null && Object.hasOwn(item, name)) {
    return partsOf(item)[name] ?? null;
  }
  const origin = context.originOf(item);
  throw unknownField(origin?.listing.schema, name);
}

function partsOf(item: Shown): { readonly [name: string]: Shown } {
  const isMapping = typeof item === 'object' && item !== null && !Array.isArray(item);
  return isMapping && !(item instanceof Wikitext) ? (item as { [name: string]: Shown }) : {};
}

function unknownField(schema: RecordSchema | undefined, name: string): Error {
  const near = schema === undefined ? undefined : suggest(name, fieldNames(schema));
  return new Error(`there is no field '${name}'${near === undefined ? '' : `, but '${near}'`}`);
}

function listOf(value: unknown): readonly Shown[] {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null || value === '') return [];
  throw new Error('there is no list before the filter');
}

function fieldValueOf(shown: Shown): FieldValue | undefined {
  if (shown === null) return undefined;
  return shown instanceof Wikitext ? shown.text : (shown as FieldValue);
}

function isSameWord(a: unknown, b: unknown): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}
