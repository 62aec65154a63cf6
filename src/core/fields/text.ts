import { type FieldType, readAs } from './field-type.ts';
import { fieldType } from './lens.ts';

/** Text as it stands, without markup that was not there before. */
export const text: FieldType = fieldType({
  name: 'text',
  summary: 'Text as it stands; a value from the data file brings no markup to the page.',
  options: [],
  markup: [],
  read: (text) => readAs(text),
  spell: (value) => (typeof value === 'string' ? [value] : []),
});
