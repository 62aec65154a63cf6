import { describe, expect, it } from 'vitest';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';
import { people } from '../../../src/core/fields/people.ts';

const pair = [
  { role: 'Mentor', name: 'George Dunlap' },
  { role: 'Student', name: 'Bo Cao' },
];

describe('people', () => {
  it.each([
    ['Tülin İZER', [{ name: 'Tülin İZER' }]],
    ['Mentor: George Dunlap, Student: Bo Cao', pair],
    ['Mentor:  George Dunlap ,\nStudent : Bo Cao', pair],
    [
      'Mentor: Dave Scott; Student: Jyotsna Prakash',
      [
        { role: 'Mentor', name: 'Dave Scott' },
        { role: 'Student', name: 'Jyotsna Prakash' },
      ],
    ],
    ['Scott, Dave; Cao, Bo', [{ name: 'Scott, Dave' }, { name: 'Cao, Bo' }]],
    ['[[User:X|Cao, Bo]], Al', [{ name: '[[User:X|Cao, Bo]]' }, { name: 'Al' }]],
    ['[[User:X]]', [{ name: '[[User:X]]' }]],
    ['Mentor:[[User: X]]', [{ role: 'Mentor', name: '[[User: X]]' }]],
    ['http://x.org', [{ name: 'http://x.org' }]],
    ['A (Xen; ARM), B', [{ name: 'A (Xen; ARM)' }, { name: 'B' }]],
    ['A &amp; B, C', [{ name: 'A &amp; B' }, { name: 'C' }]],
    ['A &amp ; B', [{ name: 'A &amp' }, { name: 'B' }]],
    ['A: B: C', [{ role: 'A', name: 'B: C' }]],
    ['__proto__: A', [{ role: '__proto__', name: 'A' }]],
  ])('reads %j', (argument, value) => {
    expect(people.read(argument, {})).toEqual(readAs(value));
  });

  it.each([
    ['A,,B', "'A,,B' has an empty place in it"],
    ['A, B,', "'A, B,' has an empty place in it"],
    ['A<br>B', "'A<br>B' has a line break within an item"],
    ['* A\n* B', "'* A * B' has a line break within an item"],
    ['Mentor:', "'Mentor:' has a colon without a role and a name around it"],
    [': A', "': A' has a colon without a role and a name around it"],
  ])('cannot read %j', (argument, reason) => {
    expect(people.read(argument, {})).toEqual(unreadable(reason));
  });

  it.each([
    ['Mentor: A, Student: B', 'Mentor: George Dunlap, Student: Bo Cao'],
    ['Mentor: A; Student: B', 'Mentor: George Dunlap; Student: Bo Cao'],
    ['A;B', 'Mentor: George Dunlap;Student: Bo Cao'],
    ['A ,\nB', 'Mentor: George Dunlap ,\nStudent: Bo Cao'],
    ['A', 'Mentor: George Dunlap, Student: Bo Cao'],
    ['A<br>B', 'Mentor: George Dunlap, Student: Bo Cao'],
    [undefined, 'Mentor: George Dunlap, Student: Bo Cao'],
    ['Mentor : George Dunlap,Student: Bo Cao', 'Mentor : George Dunlap,Student: Bo Cao'],
  ])('writes two people over %j as %j', (previousText, written) => {
    expect(people.write(pair, previousText, {})).toBe(written);
  });

  it('writes the configured separator where the page shows no habit', () => {
    expect(people.write(pair, 'A', { separator: ';' })).toBe(
      'Mentor: George Dunlap; Student: Bo Cao',
    );
  });

  it('writes semicolons between names that have commas', () => {
    const value = [{ name: 'Scott, Dave' }, { name: 'Bo' }];

    expect(people.write(value, 'A, B', {})).toBe('Scott, Dave; Bo');
  });

  it.each([
    ['Mentor: George Dunlap, Student: Bo Cao', pair],
    [[{ Mentor: 'George Dunlap' }, { Student: 'Bo Cao' }], pair],
    [['Mentor: George Dunlap', 'Student: Bo Cao'], pair],
    [[{ role: 'Mentor', name: 'George Dunlap' }, { Student: ['Bo Cao'] }], pair],
    [{ Mentor: 'George Dunlap', Student: 'Bo Cao' }, pair],
    [
      { Mentor: ['A', 'B'] },
      [
        { role: 'Mentor', name: 'A' },
        { role: 'Mentor', name: 'B' },
      ],
    ],
    [
      ['A', ' B '],
      [{ name: 'A' }, { name: 'B' }],
    ],
    [[{ name: 'A' }], [{ name: 'A' }]],
    [{ role: 'Mentor', name: 7 }, [{ role: 'Mentor', name: '7' }]],
    [{ role: 'A' }, [{ role: 'role', name: 'A' }]],
    [[{ Mentor: [] }], ''],
  ])('takes %j from a data file', (data, value) => {
    expect(people.fromData(data, {})).toEqual(readAs(value));
  });

  it.each([
    [['A, B'], "'A, B' would be read from a page as something else"],
    [['A; B', 'C'], "'A; B, C' would be read from a page as something else"],
    [[{ name: 'Dr: A' }], "'Dr: A' would be read from a page as something else"],
    [[{ 'a: b': 'c' }], "'a: b: c' would be read from a page as something else"],
    [['A', ''], "'' is neither a name nor names by their roles"],
    [[['A']], `'["A"]' is neither a name nor names by their roles`],
    [[{ Mentor: '' }], `'{"Mentor":""}' is neither a name nor names by their roles`],
    [[{ '': 'A' }], `'{"":"A"}' is neither a name nor names by their roles`],
    [[{ A: { B: 'C' } }], `'{"A":{"B":"C"}}' is neither a name nor names by their roles`],
  ])('refuses %j from a data file', (data, reason) => {
    expect(people.fromData(data, {})).toEqual(unreadable(reason));
  });

  it.each([
    [pair, [{ Mentor: 'George Dunlap' }, { Student: 'Bo Cao' }]],
    [[{ name: 'A' }], ['A']],
    [[{ role: 'name', name: 'A' }], [{ role: 'name', name: 'A' }]],
    [[{ role: '__proto__', name: 'A' }], [JSON.parse('{"__proto__":"A"}')]],
  ])('gives %j to a data file', (value, data) => {
    expect(JSON.stringify(people.toData(value, {}))).toBe(JSON.stringify(data));
  });

  it.each([['A'], [['A']], [[[{ name: 'A' }]]], [[{ name: 1 }]], [[{ name: 'A', role: 1 }]]])(
    'gives %j, which is no value of its own, to a data file without failing',
    (value) => {
      expect(() => people.toData(value, {})).not.toThrow();
      expect(() => people.write(value, undefined, {})).toThrow(TypeError);
    },
  );
});
