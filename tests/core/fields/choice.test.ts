import { describe, expect, it } from 'vitest';
import { choice } from '../../../src/core/fields/choice.ts';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';

const values = {
  low: ['Low'],
  'low-medium': ['Low-Medium'],
  medium: ['Medium', 'Moderate'],
  high: [],
};

describe('choice', () => {
  it.each([
    ['Low', 'low'],
    ['Low-Medium', 'low-medium'],
    ['medium', 'medium'],
    ['MODERATE', 'medium'],
    ['high', 'high'],
  ])('reads %j as %s', (argument, value) => {
    expect(choice.read(argument, { values })).toEqual(readAs(value));
  });

  it('reads a spelling whatever its white space', () => {
    const options = { values: { rust: ['Rust (no std)'] } };

    expect(choice.read('rust\n (no  STD)', options)).toEqual(readAs('rust'));
  });

  it.each([
    ['Hard', "'Hard' is none of Low, Low-Medium, Medium, high"],
    ['Meduim', "'Meduim' is none of Low, Low-Medium, Medium, high (perhaps 'Medium')"],
    ['Low/Medium', "'Low/Medium' is none of Low, Low-Medium, Medium, high (perhaps 'Low-Medium')"],
  ])('cannot read %j', (argument, reason) => {
    expect(choice.read(argument, { values })).toEqual(unreadable(reason));
  });

  it.each([
    ['medium', 'medium', 'medium'],
    ['medium', 'moderate', 'moderate'],
    ['medium', 'Low', 'Medium'],
    ['medium', undefined, 'Medium'],
    ['high', 'Low', 'high'],
  ])('writes %s over %j as %j', (value, previousText, written) => {
    expect(choice.write(value, previousText, { values })).toBe(written);
  });

  it.each(['medium', 'Moderate', ' MEDIUM '])('takes %j from a data file', (data) => {
    expect(choice.fromData(data, { values })).toEqual(readAs('medium'));
  });

  it('names the values when it refuses one from a data file', () => {
    expect(choice.fromData('Hard', { values })).toEqual(
      unreadable("'Hard' is none of low, low-medium, medium, high"),
    );
  });

  it('writes what reads back where a spelling means two values', () => {
    const options = { values: { a: ['X'], b: ['X', 'Y'], c: ['X'] } };

    expect(choice.write('b', undefined, options)).toBe('Y');
    expect(choice.write('c', undefined, options)).toBe('c');
  });

  it('refuses a value that has no spelling of its own', () => {
    const options = { values: { a: ['X', 'b'], b: ['X'] } };

    expect(choice.fromData('b', options)).toEqual(
      unreadable("'X' would be read from a page as something else"),
    );
  });

  it('has no values unless they are configured', () => {
    expect(choice.read('constructor', {}).kind).toBe('unreadable');
    expect(() => choice.write('constructor', undefined, {})).toThrow(TypeError);
  });
});
