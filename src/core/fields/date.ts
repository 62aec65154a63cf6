import type { FieldValue } from '../value.ts';
import { formatDate, isoFormat, parseDate } from './date-format.ts';
import {
  type FieldOptions,
  type FieldType,
  type Reading,
  readAs,
  unreadable,
} from './field-type.ts';
import { fieldType } from './lens.ts';
import { quote } from './quote.ts';

/**
 * A day, as ISO 8601. That is understood on a page too, after the formats: it is written there if
 * the formats are such that no text in any of them would mean the day.
 */
export const date: FieldType = fieldType({
  name: 'date',
  summary: 'A day: yyyy-MM-dd in the data file, in any of the formats on the page.',
  options: ['formats'],
  markup: [],
  read,
  fromText: (text) => {
    const value = parseDate(text, isoFormat);
    return value === undefined ? noDate(text, [isoFormat]) : readAs(value);
  },
  spell,
});

function read(text: string, { formats = [isoFormat] }: FieldOptions): Reading {
  const days = formats.flatMap((format) => parseDate(text, format) ?? []);
  const value = days[0] ?? parseDate(text, isoFormat);
  if (value === undefined) return noDate(text, formats);
  const others = [...new Set(days)].filter((day) => day !== value);
  return readAs(value, others.length === 0 ? undefined : `could also be ${others.join(' or ')}`);
}

function spell(
  value: FieldValue,
  previousText: string | undefined,
  { formats = [isoFormat] }: FieldOptions,
): readonly string[] {
  if (typeof value !== 'string' || parseDate(value, isoFormat) !== value) return [];
  const known = [...formats, isoFormat];
  const habit = known.filter((format) => parseDate(previousText ?? '', format) !== undefined);
  return [...habit.slice(0, 1), ...known].map((format) => formatDate(value, format));
}

function noDate(text: string, formats: readonly string[]): Reading {
  return unreadable(`${quote(text)} is no date of the form ${formats.join(' or ')}`);
}
