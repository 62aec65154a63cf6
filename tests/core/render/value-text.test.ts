import { describe, expect, it } from 'vitest';
import { valueText } from '../../../src/core/render/value-text.ts';

describe('valueText', () => {
  it.each([
    ['', ''],
    ['as it\nis', 'as it\nis'],
    [3.5, '3.5'],
    [true, 'true'],
    [false, 'false'],
    [['C', 'OCaml'], 'C, OCaml'],
    [[], ''],
    [{ name: 'Bo Cao' }, 'Bo Cao'],
    [{ role: 'Mentor', name: 'George Dunlap' }, 'Mentor: George Dunlap'],
    [{ Mentor: 'George Dunlap' }, 'Mentor: George Dunlap'],
    [
      [{ role: 'Mentor', name: 'George Dunlap' }, { name: 'Bo Cao' }],
      'Mentor: George Dunlap, Bo Cao',
    ],
    [{ target: 'GSoC 2014' }, 'GSoC 2014'],
    [{ target: 'GSoC 2014', label: 'here' }, 'here (GSoC 2014)'],
    [{ url: 'https://x.org', label: 'X' }, 'X (https://x.org)'],
    [{ url: 'https://x.org' }, 'https://x.org'],
    [{ name: 'A', role: ['x'] }, 'name: A, role: x'],
    [{ name: 'A', age: 3 }, 'name: A, age: 3'],
    [{ target: 'A', url: 'B' }, 'target: A, url: B'],
    [{ target: 'A', label: 1 }, 'target: A, label: 1'],
    [{ target: 'A', other: true }, 'target: A, other: true'],
    [{}, ''],
  ])('reads %j as %j', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});
