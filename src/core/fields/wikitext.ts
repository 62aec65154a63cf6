import { type FieldType, readAs } from './field-type.ts';
import { fieldType } from './lens.ts';

/** Text that is wikitext on both sides. */
export const wikitext: FieldType = fieldType({
  name: 'wikitext',
  summary: 'Wikitext, with whatever markup stays within the argument.',
  options: [],
  markup: ['any'],
  read: (text) => readAs(text),
  spell: (value) => (typeof value === 'string' ? [value] : []),
});
