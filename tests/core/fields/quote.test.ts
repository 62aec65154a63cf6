import { describe, expect, it } from 'vitest';
import { quote } from '../../../src/core/fields/quote.ts';

describe('quote', () => {
  it.each([
    ['Xen', "'Xen'"],
    ['a\n b', "'a b'"],
    [true, "'true'"],
    [['a', { b: 1 }], `'["a",{"b":1}]'`],
    ['x'.repeat(60), `'${'x'.repeat(60)}'`],
    ['x'.repeat(61), `'${'x'.repeat(59)}…'`],
  ])('shows %j as %s', (value, shown) => {
    expect(quote(value)).toBe(shown);
  });

  it('never halves a character', () => {
    expect(quote(`${'x'.repeat(58)}👩👩`)).toBe(`'${'x'.repeat(58)}…'`);
  });
});
