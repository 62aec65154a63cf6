/** Record sets in memory, random ones, and what changes make of them. */
import fc from 'fast-check';
import type { Change } from '../../src/core/change.ts';
import { text as textType } from '../../src/core/fields/text.ts';
import type { Base } from '../../src/core/reconcile/base.ts';
import { nextBase } from '../../src/core/reconcile/next-base.ts';
import { type Reconciliation, reconcile } from '../../src/core/reconcile/reconcile.ts';
import { type ListingRecord, type RecordSet, recordKey } from '../../src/core/record.ts';
import type { FieldSchema, Owner, RecordSchema } from '../../src/core/schema.ts';
import type { FieldValue } from '../../src/core/value.ts';

/** Both sides and what they last agreed on. */
export interface Triple {
  readonly base: Base | undefined;
  readonly data: RecordSet;
  readonly wiki: RecordSet;
}

/** A set without anything doubtful. */
export function setOf(records: readonly ReadonlyMap<string, FieldValue>[]): RecordSet {
  return {
    records: records.map(
      (values): ListingRecord => ({
        key: recordKey(String(values.get('title'))),
        values,
        unread: new Set(),
        place: { source: 'random' },
      }),
    ),
    quarantined: new Set(),
    unidentified: 0,
  };
}

/** What a side is after changes. */
export function applied(set: RecordSet, changes: readonly Change[]): RecordSet {
  const records = new Map(set.records.map(({ key, values }) => [key, new Map(values)]));
  for (const change of changes) applyChange(records, change);
  return setOf([...records.values()]);
}

function applyChange(
  records: Map<string, Map<string, FieldValue>>,
  { kind, key, fields: changed }: Change,
): void {
  const values = kind === 'create' ? new Map<string, FieldValue>() : records.get(key);
  if (values === undefined) throw new Error(`there is no record '${key}' to change`);
  if (kind !== 'create') records.delete(key);
  if (kind === 'delete') return;
  for (const { field, after } of changed) {
    if (after === undefined) values.delete(field);
    else values.set(field, after);
  }
  const now = recordKey(String(values.get('title')));
  if (records.has(now)) throw new Error(`there would be two records '${now}'`);
  records.set(now, values);
}

/** What one run does, and what is remembered after it. */
export function run(
  triple: Triple,
  schema: RecordSchema,
  writes: { readonly page: boolean; readonly data: boolean },
): { readonly after: Triple; readonly merge: Reconciliation } {
  const merge = reconcile(triple, schema);
  const data = writes.data ? applied(triple.data, merge.toData) : triple.data;
  const wiki = writes.page ? applied(triple.wiki, merge.toPage) : triple.wiki;
  const { base } = triple;
  const { renamed } = merge;
  return { after: { base: nextBase({ base, data, wiki, renamed }, schema), data, wiki }, merge };
}

/** Both sides: once more where a change had to wait for a rename, as the command does. */
export function synced(triple: Triple, schema: RecordSchema): ReturnType<typeof run> {
  const first = run(triple, schema, { page: true, data: true });
  const waits = first.merge.diagnostics.some(({ code }) => code === 'change-waits-for-rename');
  return waits ? run(first.after, schema, { page: true, data: true }) : first;
}

/** The fields beside the title. */
export const fields = ['both', 'text', 'ours', 'theirs', 'part'] as const;

/** A schema with fields of these owners; `text` is merged by lines. */
export function schemaOf(owners: {
  readonly records: Owner;
  readonly both: Owner;
  readonly ours: Owner;
  readonly theirs: Owner;
}): RecordSchema {
  const field = (name: string, owner: Owner): FieldSchema => ({
    name,
    parameter: name,
    type: textType,
    options: {},
    owner,
    required: false,
  });
  return {
    template: 'item',
    aliases: [],
    key: 'title',
    fields: [
      field('title', 'shared'),
      field('both', owners.both),
      { ...field('text', 'shared'), merge: 'lines' },
      field('ours', owners.ours),
      field('theirs', owners.theirs),
    ],
    section: {
      field: 'part',
      owner: 'shared',
      headings: new Map([
        ['one', 'One'],
        ['two', 'Two'],
      ]),
    },
    recordOwner: owners.records,
  };
}

const owner = fc.constantFrom<Owner>('data', 'wiki', 'shared');

/** Any owners. */
export const anySchema = fc
  .record({ records: owner, both: owner, ours: owner, theirs: owner })
  .map(schemaOf);

/** Everything belongs to both. */
export const sharedSchema = schemaOf({
  records: 'shared',
  both: 'shared',
  ours: 'shared',
  theirs: 'shared',
});

const lines = fc.array(fc.constantFrom('l', 'm', 'n', 'o', ''), { maxLength: 5 });

/** A field's value. */
export const anyValue: Readonly<Record<(typeof fields)[number], fc.Arbitrary<string>>> = {
  both: fc.constantFrom('a', 'b', 'c', ''),
  text: lines.map((each) => each.join('\n')),
  ours: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  theirs: fc.constantFrom('a', 'b'),
  part: fc.constantFrom('one', 'two'),
};

const record = fc
  .record({
    title: fc.constantFrom('K1', 'K2', 'K3', 'K4', 'K5'),
    both: fc.option(anyValue.both, { nil: undefined }),
    text: fc.option(anyValue.text, { nil: undefined }),
    ours: fc.option(anyValue.ours, { nil: undefined }),
    theirs: fc.option(anyValue.theirs, { nil: undefined }),
    part: anyValue.part,
  })
  .map((values) => {
    const there = Object.entries(values).flatMap(([name, value]): [string, FieldValue][] =>
      value === undefined ? [] : [[name, value]],
    );
    return new Map(there);
  });

/** A side. */
export const anySet = fc
  .uniqueArray(record, { maxLength: 4, selector: (values) => values.get('title') })
  .map(setOf);

/** A side that came from another by a few edits: most of what people do. */
export function editedFrom(set: RecordSet): fc.Arbitrary<RecordSet> {
  const edit = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.nat(3), fc.constantFrom(...fields), record) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.nat(3), fc.constantFrom('delete', 'create', 'rename'), record),
    },
  );
  return fc
    .array(edit, { maxLength: 3 })
    .map((edits) =>
      edits.reduce((now, [at, what, other]) => withEdit(now, { at, what, other }), set),
    );
}

function withEdit(
  set: RecordSet,
  edit: { readonly at: number; readonly what: string; readonly other: Map<string, FieldValue> },
): RecordSet {
  const { at, what, other } = edit;
  const all = set.records.map(({ values }) => new Map(values));
  const isTaken = all.some((values) => values.get('title') === other.get('title'));
  if (what === 'create') return setOf(isTaken ? all : [...all, other]);
  const values = all[at % Math.max(1, all.length)];
  if (values === undefined) return set;
  if (what === 'delete') return setOf(all.filter((each) => each !== values));
  const field = what === 'rename' ? 'title' : what;
  const value = other.get(field);
  if (what === 'rename' && isTaken) return set;
  if (value === undefined) values.delete(field);
  else values.set(field, value);
  return setOf(all);
}
