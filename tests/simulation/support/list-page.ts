/**
 * Pages of the shape that the simulation makes, read and edited without any of wikisync's code.
 *
 * A page is prose with calls `{{item|name=K1|both=w7}}`, in one line or in several; its values have
 * no markup.
 */

/** One call's values by field; `name` is among them. */
export type Item = ReadonlyMap<string, string>;

/** Where a call stands, and what it says. */
export interface PlacedItem {
  readonly start: number;
  readonly end: number;
  readonly source: string;
  readonly values: Item;
}

const call = /\{\{item((?:\s*\|\s*\w+\s*=[^|{}]*)*)\}\}/g;

/** A page's calls, in order. */
export function itemsOf(text: string): readonly PlacedItem[] {
  return [...text.matchAll(call)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    source: match[0],
    values: new Map(
      [...(match[1] ?? '').matchAll(/\|\s*(\w+)\s*=([^|{}]*)/g)].map(
        ([, field = '', value = '']) => [field, value.trim()] as const,
      ),
    ),
  }));
}

/** The calls of one record: more than one if it stands there twice. */
export function itemsNamed(text: string, key: string): readonly PlacedItem[] {
  return itemsOf(text).filter(({ values }) => values.get('name') === key);
}

/** A new call's text. */
export function renderItem(values: Item, isInline: boolean): string {
  const space = isInline ? '' : '\n';
  const args = [...values].map(([field, value]) => `${space}|${field}=${value}`);
  return `{{item${args.join('')}${space}}}`;
}

/** Sets one value of a call, or takes the argument away. */
export function withValue(
  text: string,
  item: PlacedItem,
  field: string,
  value: string | undefined,
): string {
  const { start, end, source, values } = item;
  const argument = new RegExp(`(\\s*)\\|\\s*${field}\\s*=[^|{}\\n]*`);
  const space = source.includes('\n') ? '\n' : '';
  const changed = values.has(field)
    ? source.replace(argument, value === undefined ? '' : `$1|${field}=${value}`)
    : source.replace(/\s*\}\}$/, value === undefined ? '$&' : `${space}|${field}=${value}$&`);
  return text.slice(0, start) + changed + text.slice(end);
}

/** Takes a call away, with the empty lines before it. */
export function withoutItem(text: string, { start, end }: PlacedItem): string {
  return `${text.slice(0, start).replace(/\n+$/, '\n')}${text.slice(end).replace(/^\n/, '')}`;
}

/** Adds a call behind another one, or at the page's end. */
export function withItem(text: string, added: string, after: PlacedItem | undefined): string {
  const at = after?.end ?? text.length;
  return `${text.slice(0, at)}\n\n${added}${text.slice(at)}`;
}

/** Everything between the calls, without white space: what no plan of records may change. */
export function proseOf(text: string): string {
  return text.replace(call, ' ').replace(/\s+/g, ' ').trim();
}

/** The page's bytes with each call replaced by its record's name. */
export function skeletonOf(text: string): string {
  return text.replace(call, (source) => `{{item ${itemsOf(source)[0]?.values.get('name')}}}`);
}
