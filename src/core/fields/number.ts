import { type FieldType, type Reading, readAs, unreadable } from './field-type.ts';
import { fieldType } from './lens.ts';
import { quote } from './quote.ts';

/** A decimal number. */
export const number: FieldType = fieldType({
  name: 'number',
  summary: 'A decimal number such as -1234.5, without separators of thousands.',
  options: [],
  markup: [],
  read,
  spell: (value) => (typeof value === 'number' ? [String(value)] : []),
});

function read(text: string): Reading {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return unreadable(`${quote(text)} is no number such as -1234.5`);
  const value = Number(text);
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : true;
  if (!exact || String(value) !== shortest(sign, whole, fraction)) {
    return unreadable(`${quote(text)} has more digits than can be kept`);
  }
  // There is no -0: JSON and CSV would not agree on it.
  return readAs(value === 0 ? 0 : value);
}

/** The digits as JavaScript prints a number that it holds exactly. */
function shortest(sign: string, whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, '');
  const decimals = fraction.replace(/0+$/, '');
  if (digits === '0' && decimals === '') return '0';
  return `${sign}${digits}${decimals === '' ? '' : `.${decimals}`}`;
}
