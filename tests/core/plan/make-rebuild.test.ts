import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataFile } from '../../../src/core/data-file.ts';
import { defaultLayoutText } from '../../../src/core/layout/default-layout.ts';
import { readLayout } from '../../../src/core/layout/render-layout.ts';
import { defaultGuards } from '../../../src/core/plan/guards.ts';
import type { PlannedListing } from '../../../src/core/plan/make-plan.ts';
import { makeRebuild } from '../../../src/core/plan/make-rebuild.ts';
import type { RebuildInput } from '../../../src/core/plan/rebuild-input.ts';
import type { RecordSchema } from '../../../src/core/schema.ts';
import type { FieldValue } from '../../../src/core/value.ts';
import { readPageRecords } from '../../../src/core/wikitext/page-records.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { parsed } from '../../support/pages.ts';
import { field } from '../../support/xen.ts';

const schema: RecordSchema = {
  template: 'garden',
  aliases: [],
  key: 'name',
  fields: [
    field('name', 'Name', 'text'),
    field('text', 'Text', 'wikitext'),
    field('people', 'People', 'people'),
    field('said', 'Said', 'wikitext', { owner: 'wiki' }),
  ],
  section: {
    field: 'town',
    owner: 'shared',
    headings: new Map([
      ['a', 'Aachen'],
      ['b', 'Bonn'],
    ]),
  },
  recordOwner: 'data',
};

const layoutText = `There are <% spot count %><< records.size >><% endspot %> gardens.

<% for section in sections %>
== << section.heading >> ==

<% for record in section.records %>
<< record | call >>

<% endfor %>
<% endfor %>
== Keepers ==

<% list keepers %>
<% for person in (records | people: "people") %>
<% entry person.name %>* << person.name >>
<% endfor %>
<% endlist %>
`;

type Row = Readonly<Record<string, FieldValue>>;

function input(page: string, rows: readonly Row[], more: Partial<RebuildInput> = {}): RebuildInput {
  const file: DataFile = {
    records: rows.map((row, index) => ({
      values: new Map(Object.entries(row)),
      place: { source: 'd.yaml', line: index + 1 },
      places: new Map(),
    })),
  };
  const layout = readLayout(more.pageLayout?.text ?? layoutText, 'l.wiki').value;
  if (layout === undefined) throw new Error('The layout is none.');
  return {
    listing: 'gardens',
    wiki: 'w',
    schema,
    guards: { ...defaultGuards, limits: {} },
    allowed: new Set(),
    page: { title: 'P', text: page, source: 'w:P', site: standardSite },
    data: { path: 'd.yaml', text: '', file, isFlat: false },
    base: undefined,
    neighbours: [],
    prose: undefined,
    replacesProse: false,
    prefer: 'data',
    ...more,
    pageLayout: layout,
  };
}

function problems({ plan }: PlannedListing): readonly string[] {
  return plan.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}

function recordsOf(text: string): readonly (readonly [string, unknown])[] {
  const { pairs } = readPageRecords(parsed(text, schema), schema, '');
  return pairs.map(({ record }) => [
    record.key,
    Object.fromEntries([...record.values].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ]);
}

const line = fc.constantFrom(
  'A sentence.',
  "It's ''good'' to be here.",
  '* a point',
  'See [[Bonn|the town]].',
  '{| class="x"\n| cell\n|}',
  '=== Their own ===',
  '<!-- a remark -->',
  'There are 3 gardens.',
  '[[Category:Gardens]]',
);
const value = fc.oneof(
  fc.constantFrom(
    'plain',
    'a | b',
    'a = b',
    "''x''",
    '[[A|b]]',
    '{{x|y=1}}',
    '* one\n* two',
    '',
    '7',
  ),
  fc.constantFrom('{{garden', '}}', '== h ==', '~~~~', '<nowiki>', '<!--', '__TOC__', '|}}', ']]'),
);
const row = fc.record(
  {
    town: fc.constantFrom('a', 'b'),
    text: value,
    people: fc.subarray(['Ada', 'Bo Cao', 'Keeper: Eve', 'Ada Lovelace']),
    said: fc.constantFrom('hi', 'a {{!}} b'),
  },
  { requiredKeys: ['town'] },
);
const rows = fc
  .uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D e', 'F | g', 'Ähre'), row), {
    selector: ([name]) => name,
    minLength: 1,
  })
  .map((pairs) => pairs.map(([name, values]): Row => ({ name, ...values })));
const call = fc
  .tuple(
    fc.constantFrom('A', 'B', 'C', 'D e', 'Z'),
    fc.constantFrom('', '|Text=old', '|Odd=1', '|Said=yes'),
  )
  .map(([name, more]) => `{{garden|Name=${name}${more}}}`);
const piece = fc.oneof(
  { weight: 3, arbitrary: call },
  { weight: 2, arbitrary: line },
  {
    weight: 1,
    arbitrary: fc.constantFrom('== Aachen ==', '== Bonn ==', '=== Bonn ===', '== Keepers =='),
  },
);
const damaged = fc
  .array(piece, { maxLength: 9 })
  .map((pieces) => [...new Set(pieces)].join('\n\n'));

/** Each run parses some twenty pages. */
const runs = { numRuns: Math.min(150, Number(process.env['WIKISYNC_RUNS'] ?? 150)) };

describe('a page that is rebuilt', () => {
  it.each([
    [false, layoutText],
    [true, layoutText],
    [false, defaultLayoutText(schema)],
  ])('has exactly the data file’s records, and is not changed again (all: %s)', (all, text) => {
    const layout = { text } as never;
    fc.assert(
      fc.property(damaged, rows, (page, data) => {
        const more = { replacesProse: all, pageLayout: layout };
        const first = makeRebuild(input(page, data, more));
        if (first.isRefused) {
          expect(problems(first).length).toBeGreaterThan(0);
          expect(first.pageText).toBe(page);
          return;
        }

        const second = makeRebuild(input(first.pageText, data, more));

        expect(second).toMatchObject({ isRefused: false, pageText: first.pageText });
        expect(second.plan.toPage).toEqual([]);
        // What is there twice is left alone, and told of.
        if (problems(second).some((one) => one.includes('stands'))) return;
        expect(problems(second)).toEqual([]);
        const found = recordsOf(first.pageText);
        expect(found.map(([key]) => key).toSorted()).toEqual(
          data.map(({ name }) => String(name)).toSorted(),
        );
        for (const { name, town, text: wanted } of data) {
          const [, values] = found.find(([key]) => key === name) ?? [];
          expect(values).toMatchObject({ name, town });
          expect((values as Row)['text']).toEqual(wanted);
        }
      }),
      runs,
    );
  });

  it('keeps every line that people wrote', () => {
    fc.assert(
      fc.property(damaged, rows, (page, data) => {
        const { pageText, isRefused } = makeRebuild(input(page, data));
        if (isRefused) return;
        const ours = /^\{\{garden|^=|^There are \d+ gardens\.$/;
        for (const wanted of page.split('\n').filter((one) => one !== '' && !ours.test(one))) {
          expect(pageText.split('\n')).toContain(wanted);
        }
      }),
      runs,
    );
  });

  it('takes prose from a good revision, and records as they are on the page', () => {
    const good =
      'Good words.\n\n== Aachen ==\n\nOld intro.\n\n{{garden|Name=A|Text=old}}\n\n== Keepers ==\n';
    const now =
      'SPAM\n\n== Aachen ==\n\n{{garden| Name = A |Text=new|Odd=1|Said=mine}}\n\n{{garden|Name=B}}\n';
    const data = [
      { name: 'A', town: 'a', text: 'new', said: 'other' },
      { name: 'B', town: 'a' },
      { name: 'C', town: 'b' },
    ];

    const { pageText, plan } = makeRebuild(input(now, data, { prose: good }));

    expect(pageText).toBe(
      'Good words.\n\n== Aachen ==\n\nOld intro.\n\n{{garden| Name = A |Text=new|Odd=1|Said=mine}}\n\n{{garden|Name=B}}\n\n== Bonn ==\n\n{{garden|Name=C}}\n\n== Keepers ==\n',
    );
    expect(plan.toPage.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['create C']);
    expect(plan.around).toEqual([
      { what: 'prose', name: 'what people wrote is as it was in the named revision' },
      { what: 'heading', name: 'Bonn' },
    ]);
  });

  it('keeps the file’s line ends', () => {
    const page = 'Words.\r\n\r\n== Aachen ==\r\n\r\n{{garden|Name=A}}\r\n\r\n== Keepers ==\r\n';
    const data = [
      { name: 'A', town: 'a' },
      { name: 'B', town: 'b' },
    ];

    expect(makeRebuild(input(page, data)).pageText).toBe(
      'Words.\r\n\r\n== Aachen ==\r\n\r\n{{garden|Name=A}}\r\n\r\n== Bonn ==\r\n\r\n{{garden|Name=B}}\r\n\r\n== Keepers ==\r\n',
    );
  });

  it('leaves a page alone that is as it should be, whatever its layout of calls', () => {
    const page =
      'There are 2 gardens.\n== Aachen ==\n* {{garden |Name=A }}\n* {{ garden\n | Name = B\n}} and more\n=== Bonn ===\n==Keepers==\n';
    const data = [
      { name: 'A', town: 'a' },
      { name: 'B', town: 'a' },
    ];

    expect(makeRebuild(input(page, data)).pageText).toBe(page);
  });
});
