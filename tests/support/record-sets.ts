/** Record sets in memory, random ones, and what changes make of them. */
import fc from 'fast-check';
import type { Change } from '../../src/core/change.ts';
import { text as textType } from '../../src/core/fields/text.ts';
import { type Base, baseOfRecords } from '../../src/core/reconcile/base.ts';
import { nextBase } from '../../src/core/reconcile/next-base.ts';
import { type Reconciliation, reconcile } from '../../src/core/reconcile/reconcile.ts';
import { type ListingRecord, type RecordSet, recordKey } from '../../src/core/record.ts';
import {
  type FieldSchema,
  fieldNames,
  type Owner,
  type RecordSchema,
} from '../../src/core/schema.ts';
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

/** What a side is after changes; what is doubtful in it stays so. */
export function applied(set: RecordSet, changes: readonly Change[]): RecordSet {
  const leftAlone = set.records.filter(({ key }) => set.quarantined.has(key));
  const others = set.records.filter(({ key }) => !set.quarantined.has(key));
  const records = new Map(others.map((record) => [record.key, record]));
  for (const change of changes) applyChange(records, change);
  const isTwice = leftAlone.some(({ key }) => records.has(key));
  if (isTwice) throw new Error('a record that is left alone would be there twice');
  return { ...set, records: [...leftAlone, ...records.values()] };
}

function applyChange(
  records: Map<string, ListingRecord>,
  { kind, key, fields: changed }: Change,
): void {
  const [empty] = setOf([new Map([['title', key]])]).records;
  const record = kind === 'create' ? empty : records.get(key);
  if (record === undefined) throw new Error(`there is no record '${key}' to change`);
  if (kind !== 'create') records.delete(key);
  if (kind === 'delete') return;
  const values = new Map(record.values);
  for (const { field, after } of changed) {
    if (record.unread.has(field)) throw new Error(`the ${field} of '${key}' cannot be read`);
    if (after === undefined) values.delete(field);
    else values.set(field, after);
  }
  const now = recordKey(String(values.get('title')));
  if (records.has(now)) throw new Error(`there would be two records '${now}'`);
  records.set(now, { ...record, key: now, values });
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
  readonly part?: Owner;
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
      owner: owners.part ?? 'shared',
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
  .record({ records: owner, both: owner, ours: owner, theirs: owner, part: owner })
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
  text: fc.oneof(
    lines.map((each) => each.join('\n')),
    fc.constant('l\nm\n\nn\n\no'),
  ),
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
    { weight: 3, arbitrary: fc.tuple(fc.nat(3), fc.constant('line'), record) },
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
  if (what === 'line') withLine(values, other);
  else if (value === undefined) values.delete(field);
  else values.set(field, value);
  return setOf(all);
}

/** Mostly people change a line of a text, and leave the others. */
function withLine(values: Map<string, FieldValue>, other: ReadonlyMap<string, FieldValue>): void {
  const lines = String(values.get('text') ?? '').split('\n');
  const at = Number(String(other.get('title')).slice(1)) % lines.length;
  values.set('text', lines.with(at, String(other.get('ours') ?? '')).join('\n'));
}

/** The same set, of which some cannot be trusted or read. */
export function doubtful(set: RecordSet): fc.Arbitrary<RecordSet> {
  const doubt = fc.record({
    unread: fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...fields)), { maxLength: 1 }),
    quarantined: fc.array(fc.nat(3), { maxLength: 1 }),
    unidentified: fc.nat(1),
  });
  return fc.option(doubt, { nil: undefined }).map((found) => {
    if (found === undefined) return set;
    const records = set.records.map((record, index): ListingRecord => {
      const unread = found.unread.filter(([at]) => at === index).map(([, field]) => field);
      const values = [...record.values].filter(([field]) => !unread.some((each) => each === field));
      return { ...record, values: new Map(values), unread: new Set(unread) };
    });
    const quarantined = found.quarantined.flatMap((at) => records[at]?.key ?? []);
    return { records, quarantined: new Set(quarantined), unidentified: found.unidentified };
  });
}

/** A base, or none, with two sides that mostly came from it, and of which some may be doubtful. */
export const triples: fc.Arbitrary<Triple> = anySet.chain((base) => {
  const side = fc
    .oneof({ weight: 4, arbitrary: editedFrom(base) }, { weight: 1, arbitrary: anySet })
    .chain((set) =>
      fc.oneof({ weight: 2, arbitrary: fc.constant(set) }, { weight: 1, arbitrary: doubtful(set) }),
    );
  const agreed = baseOfRecords(base, fieldNames(sharedSchema));
  return fc.record({
    base: fc.oneof(
      { weight: 4, arbitrary: fc.constant(agreed) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    data: side,
    wiki: side,
  });
});
