import { describe, expect, it } from 'vitest';
import { type Base, type BaseRecord, baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { mergePresence } from '../../../src/core/reconcile/presence.ts';
import type { ListingRecord, RecordSet } from '../../../src/core/record.ts';
import { fieldNames, type Owner, type RecordSchema } from '../../../src/core/schema.ts';
import { schemaOf, setOf, sharedSchema } from '../../support/record-sets.ts';

type Has = 'data' | 'wiki';

const values = { title: 'A', both: 'b', ours: 'o', theirs: 't', part: 'one' };
const setWith = (fields: Readonly<Record<string, string>>) =>
  setOf([new Map(Object.entries(fields))]);
const agreed = baseOfRecords(setWith(values), fieldNames(sharedSchema));
const known: Base = agreed;
const never: Base = { records: new Map(), unmet: new Set() };
const unmet: Base = { records: new Map(), unmet: new Set(['A']) };

/** What becomes of a record that one side has, in few words. */
function fate(
  has: Has,
  given: {
    readonly base: Base | undefined;
    readonly schema?: RecordSchema;
    readonly fields?: Readonly<Record<string, string>>;
    readonly unread?: readonly string[];
    readonly unidentified?: Partial<Record<Has, number>>;
  },
) {
  const { base, schema = sharedSchema, fields = values, unread = [], unidentified = {} } = given;
  const [record] = setWith(fields).records;
  if (record === undefined) throw new Error('there is one');
  const found: ListingRecord = { ...record, unread: new Set(unread) };
  const side = (name: Has): RecordSet => ({
    records: name === has ? [found] : [],
    quarantined: new Set(),
    unidentified: unidentified[name] ?? 0,
  });
  const presence = {
    key: 'A',
    data: has === 'data' ? found : undefined,
    wiki: has === 'wiki' ? found : undefined,
  };
  const merge = mergePresence(presence, { base, data: side('data'), wiki: side('wiki') }, schema);
  return [
    ...merge.toPage.map(({ kind }) => `page: ${kind}`),
    ...merge.toData.map(({ kind }) => `data: ${kind}`),
    ...merge.conflicts.map(({ reason }) => reason),
    ...merge.diagnostics.map(({ code, severity }) => `${severity}: ${code}`),
  ];
}

function owned(records: Owner, both: Owner = 'shared'): RecordSchema {
  return schemaOf({ records, both, ours: 'shared', theirs: 'shared' });
}

describe('a record that only one side has', () => {
  it.each<readonly [Has, Base | undefined, Owner, readonly string[]]>([
    // has, base, owner of records, what becomes of it
    ['data', never, 'shared', ['page: create']],
    ['wiki', never, 'shared', ['data: create']],
    ['data', never, 'data', ['page: create']],
    ['wiki', never, 'wiki', ['data: create']],
    ['data', never, 'wiki', ['warning: record-not-added']],
    ['wiki', never, 'data', ['warning: record-not-added']],
    ['data', known, 'shared', ['data: delete']],
    ['wiki', known, 'shared', ['page: delete']],
    ['data', known, 'wiki', ['data: delete']],
    ['wiki', known, 'data', ['page: delete']],
    ['data', known, 'data', ['page: create', 'notice: deletion-overruled']],
    ['wiki', known, 'wiki', ['data: create', 'notice: deletion-overruled']],
  ])('the %s, with a base of %o and records of the %s', (has, base, records, expected) => {
    expect(fate(has, { base, schema: owned(records) })).toEqual(expected);
  });

  it.each<readonly [Has, Base | undefined, Owner]>([
    ['data', undefined, 'shared'],
    ['data', undefined, 'wiki'],
    ['wiki', undefined, 'data'],
    ['data', unmet, 'wiki'],
    ['wiki', unmet, 'data'],
    ['wiki', unmet, 'shared'],
  ])('is added at first contact, whoever owns records: the %s', (has, base, records) => {
    const other = has === 'data' ? 'page' : 'data';

    expect(fate(has, { base, schema: owned(records) })).toEqual([`${other}: create`]);
  });

  it.each<readonly [Has, string]>([
    [
      'data',
      'The wiki deleted the record, and the data file changed it (both) since they last agreed.',
    ],
    [
      'wiki',
      'The data file deleted the record, and the wiki changed it (both) since they last agreed.',
    ],
  ])('is a conflict where the %s changed it', (has, reason) => {
    expect(fate(has, { base: known, fields: { ...values, both: 'new' } })).toEqual([reason]);
    const { both: _both, ...rest } = values;
    expect(fate(has, { base: known, fields: rest })).toEqual([reason]);
  });

  it('is a conflict where something in it was never agreed on', () => {
    const record = agreed.records.get('A');
    if (record === undefined) throw new Error('there is one');
    const with_ = (more: Partial<BaseRecord>): Base => ({
      ...agreed,
      records: new Map([['A', { ...record, ...more }]]),
    });

    expect(fate('data', { base: with_({ disputed: new Set(['both']) }) })).toHaveLength(1);
    expect(fate('data', { base: with_({ disputed: new Set(['both']) }) })[0]).toMatch(/deleted/);
    expect(fate('wiki', { base: with_({ unknown: new Set(['both']) }) })[0]).toMatch(/deleted/);
  });

  it('is deleted though what belongs to the other side was changed, or cannot be read', () => {
    const fields = { ...values, both: 'new' };

    expect(fate('wiki', { base: known, schema: owned('shared', 'data'), fields })).toEqual([
      'page: delete',
    ]);
    expect(fate('wiki', { base: known, schema: owned('shared', 'wiki'), fields })[0]).toMatch(
      /changed it \(both\) since/,
    );
    expect(fate('data', { base: known, schema: owned('shared', 'wiki'), fields })).toEqual([
      'data: delete',
    ]);
    const { both: _both, ...readable } = values;
    expect(fate('data', { base: known, fields: readable, unread: ['both'] })).toEqual([
      'data: delete',
    ]);
  });

  it.each<readonly [Has, Base | undefined]>([
    ['data', known],
    ['wiki', known],
    ['data', undefined],
    ['wiki', unmet],
  ])('waits while an entry of the other side may be the same one: the %s', (has, base) => {
    const other = has === 'data' ? 'wiki' : 'data';

    expect(fate(has, { base, unidentified: { [other]: 1 } })).toEqual([
      'warning: absence-unproven',
    ]);
    expect(fate(has, { base, unidentified: { [has]: 1 } })).not.toContain(
      'warning: absence-unproven',
    );
  });

  it('is added where it is new, whatever cannot be read there', () => {
    expect(fate('data', { base: never, unidentified: { wiki: 1 } })).toEqual(['page: create']);
  });

  it('is nothing where neither side has it', () => {
    const none = setOf([]);
    const merge = mergePresence(
      { key: 'A', data: undefined, wiki: undefined },
      { base: known, data: none, wiki: none },
      sharedSchema,
    );

    expect(merge).toEqual({ toPage: [], toData: [], conflicts: [], diagnostics: [] });
  });
});

describe('what a record takes along', () => {
  const [record] = setWith(values).records;
  const none = setOf([]);
  const change = (base: Base | undefined) => {
    const { toPage, toData } = mergePresence(
      { key: 'A', data: record, wiki: undefined },
      { base, data: setWith(values), wiki: none },
      sharedSchema,
    );
    return [...toPage, ...toData];
  };

  it('is all its values when it is added, in the order of the config', () => {
    expect(change(never)).toEqual([
      {
        kind: 'create',
        key: 'A',
        fields: [
          { field: 'title', after: 'A' },
          { field: 'part', after: 'one' },
          { field: 'both', after: 'b' },
          { field: 'ours', after: 'o' },
          { field: 'theirs', after: 't' },
        ],
      },
    ]);
  });

  it('is all its values when it is deleted', () => {
    expect(change(known)).toMatchObject([
      { kind: 'delete', key: 'A', fields: [{ field: 'title', before: 'A' }, {}, {}, {}, {}] },
    ]);
  });
});
