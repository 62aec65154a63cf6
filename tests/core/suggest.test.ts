import { describe, expect, it } from 'vitest';
import { suggest } from '../../src/core/suggest.ts';

describe('suggest', () => {
  it.each([
    ['Meduim', 'Medium'],
    ['medum', 'Medium'],
    ['Lo', 'Low'],
    ['Highh', 'High'],
    ['Hihg', 'High'],
    ['Lwo', 'Low'],
  ])('takes %j for %s', (text, name) => {
    expect(suggest(text, ['Low', 'Medium', 'High'])).toBe(name);
  });

  it.each(['Hard', 'L', 'Mediocre', ''])('takes %j for nothing', (text) => {
    expect(suggest(text, ['Low', 'Medium', 'High'])).toBeUndefined();
  });

  it('takes the nearest of several, and the first of equally near ones', () => {
    expect(suggest('stable', ['stabled', 'stables', 'unstable'])).toBe('stabled');
    expect(suggest('unstabl', ['stable', 'unstable'])).toBe('unstable');
  });
});
