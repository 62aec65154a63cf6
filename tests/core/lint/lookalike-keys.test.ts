/** Keys that look the same. */
import { expect, it } from 'vitest';
import { lookalikeKeys } from '../../../src/core/lint/lookalike-keys.ts';
import type { RecordSet } from '../../../src/core/record.ts';

const side = (source: string, ...keys: string[]): RecordSet => ({
  records: keys.map((key, at) => ({
    key,
    values: new Map(),
    unread: new Set(),
    place: { source, line: at + 1, column: 1 },
  })),
  quarantined: new Set(),
  unidentified: 0,
});

it.each([
  ['Old mill', 'old Mill'],
  ['Old mill', 'Old\u200B mill'],
  ['Old mill', 'Old-mill'],
  ['Old mill', 'Ｏｌｄ mill'],
  ['Café', 'CAFÉ'],
  ['ﬁsh', 'fish'],
])('warns of %j and %j', (one, other) => {
  const [found, ...more] = lookalikeKeys([side('page', one), side('data.yaml', one, other)]);

  expect(more).toEqual([]);
  expect(found).toMatchObject({
    code: 'key-lookalike',
    severity: 'warning',
    message: `The key '${other}' looks like '${one}', and is another record.`,
    place: { source: 'data.yaml', line: 2, column: 1 },
  });
});

it.each([
  ['Old mill', 'Old mills'],
  ['Line 1', 'Line 2'],
  ['Mill', 'Müll'],
  ['東', '京'],
])('does not warn of %j and %j', (one, other) => {
  expect(lookalikeKeys([side('page', one, other), side('data.yaml', one, other)])).toEqual([]);
});

it('tells of each key once, whatever the number of records', () => {
  const both = side('page', 'A', 'a', 'a.');

  expect(lookalikeKeys([both, both])).toHaveLength(2);
});
