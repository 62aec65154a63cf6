import { type FieldValue, isList } from '../value.ts';
import {
  type FieldOptions,
  type FieldType,
  type Reading,
  readAs,
  unreadable,
} from './field-type.ts';
import { fieldType } from './lens.ts';
import { hideNested } from './nested.ts';
import { parsePerson, peopleOfItem, personText, personToData } from './person.ts';
import { quote } from './quote.ts';
import { joinerOf, splitItems } from './separated.ts';

/** People in order, as a list of `{ name }` and `{ role, name }`. */
export const people: FieldType = fieldType({
  name: 'people',
  summary: "People in order, with roles or without, such as 'Mentor: A, Student: B'.",
  options: ['separator'],
  markup: ['link', 'external-link'],
  read,
  fromParts,
  spell,
  toData: (value) => (isList(value) ? value.map(personToData) : value),
});

function read(text: string): Reading {
  const { items, flaw } = splitItems(text, separatorOf(text));
  if (flaw !== undefined) return unreadable(flaw);
  const people = items.map(parsePerson).filter((person) => person !== undefined);
  return people.length === items.length
    ? readAs(people)
    : unreadable(`${quote(text)} has a colon without a role and a name around it`);
}

function fromParts(parts: FieldValue): Reading {
  const people: FieldValue[] = [];
  for (const item of isList(parts) ? parts : [parts]) {
    const found = peopleOfItem(item);
    if (found === undefined) {
      return unreadable(`${quote(item)} is neither a name nor names by their roles`);
    }
    people.push(...found);
  }
  return readAs(people);
}

function spell(
  value: FieldValue,
  previousText: string | undefined,
  { separator = ',' }: FieldOptions,
): readonly string[] {
  if (!isList(value)) return [];
  const texts = value.map(personText).filter((text) => text !== undefined);
  const previous = previousText ?? '';
  const habit = splitItems(previous, separatorOf(previous)).joiner ?? joinerOf(separator);
  return [habit, ', ', '; '].map((joiner) => texts.join(joiner));
}

/** The text itself tells comma from semicolon: where there is a semicolon, commas are the names'. */
function separatorOf(text: string): string {
  return hideNested(text).includes(';') ? ';' : ',';
}
