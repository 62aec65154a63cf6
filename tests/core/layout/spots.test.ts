import { describe, expect, it } from 'vitest';
import { placesIn } from '../../../src/core/diagnostic.ts';
import { readLayout, renderLayout } from '../../../src/core/layout/render-layout.ts';
import { freshSpots } from '../../../src/core/layout/spots.ts';
import type { ListingRecord } from '../../../src/core/record.ts';
import type { RecordSchema } from '../../../src/core/schema.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { applyEdits } from '../../../src/core/wikitext/text-edit.ts';
import { parsed } from '../../support/pages.ts';
import { field } from '../../support/xen.ts';

const schema: RecordSchema = {
  template: 'x',
  aliases: [],
  key: 'name',
  fields: [field('name', 'Name', 'text')],
  recordOwner: 'shared',
};

function rendered(layout: string, names: readonly string[]) {
  const records = names.map(
    (name): ListingRecord => ({
      key: name,
      values: new Map([['name', name]]),
      unread: new Set(),
      place: { source: '' },
    }),
  );
  const read = readLayout(layout, 'l.wiki').value;
  const callOf = () => ({ kind: 'call', text: '' }) as const;
  const listing = { name: 'l', schema, records, callOf };
  const facts = { page: { title: 'P' }, listing, others: [], site: standardSite };
  const result = read && renderLayout(read, facts).value;
  if (result === undefined) throw new Error('The layout cannot be used.');
  return result;
}

/** The page as it becomes, or the problems with its spots. */
function fresh(page: string, layout: string, names: readonly string[], before = names): string {
  const now = rendered(layout, names);
  const known = {
    rendered: now,
    page: parsed(now.text, schema),
    earlier: [rendered(layout, before)],
  };
  const { edits, diagnostics } = freshSpots(parsed(page, schema), known, placesIn('w:P', page));
  return diagnostics.length > 0
    ? diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n')
    : applyEdits(page, edits);
}

const count = 'There are <% spot n %><< records.size >><% endspot %> of them here.\n';

describe('a spot in a line', () => {
  it.each([
    ['There are 5 of them here.', 'There are 2 of them here.'],
    ['Oh!\nThere are 1,400 of them here, and more.', 'Oh!\nThere are 2 of them here, and more.'],
    ['* There are 5 of them here.', '* There are 2 of them here.'],
    ['There are  of them here.', 'spot-rewritten'],
    ['There are 5 of them here.\nThere are 6 of them here.', 'spot-twice'],
    [
      'There are 5 of them here.\nThere are 6 of them here, too.',
      'There are 2 of them here.\nThere are 6 of them here, too.',
    ],
    ['There are many of them here.', 'spot-rewritten'],
    ['There are\n5 of them here.', 'spot-missing'],
    ['{{x|Name=\nThere are 5 of them here.\n}}', 'spot-missing'],
  ])('is found by what stands around it: %j', (page, expected) => {
    const found = fresh(page, count, ['A', 'B']);

    if (expected.startsWith('spot-')) expect(found).toMatch(new RegExp(`^${expected}:`));
    else expect(found).toBe(expected);
  });

  it('may stand at either end of its line, beside others, and behind a comment', () => {
    const both =
      '<% spot a %><< records.size >><% endspot %> are, of <% spot b %><< records.size >><% endspot %>\n';
    expect(fresh('7 are, of 8', both, ['A', 'B'])).toBe('2 are, of 2');
    const marked = '<!-- n --><% spot a %><< records.size >><% endspot %><!-- -->\n';
    expect(fresh('x <!-- n -->9<!-- --> y', marked, ['A'])).toBe('x <!-- n -->1<!-- --> y');
    expect(fresh('9', '<% spot a %>1<% endspot %>\n', [])).toMatch(
      /^spot-missing: .* nothing around/,
    );
  });

  it('is what it was before, where it is no number', () => {
    const text = 'First is <% spot a %><< records[0].name >><% endspot %>!\n';
    expect(fresh('First is Ada!', text, ['Bo'], ['Ada'])).toBe('First is Bo!');
    expect(fresh('First is Eve!', text, ['Bo'], ['Ada'])).toMatch(/^spot-rewritten/);
  });
});

const list =
  'Intro.\n\n== Who ==\n\nThese:\n\n<% list who %>\n<% for r in records %>\n<% entry r.name %>* << r.name >>\n<% endfor %>\n<% endlist %>\n\n== End ==\n';
const around = (lines: string): string => `Intro.\n\n== Who ==\n\nThese:\n${lines}\n== End ==\n`;

describe('a derived list', () => {
  it.each([
    ['is put behind its line', '', '\n* A\n* B\n', ['A', 'B'], ['A', 'B']],
    [
      'keeps the lines of people',
      '\n* [[User:a_b|x]] wrote this\n',
      '\n* [[User:a_b|x]] wrote this\n* C\n',
      ['A b', 'C'],
      ['A b'],
    ],
    [
      'takes names in their order',
      '\n* A\n* C\n',
      '\n* A\n* B\n* C\n',
      ['A', 'B', 'C'],
      ['A', 'C'],
    ],
    [
      'lets names go with what is below them',
      '\n* A\n** more\n* B\n',
      '\n* B\n',
      ['B'],
      ['A', 'B'],
    ],
    [
      'keeps lines about nobody that it knows',
      '\n* Thanks!\n* A\n',
      '\n* Thanks!\n* B\n',
      ['B'],
      ['A'],
    ],
    ['does not take a part of a name for it', '\n* Anna\n', '\n* Anna\n* Ann\n', ['Ann'], []],
    ['may become empty', '\n* A\n\nText.\n', '\n\nText.\n', [], ['A']],
    ['has each name once', '', '\n* A\n', ['A', 'A'], []],
  ])('%s', (_, before, after, names, known) => {
    expect(fresh(around(before), list, names, known)).toBe(around(after));
    expect(fresh(around(after), list, names, names)).toBe(around(after));
  });

  it.each([
    ['its heading is gone', 'Intro.\n\n* A\n', 'spot-missing'],
    ['its heading is there twice', '== Who ==\n\n== Who ==\n', 'spot-twice'],
    ['its line is gone', '== Who ==\n\nThose:\n', 'spot-missing'],
    ['its line is there twice', '== Who ==\n\nThese:\n\nThese:\n', 'spot-twice'],
    ['its names are in two lists', '== Who ==\n\n* A\n\nText.\n\n* B\n', 'spot-twice'],
  ])('is left alone if %s', (_, page, code) => {
    expect(fresh(page, list, ['A', 'B'])).toMatch(new RegExp(`^${code}:`));
  });

  it('is no list without signs of one', () => {
    const text = '<% list who %>\n<< records[0].name >>\n<% endlist %>\n';
    expect(fresh('', text, ['A'])).toMatch(/^spot-missing: .* no list in the layout/);
  });
});
