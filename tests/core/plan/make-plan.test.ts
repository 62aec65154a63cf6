import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChanges } from '../../../src/core/change.ts';
import type { PlannedListing } from '../../../src/core/plan/make-plan.ts';
import type { FieldValue } from '../../../src/core/value.ts';
import { dataOf, type ListingState, met, planned, pulled, pushed } from '../../support/listing.ts';
import { field, plainSchema, xenPage, xenSchema } from '../../support/xen.ts';

/** Whole pages: the laws of merging alone are tried more often in reconcile/laws.test.ts. */
const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 4000);

const first: ListingState = { page: xenPage, data: [], base: undefined };
const synced = pulled(first, xenSchema);

function changed(
  state: ListingState,
  title: string,
  values: Readonly<Record<string, FieldValue>>,
): ListingState {
  const data = state.data.map((record) =>
    record.get('title') === title ? new Map([...record, ...Object.entries(values)]) : record,
  );
  return { ...state, data };
}

describe('makePlan, on the Xen page', () => {
  it('pulls eight records into an empty data file, after which nothing is left to do', () => {
    const plan = planned(first, xenSchema).plan;

    expect(countChanges(plan.toData).create).toBe(8);
    expect(plan.toPage).toEqual([]);
    expect(planned(synced, xenSchema).plan).toMatchObject({
      toPage: [],
      toData: [],
      conflicts: [],
    });
  });

  it('changes one line for one changed difficulty, in the page’s own style of the others', () => {
    const state = changed(synced, 'Mirage OS cloud API support', { difficulty: 'high' });

    const next = pushed(state, xenSchema);

    expect(next.page).toBe(xenPage.replace('|Difficulty=medium\n', '|Difficulty=High\n'));
    expect(planned(next, xenSchema).plan).toMatchObject({ toPage: [], toData: [] });
  });

  it('pulls a person’s change of a shared field, and overrules one of a field of the data file', () => {
    const page = xenPage
      .replace('|Contact=Mentor: Dave Scott; Student', '|Contact=Mentor: Somebody Else; Student')
      .replace('|Difficulty=medium', '|Difficulty=low');

    const { plan, pageText } = planned({ ...synced, page }, xenSchema);

    expect(plan.toData).toEqual([
      {
        kind: 'update',
        key: 'Mirage OS cloud API support',
        fields: [expect.objectContaining({ field: 'contacts' })],
      },
    ]);
    expect(pageText).toBe(page.replace('|Difficulty=low', '|Difficulty=Medium'));
    expect(plan.diagnostics.map(({ code }) => code)).toContain('change-overruled');
  });

  it('leaves a conflict alone on both sides, and syncs the rest', () => {
    const title = 'Mirage OS cloud API support';
    const page = xenPage.replace('|Skills=OCaml', '|Skills=OCaml and C');
    const state = changed({ ...synced, page }, title, { skills: 'Rust', gsoc: false });

    const { plan, pageText } = planned(state, xenSchema);

    expect(plan.conflicts).toEqual([
      {
        key: title,
        field: 'skills',
        base: 'OCaml',
        data: 'Rust',
        wiki: 'OCaml and C',
        reason: expect.any(String),
      },
    ]);
    expect(pageText).toContain('|Skills=OCaml and C\n');
    expect(countChanges(plan.toPage).update).toBe(1);
    expect(planned(pushed(state, xenSchema), xenSchema).plan.conflicts).toHaveLength(1);
  });

  it('takes a new title for a rename, and keeps the readers’ comment', () => {
    const state = changed(synced, 'Lazy restore using memory paging', { title: 'Lazy restore' });

    const { plan, pageText } = planned(state, xenSchema);

    expect(countChanges(plan.toPage)).toMatchObject({ rename: 1, create: 0, delete: 0 });
    expect(pageText).toBe(
      xenPage.replace('|Project=Lazy restore using memory paging', '|Project=Lazy restore'),
    );
    expect(planned(pushed(state, xenSchema), xenSchema).plan).toMatchObject({
      toPage: [],
      toData: [],
    });
  });

  it('moves, adds and deletes at once, and then has nothing to do', () => {
    const kept = changed(synced, 'Parallel xenwatch kthread', { programme: 'opw' }).data.slice(1);
    const data = [...kept, ...dataOf({ title: 'New one', programme: 'gsoc', gsoc: 'true' })];

    const next = pushed({ ...synced, data }, xenSchema);

    expect(countChanges(planned({ ...synced, data }, xenSchema).plan.toPage)).toMatchObject({
      create: 1,
      delete: 1,
      move: 1,
    });
    expect(planned(next, xenSchema).plan).toMatchObject({ toPage: [], toData: [], conflicts: [] });
  });

  it.each([
    ['a page without records', { ...synced, page: 'Nothing here.\n' }],
    ['an empty data file', { ...synced, data: [] }],
  ])('refuses %s where there were some', (_what, state) => {
    const { plan, isRefused, pageText } = planned(state, xenSchema);

    expect(isRefused).toBe(true);
    expect(plan.diagnostics.map(({ code }) => code)).toContain('side-empty');
    expect(pageText).toBe(state.page);
  });

  it('deletes nothing on either side while a call has no readable key', () => {
    const page = xenPage.replace('|Project=Parallel xenwatch kthread\n', '');

    const { plan } = planned({ ...synced, page }, xenSchema);

    expect(plan.toData).toEqual([]);
    expect(plan.toPage).toEqual([]);
    expect(plan.diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['key-missing', 'absence-unproven']),
    );
  });

  it('edits a page with CRLF ends, and no other byte of it', () => {
    const crlf = xenPage.replaceAll('\n', '\r\n');
    const there = pulled({ page: crlf, data: [], base: undefined }, xenSchema);
    const state = changed(there, 'Mirage OS cloud API support', { difficulty: 'high' });

    expect(planned(there, xenSchema).plan.toPage).toEqual([]);
    expect(pushed(state, xenSchema).page).toBe(
      crlf.replace('|Difficulty=medium\r\n', '|Difficulty=High\r\n'),
    );
  });
});

describe('makePlan, laws', () => {
  const schema = {
    ...plainSchema('item', ['name', 'size', 'note', 'ours', 'theirs']),
    fields: [
      field('name', 'name', 'text'),
      field('size', 'size', 'number'),
      field('note', 'note', 'wikitext'),
      field('ours', 'ours', 'text', { owner: 'data' }),
      field('theirs', 'theirs', 'text', { owner: 'wiki' }),
    ],
  };
  const text = fc.constantFrom(
    'a',
    'b | c',
    '[[x|y]]',
    'p\n\n* q',
    '',
    '{{z|1}}',
    'ü',
    '~~~~',
    '}}',
  );
  const word = fc.constantFrom('a', 'b', 'c d', '', 'e=f');
  const record = fc
    .record(
      { size: fc.integer({ min: -9, max: 9 }), note: text, ours: word, theirs: word },
      { requiredKeys: [] },
    )
    .map((values) => Object.entries(values).filter(([, value]) => value !== undefined));
  const side = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E'), record, { maxKeys: 5 });
  const dataSide = side.map((records) =>
    dataOf(
      ...Object.entries(records).map(([name, values]) =>
        Object.fromEntries([['name', name], ...values]),
      ),
    ),
  );
  const gap = fc.constantFrom('\n\n', '\n', '\n\nprose between\n\n', '\n* ');
  const safe = (value: FieldValue): string =>
    String(value)
      .replace(/^(?:~~~~|\}\})$/, 'safe')
      .replaceAll(' | ', ' {{!}} ');
  const pageSide = fc.tuple(side, gap, fc.boolean()).map(([records, between, inline]) => {
    const calls = Object.entries(records).map(([name, values]) => {
      const all = [['name', name] as const, ...values];
      const space = inline ? '' : '\n';
      return `{{item${all.map(([key, value]) => `${space}|${key}=${safe(value)}`).join('')}${space}}}`;
    });
    return `Lead.\n\n${calls.join(between)}\n\nEnd.\n`;
  });
  const start = fc
    .tuple(pageSide, dataSide)
    .map(([page, data]): ListingState => ({ page, data, base: undefined }));

  const hasErrors = ({ plan }: PlannedListing): boolean =>
    plan.diagnostics.some(({ severity }) => severity === 'error');

  it.each([
    ['push', pushed, 'toPage'],
    ['pull', pulled, 'toData'],
  ] as const)(
    'has nothing left to %s once it is done',
    (_command, run, left) => {
      fc.assert(
        fc.property(start, pageSide, dataSide, (state, page, data) => {
          const apart: ListingState = { ...met(state, schema), page, data };

          const after = planned(run(apart, schema), schema);

          if (!hasErrors(after)) expect(after.plan[left]).toEqual([]);
        }),
        { numRuns },
      );
    },
    300_000,
  );

  it('keeps every value that a person wrote where no plan changes it', () => {
    fc.assert(
      fc.property(start, (state) => {
        const { plan } = planned(state, schema);
        const both = pulled(pushed(state, schema), schema);

        for (const values of state.data) {
          const key = values.get('name');
          expect(both.data.some((later) => later.get('name') === key)).toBe(true);
        }
        expect(plan.toPage.every(({ kind }) => kind !== 'delete')).toBe(true);
        expect(plan.toData.every(({ kind }) => kind !== 'delete')).toBe(true);
      }),
      { numRuns: Math.min(numRuns, 2000) },
    );
  });
});
