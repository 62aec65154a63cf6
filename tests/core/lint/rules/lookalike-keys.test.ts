/** Keys that look the same. */
import { expect, it } from 'vitest';
import type { LintInput } from '../../../../src/core/lint/rule.ts';
import { lookalikeKeys as rule } from '../../../../src/core/lint/rules/lookalike-keys.ts';
import type { RecordSet } from '../../../../src/core/record.ts';
import { standardSite } from '../../../../src/core/wikitext/site.ts';
import { parsed } from '../../../support/pages.ts';
import { plainSchema } from '../../../support/xen.ts';

const schema = plainSchema('item', ['Name']);

function lookalikeKeys([page, data]: readonly [RecordSet, RecordSet?]) {
  const read = (set: RecordSet) => ({ set, pairs: [], diagnostics: [] });
  const empty = { records: [], quarantined: new Set<string>(), unidentified: 0 };
  const input: LintInput = {
    schema,
    data: { source: 'data.yaml', read: read(data ?? empty) },
    page: {
      ...{ source: 'page', site: standardSite, parsed: parsed('', schema), read: read(page) },
    },
    options: {},
    facts: {},
    today: '2026-01-01',
  };
  return rule.find?.(input) ?? [];
}

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
