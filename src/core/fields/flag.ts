import { type FieldOptions, type FieldType, type Reading, readAs } from './field-type.ts';
import { fieldType } from './lens.ts';
import { readSpelling, type Spellings, spellingsOf } from './spellings.ts';

/** Yes or no. */
export const flag: FieldType = fieldType({
  name: 'flag',
  summary: 'Yes or no; the first spelling of each is written.',
  options: ['values'],
  markup: [],
  read: (text, options) => toBoolean(readSpelling(text, flagValues(options), 'page')),
  fromText: (text, options) => toBoolean(readSpelling(text, flagValues(options), 'data')),
  spell: (value, _previousText, options) =>
    typeof value === 'boolean' ? spellingsOf(String(value), flagValues(options)) : [],
});

/** How true and false are spelt. */
export function flagValues({ values }: FieldOptions): Spellings {
  return {
    true: values?.['true'] ?? ['Yes', 'y', 'true', '1'],
    false: values?.['false'] ?? ['No', 'n', 'false', '0'],
  };
}

function toBoolean(reading: Reading): Reading {
  return reading.kind === 'value' ? readAs(reading.value === 'true') : reading;
}
