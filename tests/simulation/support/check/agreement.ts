/**
 * What page and data file last agreed on, value by value, told from the history alone.
 *
 * A bot may change a value only if people's last word on it was there before: the side that it
 * writes to still has the value that both sides last agreed on. Whatever else stands there, somebody
 * put there since, and it is a conflict or goes the other way.
 */
import { recordsOf } from '../list-file.ts';
import { itemsOf } from '../list-page.ts';
import { fields } from '../people.ts';

/** One side's values by place: `K1.both`, and `K1` for whether there is such a record. */
export type Values = ReadonlyMap<string, string>;

/** What stands for a record that is there. */
const there = 'there';

/** Nothing is here; it is a value as any other. */
export const nothing = undefined;

/** A page's values; records that stand there twice have none that could be told. */
export function valuesOnPage(text: string): Values {
  const twins = twinsOnPage(text);
  const items = itemsOf(text).map(({ values }) => values);
  return valuesOf(items.filter((values) => !twins.has(values.get('name') ?? '')));
}

/** A data file's values; none if there is no file. */
export function valuesInData(text: string | undefined): Values {
  return valuesOf(text === undefined ? [] : (recordsOf(text) ?? []));
}

/** Keys of records that stand on a page more than once. */
export function twinsOnPage(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const { values } of itemsOf(text)) {
    const key = values.get('name') ?? '';
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return new Set([...seen].filter(([, count]) => count > 1).map(([key]) => key));
}

function valuesOf(records: readonly ReadonlyMap<string, string>[]): Values {
  const values = new Map<string, string>();
  for (const record of records) {
    const key = record.get('name') ?? '';
    values.set(key, there);
    for (const field of fields) {
      const value = record.get(field);
      if (value !== undefined && value !== '') values.set(`${key}.${field}`, value);
    }
  }
  return values;
}

/** Places where two versions differ. */
export function changedPlaces(before: Values, after: Values): readonly string[] {
  const places = new Set([...before.keys(), ...after.keys()]);
  return [...places].filter((place) => before.get(place) !== after.get(place));
}

/** The key of the record that a place belongs to, and its field. */
export function partsOf(place: string): { readonly key: string; readonly field?: string } {
  const [key = '', field] = place.split('.');
  return field === undefined ? { key } : { key, field };
}

/** What both sides agreed on, as the bot may know it. */
export class Agreement {
  /** By place: values that a bot may take for agreed; before there was any, only nothing. */
  readonly #values = new Map<string, readonly (string | undefined)[]>();

  /** Both sides agreed on this for certain, and the bot knows. */
  fix(place: string, value: string | undefined): void {
    this.#values.set(place, [value]);
  }

  /** Both sides have the same value; whether the bot has seen it is not known. */
  notice(place: string, value: string | undefined): void {
    const known = this.#values.get(place) ?? [nothing];
    if (!known.includes(value)) this.#values.set(place, [...known, value]);
  }

  /** Whether a value may be taken for what both sides agreed on. */
  allows(place: string, value: string | undefined): boolean {
    return (this.#values.get(place) ?? [nothing]).includes(value);
  }

  told(place: string): string {
    return (this.#values.get(place) ?? [nothing]).map((value) => value ?? '(nothing)').join(' or ');
  }
}
