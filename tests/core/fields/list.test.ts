import { describe, expect, it } from 'vitest';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';
import { list } from '../../../src/core/fields/list.ts';

describe('list', () => {
  it.each([
    ['C', ['C']],
    ['C, OCaml ,Rust', ['C', 'OCaml', 'Rust']],
    ['[[C|C, the language]], OCaml', ['[[C|C, the language]]', 'OCaml']],
    ['a :( , b', ['a :(', 'b']],
    ['* C\n* OCaml', ['C', 'OCaml']],
    ['*C\n\n*  OCaml, or Rust ', ['C', 'OCaml, or Rust']],
    ['# C\n# #1', ['C', '#1']],
  ])('reads %j', (argument, value) => {
    expect(list.read(argument, {})).toEqual(readAs(value));
  });

  it.each([
    ['C, , D', "'C, , D' has an empty place in it"],
    ['C, D\n\nMore', "'C, D More' has a line break within an item"],
    ['* C\n** D', "'* C ** D' has lines that are no plain items of a list"],
    ['* C\n*: D', "'* C *: D' has lines that are no plain items of a list"],
    ['* C\n# D', "'* C # D' has lines that are no plain items of a list"],
    ['* C\nD', "'* C D' has lines that are no plain items of a list"],
    ['* C\n*', "'* C *' has lines that are no plain items of a list"],
  ])('cannot read %j', (argument, reason) => {
    expect(list.read(argument, {})).toEqual(unreadable(reason));
  });

  it.each([
    ['C, D', 'A, B'],
    ['C,D', 'A,B'],
    ['C', 'A, B'],
    ['* C', '* A\n* B'],
    ['*C\n* D', '*A\n*B'],
    ['#  C', '#  A\n#  B'],
    ['* C\n** D', 'A, B'],
    [undefined, 'A, B'],
  ])('writes two items over %j as %j', (previousText, written) => {
    expect(list.write(['A', 'B'], previousText, {})).toBe(written);
  });

  it.each([
    [['a, b', 'c'], 'x, y', '* a, b\n* c'],
    [['*a', 'b'], '*x', '* *a\n* b'],
  ])('writes %j over %j so that it reads back', (value, previousText, written) => {
    expect(list.write(value, previousText, {})).toBe(written);
  });

  it.each([
    ['/', 'C / D', 'A / B'],
    [' / ', 'C', 'A / B'],
    ['<br>', 'C<br>\nD', 'A<br>\nB'],
    ['&bull;', 'C &bull; D', 'A &bull; B'],
    ['\n', 'C\nD', 'A\nB'],
    [';', 'C', 'A; B'],
    ['', 'C,D', 'A,B'],
  ])('reads and writes the separator %j', (separator, previousText, written) => {
    expect(list.read(written, { separator })).toEqual(readAs(['A', 'B']));
    expect(list.write(['A', 'B'], previousText, { separator })).toBe(written);
  });

  it.each([
    [
      ['C', ' OCaml '],
      ['C', 'OCaml'],
    ],
    [
      [1, true],
      ['1', 'true'],
    ],
    ['C, OCaml', ['C', 'OCaml']],
    ['* C\n* OCaml', ['C', 'OCaml']],
    [7, ['7']],
  ])('takes %j from a data file', (data, value) => {
    expect(list.fromData(data, {})).toEqual(readAs(value));
  });

  it.each([
    [{ C: 'x' }, `'{"C":"x"}' is a mapping, and a list is wanted`],
    [[{ C: 'x' }], `'{"C":"x"}' is no text (is it to be quoted?)`],
    [[['C']], `'["C"]' is no text (is it to be quoted?)`],
    [['C', ''], "'C, ' would be read from a page as something else"],
    [['a\nb'], "'a b' would be read from a page as something else"],
  ])('refuses %j from a data file', (data, reason) => {
    expect(list.fromData(data, {})).toEqual(unreadable(reason));
  });

  it('refuses to write what is no list', () => {
    expect(() => list.write('A', undefined, {})).toThrow(TypeError);
  });
});
