import { describe, expect, it } from 'vitest';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';
import { text } from '../../../src/core/fields/text.ts';

describe('text', () => {
  it.each([
    ['Xen', 'Xen'],
    ['two\nlines', 'two\nlines'],
    ['two\r\nlines\rand a third', 'two\nlines\nand a third'],
    ['Tu\u0308lin \u0130ZER', 'T\u00fclin \u0130ZER'],
    ["''as'' it [[stands]] {{!}}", "''as'' it [[stands]] {{!}}"],
  ])('reads %j as %j', (argument, value) => {
    expect(text.read(argument, {})).toEqual(readAs(value));
  });

  it.each([
    [' Xen \n', 'Xen'],
    ['a\r\nb', 'a\nb'],
    [2014, '2014'],
    [-0.5, '-0.5'],
    [true, 'true'],
  ])('takes %j from a data file as %j', (data, value) => {
    expect(text.fromData(data, {})).toEqual(readAs(value));
  });

  it.each([
    [['a'], 'a list is no text'],
    [{ a: 'b' }, 'a mapping is no text'],
  ])('refuses %j from a data file', (data, reason) => {
    expect(text.fromData(data, {})).toEqual(unreadable(reason));
  });

  it('keeps a spelling that differs only in what MediaWiki folds', () => {
    expect(text.write('T\u00fclin', 'Tu\u0308lin', {})).toBe('Tu\u0308lin');
  });

  it('brings no markup to the page', () => {
    expect(text.markup).toEqual([]);
  });
});
