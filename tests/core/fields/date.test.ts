import { describe, expect, it } from 'vitest';
import { date } from '../../../src/core/fields/date.ts';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';

const both = { formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] };

describe('date', () => {
  it.each([
    ['28/11/2013', '2013-11-28'],
    ['01/20/2014', '2014-01-20'],
    ['11/11/2011', '2011-11-11'],
    ['29/02/2012', '2012-02-29'],
    ['2014-02-03', '2014-02-03'],
  ])('reads %j as %s', (argument, value) => {
    expect(date.read(argument, both)).toEqual(readAs(value));
  });

  it('reads an ambiguous date by the first format, and doubts it', () => {
    expect(date.read('01/12/2012', both)).toEqual(readAs('2012-12-01', 'could also be 2012-01-12'));
  });

  it('reads yyyy-MM-dd where no formats are configured', () => {
    expect(date.read('2014-02-03', {})).toEqual(readAs('2014-02-03'));
  });

  it.each([
    '32/13/2013',
    '30/02/2014',
    '29/02/1900',
    '1/2/2013',
    '28/11/13',
    'soon',
    '28/11/2013.',
  ])('cannot read %j', (argument) => {
    expect(date.read(argument, both)).toEqual(
      unreadable(`'${argument}' is no date of the form dd/MM/yyyy or MM/dd/yyyy`),
    );
  });

  it.each([
    // value, previous text, written
    ['2013-11-28', '28/11/2013', '28/11/2013'],
    ['2014-02-03', '28/11/2013', '03/02/2014'],
    ['2014-01-20', '02/20/2014', '01/20/2014'],
    ['2014-02-03', '01/20/2014', '03/02/2014'],
    ['2014-02-03', '2014-01-20', '2014-02-03'],
    ['2014-02-03', 'soon', '03/02/2014'],
    ['2014-02-03', undefined, '03/02/2014'],
  ])('writes %s over %j as %j', (value, previousText, written) => {
    expect(date.write(value, previousText, both)).toBe(written);
  });

  it('writes yyyy-MM-dd for a day that no format can tell from another', () => {
    expect(date.write('2014-01-11', undefined, { formats: ['yyyyMd'] })).toBe('2014-01-11');
  });

  it('refuses a day that nothing on the page could mean', () => {
    const strange = { formats: ['yyyy-dM-01'] };

    expect(date.read('2014-11-01', strange)).toEqual(readAs('2014-01-01'));
    expect(date.fromData('2014-11-01', strange)).toEqual(
      unreadable("'2014-111-01' would be read from a page as something else"),
    );
  });

  it('takes only yyyy-MM-dd from a data file', () => {
    expect(date.fromData(' 2013-11-28 ', both)).toEqual(readAs('2013-11-28'));
  });

  it.each(['28/11/2013', '2014-02-30', '2014', 2014])('refuses %j from a data file', (data) => {
    expect(date.fromData(data, both)).toEqual(
      unreadable(`'${data}' is no date of the form yyyy-MM-dd`),
    );
  });
});
