/** Whom to ask about a record. */
import { type FieldValue, isList } from '../value.ts';
import type { LintInput } from './rule.ts';
import { latest } from './sided-records.ts';

/** What people write where there is nobody. */
const nobody =
  /^(?:[-–—?.]*|n\.?\s?\/?\s?a\.?|none|nobody|no one|tbd|tba|tbc|todo|unknown|to be (?:decided|announced|confirmed|determined))$/i;

/** The names in a contacts field's value, each once: words that mean nobody are none. */
export function contactNames(value: FieldValue | undefined): readonly string[] {
  const names = value === undefined ? [] : namesIn(value);
  return [...new Set(names.map((name) => name.trim()).filter((name) => !nobody.test(name)))];
}

function namesIn(value: FieldValue): readonly string[] {
  if (isList(value)) return value.flatMap(namesIn);
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object') return [String(value)];
  const { name, target, url } = value;
  // As people are linked on a page, so that a talk page tells them.
  if (typeof target === 'string') return nobody.test(target.trim()) ? [] : [`[[${target}]]`];
  const [known] = [name, url].filter((part) => typeof part === 'string');
  return known === undefined ? [] : [known];
}

/** The names by record, of the listing's field for them; nobody if it has none. */
export function contactsOf(input: LintInput): ReadonlyMap<string, readonly string[]> {
  const { contacts } = input.options;
  if (contacts === undefined) return new Map();
  return new Map(
    latest(input, contacts).map(({ record, value }) => [record.key, contactNames(value)]),
  );
}
