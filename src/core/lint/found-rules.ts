/** Rules about what reading a listing reports anyway: the config sets their levels, and waives them. */
import type { LintRule } from './rule.ts';

const asFound = { level: 'as found' } as const;

/** In the order of the reference. */
export const foundRules: readonly LintRule[] = [
  { ...asFound, code: 'key-missing', summary: 'A record has no key.' },
  { ...asFound, code: 'key-twice', summary: 'Two records have the same key.' },
  { ...asFound, code: 'field-missing', summary: 'A record lacks a field that is required.' },
  {
    ...asFound,
    code: 'field-unknown',
    summary: 'The data file has a field that the config lacks.',
  },
  { ...asFound, code: 'argument-unknown', summary: 'A call has an argument that no field is for.' },
  { ...asFound, code: 'argument-twice', summary: 'A call has an argument more than once.' },
  { ...asFound, code: 'value-unreadable', summary: "A value is none of its field's type." },
  {
    ...asFound,
    code: 'value-doubtful',
    summary: 'A date is ambiguous: it is another one by another of its formats.',
  },
  { ...asFound, code: 'section-unknown', summary: 'A record stands under an unknown heading.' },
  { ...asFound, code: 'call-passed-over', summary: 'A call of the template is no record.' },
  { ...asFound, code: 'call-unclosed', summary: 'A call of the template never ends.' },
  { ...asFound, code: 'formula-like', summary: 'A spreadsheet would run a value of a CSV file.' },
];
