import type { FieldOptions, FieldType } from './field-type.ts';
import { fieldType } from './lens.ts';
import { readSpelling, type Spellings, spellingsOf } from './spellings.ts';

/** One of some named values. */
export const choice: FieldType = fieldType({
  name: 'choice',
  summary: 'One of the named values; the first spelling of one is written.',
  options: ['values'],
  markup: [],
  read: (text, options) => readSpelling(text, valuesOf(options), 'page'),
  fromText: (text, options) => readSpelling(text, valuesOf(options), 'data'),
  spell: (value, _previousText, options) =>
    typeof value === 'string' ? spellingsOf(value, valuesOf(options)) : [],
});

function valuesOf(options: FieldOptions): Spellings {
  return options.values ?? {};
}
