import { describe, expect, it } from 'vitest';
import { hideNested } from '../../../src/core/fields/nested.ts';

describe('hideNested', () => {
  it.each([
    ['a, (b, c)', 'a, ······'],
    ['[[a|b, c]], d', '··········, d'],
    ['{{a|(b|c)}}, d', '···········, d'],
    ['a <!-- b, c -->, d', 'a ·············, d'],
    ['<i title=",">a, b</i>', '·············a, b····'],
    ['a &amp; b &#59; c &#x3b; d', 'a ····· b ····· c ······ d'],
    ['a :( , b', 'a :( , b'],
    ['a ), b', 'a ), b'],
    ['(a [b, c) d], e', '········· d], e'],
    ['1 < 2, 3 > 2', '1 < 2, 3 > 2'],
  ])('hides in %j all but %j', (text, rest) => {
    expect(hideNested(text).replaceAll('\0', '·')).toBe(rest);
  });

  it('keeps a separator that is a tag', () => {
    expect(hideNested('a<br>b<i>', '<br>').replaceAll('\0', '·')).toBe('a<br>b···');
  });
});
