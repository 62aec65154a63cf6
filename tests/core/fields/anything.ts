/** Texts and data without regard to what a field type can read. */
import fc from 'fast-check';
import type { FieldValue } from '../../../src/core/value.ts';

const pieces = [
  ...['[[', ']]', '{{', '}}', '[', ']', '(', ')', '|', '<!--', '-->', '<br>', '<i x=",">', '&amp;'],
  ...[
    ',',
    ';',
    ': ',
    ':',
    '/',
    '-',
    '.',
    '* ',
    '*',
    '#',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\t',
    "''",
    '~~~',
  ],
  ...[
    'A',
    'Bo',
    'Tülin İZER',
    'e\u0301',
    '\u00a0',
    '\u2028',
    '\ud800',
    '\0',
    '👩🏽‍💻',
    '&am',
    'p',
    '_',
  ],
  ...[
    '0',
    '12',
    '2014',
    'Mentor',
    'name',
    '__proto__',
    'http://',
    'javascript:',
    'File:',
    '<',
    '>',
  ],
];

/** Any text, mostly of what means something to some field type. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map(join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

const keys = fc.oneof(
  fc.constantFrom('role', 'name', 'target', 'url', 'label', 'Mentor', '__proto__', 'constructor'),
  anyText,
);

/** Anything that a data file can hold. */
export const anyData: fc.Arbitrary<FieldValue> = fc.letrec<{ value: FieldValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyText,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 3 }).map(mapping),
  ),
})).value;

/** For `map` over generated parts. */
export function join(separator: string): (parts: readonly string[]) => string {
  return (parts) => parts.join(separator);
}

/** A mapping of any names, `__proto__` too. */
export function mapping(entries: readonly (readonly [string, FieldValue])[]): FieldValue {
  return Object.fromEntries(entries);
}
