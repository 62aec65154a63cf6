import { describe, expect, it } from 'vitest';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';
import { number } from '../../../src/core/fields/number.ts';

describe('number', () => {
  it.each([
    ['-1234.5', -1234.5],
    ['0', 0],
    ['007', 7],
    ['1.50', 1.5],
    ['-0', 0],
    ['-0.0', 0],
    ['0.1', 0.1],
    ['9007199254740991', 9007199254740991],
  ])('reads %j as %j', (argument, value) => {
    expect(number.read(argument, {})).toStrictEqual(readAs(value));
  });

  it.each(['1,234', '1 234', '0x10', '1e3', '+5', '.5', '5.', '١٢', 'Infinity', 'NaN', '--1'])(
    'cannot read %j',
    (argument) => {
      expect(number.read(argument, {})).toEqual(
        unreadable(`'${argument}' is no number such as -1234.5`),
      );
    },
  );

  it.each(['9007199254740993', '9007199254740992', '0.12345678901234567890', '0.0000001'])(
    'cannot keep all digits of %j',
    (argument) => {
      expect(number.read(argument, {})).toEqual(
        unreadable(`'${argument}' has more digits than can be kept`),
      );
    },
  );

  it.each([
    [7, '007', '007'],
    [8, '007', '8'],
    [-1234.5, undefined, '-1234.5'],
  ])('writes %j over %j as %j', (value, previousText, written) => {
    expect(number.write(value, previousText, {})).toBe(written);
  });

  it.each([
    [12, 12],
    ['12.0', 12],
    [-0, 0],
  ])('takes %j from a data file as %j', (data, value) => {
    expect(number.fromData(data, {})).toStrictEqual(readAs(value));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-7, 2 ** 53, true])(
    'refuses %j from a data file',
    (data) => {
      expect(number.fromData(data, {}).kind).toBe('unreadable');
    },
  );
});
