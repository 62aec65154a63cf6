import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/core/fields/nearest.ts';

describe('nearest', () => {
  it.each([
    ['Meduim', 'Medium'],
    ['medum', 'Medium'],
    ['Lo', 'Low'],
    ['Highh', 'High'],
  ])('takes %j for %s', (text, name) => {
    expect(nearest(text, ['Low', 'Medium', 'High'])).toBe(name);
  });

  it.each(['Hard', 'L', 'Mediocre', ''])('takes %j for nothing', (text) => {
    expect(nearest(text, ['Low', 'Medium', 'High'])).toBeUndefined();
  });

  it('takes the nearest of several, and the first of equally near ones', () => {
    expect(nearest('stable', ['stabled', 'stables', 'unstable'])).toBe('stabled');
    expect(nearest('unstabl', ['stable', 'unstable'])).toBe('unstable');
  });
});
