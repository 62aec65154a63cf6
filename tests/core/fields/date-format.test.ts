import { describe, expect, it } from 'vitest';
import { formatDate, isDateFormat, parseDate } from '../../../src/core/fields/date-format.ts';

describe('isDateFormat', () => {
  it.each(['yyyy-MM-dd', 'd MMMM yyyy', 'MMM d, yyyy', 'yyyy.M.d'])('accepts %j', (format) => {
    expect(isDateFormat(format)).toBe(true);
  });

  it.each(['MMMM yyyy', 'dd/MM', 'dd dd MM yyyy', 'yyyy-MM-dd (d)', 'yy-MM-dd', ''])(
    'refuses %j, which names a part twice or not at all',
    (format) => {
      expect(isDateFormat(format)).toBe(false);
    },
  );
});

describe('parseDate', () => {
  it.each([
    ['3 February 2014', 'd MMMM yyyy', '2014-02-03'],
    ['03 FEBRUARY  2014', 'd MMMM yyyy', '2014-02-03'],
    ['Feb 3, 2014', 'MMM d, yyyy', '2014-02-03'],
    ['dec 31, 0999', 'MMM d, yyyy', '0999-12-31'],
    ['03.02.2014', 'd.M.yyyy', '2014-02-03'],
    ['on 2014-02-03', 'on yyyy-MM-dd', '2014-02-03'],
    ['29/02/2000', 'dd/MM/yyyy', '2000-02-29'],
  ])('reads %j by %j as %s', (text, format, iso) => {
    expect(parseDate(text, format)).toBe(iso);
  });

  it.each([
    ['Febr 3, 2014', 'MMM d, yyyy'],
    ['February 3, 2014', 'MMM d, yyyy'],
    ['3/2/2014', 'dd/MM/yyyy'],
    ['03x02x2014', 'dd.MM.yyyy'],
    ['29/02/1900', 'dd/MM/yyyy'],
    ['31/04/2014', 'dd/MM/yyyy'],
    ['00/04/2014', 'dd/MM/yyyy'],
    ['01/00/2014', 'dd/MM/yyyy'],
    ['01/01/0000', 'dd/MM/yyyy'],
    ['February 2014', 'MMMM yyyy'],
  ])('does not read %j by %j', (text, format) => {
    expect(parseDate(text, format)).toBeUndefined();
  });
});

describe('formatDate', () => {
  it.each([
    ['d MMMM yyyy', '3 February 2014'],
    ['MMM dd, yyyy', 'Feb 03, 2014'],
    ['M/d/yyyy', '2/3/2014'],
    ['dd.MM.yyyy', '03.02.2014'],
  ])('writes a day in %j as %j', (format, text) => {
    expect(formatDate('2014-02-03', format)).toBe(text);
  });
});
