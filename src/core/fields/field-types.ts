import { choice } from './choice.ts';
import { date } from './date.ts';
import type { FieldType } from './field-type.ts';
import { flag } from './flag.ts';
import { link } from './link.ts';
import { list } from './list.ts';
import { number } from './number.ts';
import { people } from './people.ts';
import { text } from './text.ts';
import { url } from './url.ts';
import { wikitext } from './wikitext.ts';

/** Every field type, in the order of the reference. */
export const fieldTypes: readonly FieldType[] = [
  text,
  wikitext,
  date,
  choice,
  flag,
  number,
  people,
  list,
  link,
  url,
];

/** The field type that the config names; `undefined` for an unknown name. */
export function fieldTypeNamed(name: string): FieldType | undefined {
  return fieldTypes.find((type) => type.name === name);
}
