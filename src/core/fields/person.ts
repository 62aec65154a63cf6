/** One person of a `people` value, in its three shapes: text, value and data. */
import { type FieldValue, isList } from '../value.ts';
import { tidy } from './lens.ts';
import { hideNested } from './nested.ts';

/** A name, perhaps with a role. Neither is empty. */
export type Person = { readonly name: string } | { readonly role: string; readonly name: string };

/**
 * Reads one person: a role ends in a colon before white space or a link, which the colons of
 * `http://` and of `[[User:X]]` do not. `undefined` if there is a colon without a role or a name.
 */
export function parsePerson(text: string): Person | undefined {
  const colons = [...hideNested(text).matchAll(/:/g)].map(({ index }) => index);
  const colon = colons.find((at) => /^(?:\s|\[|$)/.test(text.slice(at + 1)));
  return colon === undefined
    ? personOf(text)
    : personOf(text.slice(colon + 1), text.slice(0, colon));
}

/** The text of a person as a value holds it; `undefined` for any other value. */
export function personText(value: FieldValue): string | undefined {
  if (typeof value !== 'object' || isList(value)) return undefined;
  const { role, name } = value;
  if (typeof name !== 'string') return undefined;
  return typeof role === 'string' ? `${role}: ${name}` : name;
}

/**
 * The people of one item of a data file's list: a string in the text form, `{ role, name }`, or
 * names by their roles, each a name or a list of names. `undefined` if it is none of these.
 */
export function peopleOfItem(item: FieldValue): readonly Person[] | undefined {
  if (isList(item)) return undefined;
  const found =
    typeof item === 'object' ? peopleOfMapping(item) : [parsePerson(tidy(String(item)))];
  const people = found.filter((person) => person !== undefined);
  return people.length === found.length ? people : undefined;
}

/** A name alone, or a mapping of the role to the name. */
export function personToData(value: FieldValue): FieldValue {
  if (typeof value !== 'object' || isList(value)) return value;
  const { role, name = '' } = value;
  if (typeof role !== 'string') return name;
  // `{ name: … }` would be a person without a role.
  return role === 'name' ? { role, name } : { [role]: name };
}

function peopleOfMapping(
  mapping: Readonly<Record<string, FieldValue>>,
): readonly (Person | undefined)[] {
  const { role, name } = mapping;
  const others = Object.keys(mapping).filter((key) => key !== 'role' && key !== 'name');
  if (name !== undefined && typeof name !== 'object' && others.length === 0) {
    return [personOf(name, role)];
  }
  return Object.entries(mapping).flatMap(([key, names]) =>
    (isList(names) ? names : [names]).map((one) => personOf(one, key)),
  );
}

function personOf(name: FieldValue, role?: FieldValue): Person | undefined {
  if (typeof role === 'object' || typeof name === 'object') return undefined;
  const tidied = tidy(String(name));
  if (role === undefined) return tidied === '' ? undefined : { name: tidied };
  const tidiedRole = tidy(String(role));
  return tidied === '' || tidiedRole === '' ? undefined : { role: tidiedRole, name: tidied };
}
