import { describe, expect, it } from 'vitest';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';
import { flag } from '../../../src/core/fields/flag.ts';

describe('flag', () => {
  it.each([
    ['Yes', true],
    ['yes', true],
    ['Y', true],
    ['1', true],
    ['true', true],
    ['No', false],
    ['n', false],
    ['0', false],
    ['FALSE', false],
  ])('reads %j as %j', (argument, value) => {
    expect(flag.read(argument, {})).toEqual(readAs(value));
  });

  it('cannot read what means neither', () => {
    expect(flag.read('maybe', {})).toEqual(unreadable("'maybe' is none of Yes, No"));
  });

  it.each([
    [true, 'yes', 'yes'],
    [false, 'yes', 'No'],
    [true, undefined, 'Yes'],
    [true, 'maybe', 'Yes'],
  ])('writes %j over %j as %j', (value, previousText, written) => {
    expect(flag.write(value, previousText, {})).toBe(written);
  });

  it('reads and writes the configured spellings', () => {
    const options = { values: { true: ['Ja'], false: [] } };

    expect(flag.read('ja', options)).toEqual(readAs(true));
    expect(flag.read('Yes', options).kind).toBe('unreadable');
    expect(flag.write(true, undefined, options)).toBe('Ja');
    expect(flag.write(false, undefined, options)).toBe('false');
  });

  it.each([
    [true, true],
    ['true', true],
    ['Yes', true],
    [1, true],
    [false, false],
    ['no', false],
  ])('takes %j from a data file as %j', (data, value) => {
    expect(flag.fromData(data, {})).toEqual(readAs(value));
  });
});
