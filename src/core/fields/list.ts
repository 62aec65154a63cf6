import { type FieldValue, isList } from '../value.ts';
import { parseBullets } from './bullets.ts';
import {
  type FieldOptions,
  type FieldType,
  type Reading,
  readAs,
  unreadable,
} from './field-type.ts';
import { fieldType, tidy } from './lens.ts';
import { quote } from './quote.ts';
import { joinerOf, separatorIn, splitItems } from './separated.ts';

/** Texts in order. A text that begins with a bullet or a number sign has one on each line. */
export const list: FieldType = fieldType({
  name: 'list',
  summary: 'Texts in order: on bulleted or numbered lines, or with a separator between them.',
  options: ['separator'],
  markup: ['link', 'external-link'],
  read,
  fromParts,
  spell,
});

function read(text: string, { separator = ',' }: FieldOptions): Reading {
  if (/^[*#]/.test(text)) {
    const bullets = parseBullets(text);
    return bullets === undefined
      ? unreadable(`${quote(text)} has lines that are no plain items of a list`)
      : readAs(bullets.items);
  }
  const { items, flaw } = splitItems(text, separatorIn(separator));
  return flaw === undefined ? readAs(items) : unreadable(flaw);
}

function fromParts(parts: FieldValue): Reading {
  if (!isList(parts)) return unreadable(`${quote(parts)} is a mapping, and a list is wanted`);
  const nested = parts.find((part) => typeof part === 'object');
  if (nested !== undefined) return unreadable(`${quote(nested)} is no text (is it to be quoted?)`);
  return readAs(parts.map((part) => tidy(String(part))));
}

function spell(
  value: FieldValue,
  previousText: string | undefined,
  { separator = ',' }: FieldOptions,
): readonly string[] {
  if (!isList(value)) return [];
  const items = value.map(String);
  const inLine = (joiner: string) => items.join(joiner);
  const onLines = (marker: string) => items.map((item) => `${marker}${item}`).join('\n');
  const defaults = [inLine(joinerOf(separator)), onLines('* ')];
  if (previousText === undefined) return defaults;
  const bullets = parseBullets(previousText);
  if (bullets !== undefined) return [onLines(bullets.marker), onLines('* ')];
  const { joiner } = splitItems(previousText, separatorIn(separator));
  return joiner === undefined ? defaults : [inLine(joiner), ...defaults];
}
