/** Texts and data for the laws of the field types: much that is plausible, some that is hostile. */
import fc from 'fast-check';
import type { FieldOptions } from '../../../src/core/fields/field-type.ts';
import type { FieldValue } from '../../../src/core/value.ts';
import { anyData, anyText, join, mapping } from './anything.ts';

/** What the laws of one field type are tried on. */
export interface Samples {
  readonly options: readonly FieldOptions[];
  /** Texts of arguments, many of which can be read by some of the options. */
  readonly text: fc.Arbitrary<string>;
  /** What data files hold, much of which can be read by some of the options. */
  readonly data: fc.Arbitrary<FieldValue>;
}

const names = ['January', 'feb', 'Mar', 'DECEMBER', 'may', 'Sep'];
const digits = fc.integer({ min: 0, max: 40 });
const year = fc.constantFrom('2014', '1999', '0001', '0000', '2000', '1900');
const twoDigits = digits.map((digit) => String(digit).padStart(2, '0'));
const dayPart = fc.oneof(digits.map(String), twoDigits, fc.constantFrom(...names));
const dayText = fc
  .tuple(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), year, dayPart, dayPart)
  .chain(([order, ...parts]) =>
    fc
      .constantFrom('/', '-', ' ', '')
      .map((separator) => order.map((at) => parts[at]).join(separator)),
  );
const isoDay = fc
  .tuple(year, fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, ...rest]) => [year, ...rest.map((part) => String(part).padStart(2, '0'))].join('-'));

const spelling = fc
  .constantFrom(
    'Low',
    'low',
    'MEDIUM',
    ' Moderate ',
    'Low-Medium',
    'high',
    'yes',
    'NO',
    '1',
    'true',
  )
  .chain((text) => fc.constantFrom(text, text.toLowerCase(), text.replace('o', ' o'), `${text}x`));

const numberText = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true }).map(String),
  fc.tuple(fc.integer(), fc.nat()).map(([whole, fraction]) => `${whole}.${fraction}0`),
  fc.constantFrom('-0', '007', '1,234', '0x10', '1e3', '9007199254740993', '0.1000000000000000055'),
);

const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('Bo', 'Dave Scott', 'Tülin İZER', '[[User:X|X, Y]]', '#1'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('A (Xen; ARM)', 'http://x.org', 'Scott, Dave', '{{a|b;c}}'),
  },
  { weight: 1, arbitrary: anyText },
);
const role = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Mentor', 'Co-mentor', '__proto__', 'name', 'role') },
  { weight: 1, arbitrary: anyText },
);
const gap = fc.constantFrom(', ', ',', ' ; ', '; ', ' / ', ',\n', '\n* ', '\n#', '<br>');
const personText = fc.oneof(
  word,
  fc.tuple(role, fc.constantFrom(': ', ' : ', ':'), word).map(join('')),
);
const personData: fc.Arbitrary<FieldValue> = fc.oneof(
  personText,
  fc.tuple(role, word).map(([role, name]) => ({ role, name })),
  fc
    .array(fc.tuple(role, fc.oneof(word, fc.array(word, { maxLength: 2 }))), { maxLength: 2 })
    .map(mapping),
);
const itemsText = (item: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom('', '* ', '#', '*'), fc.array(item, { minLength: 1, maxLength: 4 }), gap)
    .map(([start, items, separator]) => start + items.join(separator));

const title = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('Xen', 'A_b#c  d', ':Category:X', 'User:X', 'İ/sub', '#s'),
  },
  { weight: 1, arbitrary: anyText },
);
const address = fc.oneof(
  fc.constantFrom(
    'https://x.org/a_(b)?c=d#e',
    'mailto:a@b',
    '//x',
    "HTTP://x'y",
    'ftp://[::1]',
    'http://',
  ),
  anyText.map((text) => `https://${text}`),
);
const label = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('X', 'a b', "''i''") },
  { weight: 1, arbitrary: anyText },
);
const labelled = (key: string, text: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(text, label).map(([text, label]) =>
      mapping([
        [key, text],
        ['label', label],
      ]),
    ),
    text.map((text) => mapping([[key, text]])),
  );

const values = {
  low: ['Low'],
  'low-medium': [],
  medium: ['Medium', 'Moderate'],
  high: ['true', '1'],
};
const crossed = { low: ['Medium'], medium: ['low', 'X'], high: ['X'], Low: ['high', 'true'] };
const formats = [
  ['dd/MM/yyyy', 'MM/dd/yyyy'],
  ['d MMMM yyyy', 'MMM d yyyy', 'yyyy MMM dd'],
  ['yyyyMd', 'yyyy-dM-01', 'MM yyyy'],
  ['yyyy-dd-MM', 'yyyy-MM-dd'],
];
const separators = [
  {},
  ...[';', ' / ', '<br>', '\n', ' ', '', ', ', '('].map((separator) => ({ separator })),
];
const plain: Samples = { options: [{}], text: anyText, data: anyData };

/** Samples by the name of the field type. */
export const samples: Readonly<Record<string, Samples>> = {
  text: plain,
  wikitext: plain,
  date: {
    options: [{}, ...formats.map((formats) => ({ formats }))],
    text: mostly(dayText, isoDay),
    data: mostly<FieldValue>(isoDay),
  },
  choice: {
    options: [{ values }, { values: crossed }, {}],
    text: mostly(spelling),
    data: mostly<FieldValue>(spelling),
  },
  flag: {
    options: [
      {},
      { values: { true: ['Yes'], false: [] } },
      { values: { true: ['No'], false: ['No'] } },
    ],
    text: mostly(spelling),
    data: mostly<FieldValue>(spelling, fc.boolean()),
  },
  number: {
    options: [{}],
    text: mostly(numberText),
    data: mostly<FieldValue>(numberText, fc.double(), fc.integer()),
  },
  people: {
    options: separators,
    text: mostly(itemsText(personText)),
    data: mostly<FieldValue>(
      itemsText(personText),
      personData,
      fc.array(personData, { maxLength: 4 }),
    ),
  },
  list: {
    options: separators,
    text: mostly(itemsText(word)),
    data: mostly<FieldValue>(itemsText(word), fc.array(word, { maxLength: 4 })),
  },
  link: {
    options: [{}],
    text: mostly(
      title.map((title) => `[[${title}]]`),
      fc.tuple(title, label).map((parts) => `[[${parts.join('|')}]]`),
    ),
    data: mostly<FieldValue>(title, labelled('target', title)),
  },
  url: {
    options: [{}],
    text: mostly(
      address,
      address.map((text) => `[${text}]`),
      fc.tuple(address, label).map((parts) => `[${parts.join(' ')}]`),
    ),
    data: mostly<FieldValue>(address, labelled('url', address)),
  },
};

function mostly<T>(...likely: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T | string> {
  return fc.oneof(...likely, ...likely, ...likely, anyText);
}
