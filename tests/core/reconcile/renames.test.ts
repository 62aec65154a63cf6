import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import { type Base, baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { reconcile } from '../../../src/core/reconcile/reconcile.ts';
import type { ListingRecord, RecordSet } from '../../../src/core/record.ts';
import { fieldNames, type Owner, type RecordSchema } from '../../../src/core/schema.ts';
import { schemaOf, setOf, sharedSchema } from '../../support/record-sets.ts';

type Values = Readonly<Record<string, string>>;

const set = (...records: readonly Values[]) =>
  setOf(records.map((values) => new Map(Object.entries({ part: 'one', ...values }))));

/** What a data file with these records does, where both sides had the others. */
function merged(
  before: readonly Values[],
  data: readonly Values[],
  more: { readonly schema?: RecordSchema; readonly wiki?: readonly Values[] } = {},
) {
  const { schema = sharedSchema, wiki = before } = more;
  const base = baseOfRecords(set(...before), fieldNames(schema));
  const { toPage, diagnostics } = reconcile(
    { base, data: set(...data), wiki: set(...wiki) },
    schema,
  );
  return {
    changes: toPage.map(({ kind, key }: Change) => `${kind} ${key}`).sort(),
    suggested: diagnostics
      .filter(({ code }) => code === 'rename-suggested')
      .map(({ message }) => message),
    hints: diagnostics.filter(({ code }) => code === 'rename-suggested').map(({ hint }) => hint),
  };
}

const a = { title: 'A', both: 'long and telling', ours: 'x', theirs: 'y' };
const b = { title: 'B', both: 'something else', ours: 'x', theirs: 'z' };

describe('a record whose key changed', () => {
  it('is renamed where the rest agrees, and one value is its own', () => {
    expect(merged([a, b], [{ ...a, title: 'New' }, b])).toMatchObject({
      changes: ['rename A'],
      suggested: [],
    });
  });

  it('is renamed with half of its fields changed, and not with more', () => {
    expect(merged([a, b], [{ ...a, title: 'New', ours: '1', theirs: '2' }, b]).changes).toEqual([
      'rename A',
    ]);
    expect(
      merged(
        [a, b],
        [{ title: 'New', both: 'long and telling', ours: '1', theirs: '2', part: 'two' }, b],
      ).changes,
    ).toEqual(['create New', 'delete A']);
  });

  it('is suggested, not renamed, where two could be meant', () => {
    const { changes, suggested } = merged(
      [a, b],
      [{ ...a, title: 'New' }, { ...a, title: 'Other' }, b],
    );

    expect(changes).toEqual(['create New', 'create Other', 'delete A']);
    expect(suggested).toEqual([
      "On the data file's side 'A' went and 'New' or 'Other' came: one of them may be the same record, renamed.",
    ]);
  });

  it('is suggested once for each record that went, however many came', () => {
    const twins = ['T1', 'T2', 'T3'].map((title) => ({ title, ours: 'x', theirs: 'y' }));
    const came = ['N1', 'N2', 'N3', 'N4', 'N5'].map((title) => ({ title, ours: 'x', theirs: 'y' }));

    const { suggested } = merged(twins, came);

    expect(suggested).toHaveLength(3);
    expect(suggested[0]).toContain("'T1' went and 'N1' or 'N2' or 'N3' or 2 more came");
  });

  it('is suggested where what agrees is what others have too', () => {
    const plain = { title: 'P', ours: 'x', theirs: 'y' };
    const like = { title: 'Q', ours: 'x', theirs: 'y' };

    expect(merged([plain, like], [{ ...plain, title: 'New' }, like])).toMatchObject({
      changes: ['create New', 'delete P'],
      suggested: [expect.stringContaining("'P' went and 'New' came")],
    });
  });

  it('is neither where nothing agrees', () => {
    const other = { title: 'New', both: '1', ours: '2', theirs: '3', part: 'two' };

    expect(merged([a, b], [other, b])).toMatchObject({
      changes: ['create New', 'delete A'],
      suggested: [],
    });
  });

  it('is not judged by what belongs to the other side', () => {
    const schema = schemaOf({ records: 'shared', both: 'wiki', ours: 'shared', theirs: 'shared' });
    const others = [
      { title: 'C', both: 'c', ours: 'x', theirs: 'y' },
      { title: 'D', both: 'd', ours: 'x', theirs: 'y' },
    ];

    expect(merged([a, ...others], [{ ...a, title: 'New' }, ...others], { schema })).toMatchObject({
      changes: ['create New', 'delete A'],
      suggested: [expect.any(String)],
    });
  });

  it('is not judged by fields that are empty on both sides', () => {
    const sparse = { title: 'A', both: '', text: ' ', ours: '', theirs: 'y' };
    const came = { title: 'New', both: '', text: ' ', ours: '', theirs: 'n', part: 'two' };

    expect(merged([sparse, b], [came, b])).toMatchObject({
      changes: ['create New', 'delete A'],
      suggested: [],
    });
  });

  it('is judged by what was agreed on and can be read, and by nothing else', () => {
    const base = baseOfRecords(set(a, b), fieldNames(sharedSchema));
    const known = base.records.get('A');
    if (known === undefined) throw new Error('A is in the base');
    const disputed = new Set(['ours', 'theirs', 'text', 'part']);
    const values = new Map([...known.values].filter(([field]) => !disputed.has(field)));
    const doubtful = new Map([...base.records, ['A', { ...known, values, disputed }]]);
    const now = { title: 'New', both: a.both, ours: '1', theirs: '2', text: '3', part: 'two' };
    const renamedIn = (given: Base, data: RecordSet) =>
      [...reconcile({ base: given, data, wiki: set(a, b) }, sharedSchema).renamed].length;

    expect(renamedIn(base, set(now, b))).toBe(0);
    expect(renamedIn({ ...base, records: doubtful }, set(now, b))).toBe(1);
    expect(renamedIn(base, unreadIn(set(now, b), 'New', disputed))).toBe(1);
  });

  it('is left alone while the old one is quarantined on the other side', () => {
    const base = baseOfRecords(set(a, b), fieldNames(sharedSchema));
    const wiki = { ...set(a, b), quarantined: new Set(['A']) };
    const came = { ...a, title: 'New' };

    for (const data of [set(came, b), set(came, { ...a, title: 'Other' }, b)]) {
      expect(reconcile({ base, data, wiki }, sharedSchema)).toMatchObject({
        toPage: [],
        toData: [],
      });
    }
  });

  it('is left alone with each that may be the quarantined one, whichever is the likeliest', () => {
    const before = [
      { title: 'A', both: 'shared by two', ours: 'of A alone' },
      { title: 'B', both: 'shared by two', ours: 'of B alone' },
    ];
    const data = set(
      { title: 'B', both: 'shared by two', ours: 'of B alone' },
      { title: 'Like A', both: 'shared by two', ours: 'new' },
      { title: 'Liker', both: 'new', ours: 'of A alone' },
    );
    const wiki = { ...set(...before), quarantined: new Set(['A']) };
    const base = baseOfRecords(set(...before), fieldNames(sharedSchema));

    expect(reconcile({ base, data, wiki }, sharedSchema)).toMatchObject({
      toPage: [],
      toData: [],
    });
  });

  it('is none where the old one stays, or the new one is on the other side already', () => {
    expect(merged([a, b], [a, { ...a, title: 'New' }, b]).changes).toEqual(['create New']);
    const renamed = { ...a, title: 'New' };
    expect(merged([a, b], [renamed, b], { wiki: [renamed, b] })).toMatchObject({
      changes: [],
      suggested: [],
    });
  });
});

describe('what is said of a likely rename', () => {
  const twin = { ...a, title: 'Twin' };
  const came = { ...a, title: 'New' };
  const said = (data: readonly Values[], more: Parameters<typeof merged>[2] = {}) =>
    merged([a, twin], data, more).hints[0];
  const owned = (records: Owner) =>
    schemaOf({ records, both: 'shared', ours: 'shared', theirs: 'shared' });

  it('is what becomes of both, and what to do', () => {
    expect(said([came, twin])).toBe(
      "That is not certain, so 'A' is deleted on the wiki, and 'New' is added to the wiki. To keep it one record make the same rename on the wiki, or use a field that never changes as the key.",
    );
  });

  it('is that the record stays where nobody on that side may delete or add one', () => {
    expect(said([came, twin], { schema: owned('wiki') })).toContain(
      "so 'A' is added to the data file, and 'New' stays where it is.",
    );
  });

  it('is a conflict where the other side changed it', () => {
    expect(said([came, twin], { wiki: [{ ...a, both: 'edited' }, twin] })).toContain(
      "so 'A' is a conflict, and 'New' is added to the wiki.",
    );
  });

  it('names the side that renamed, and the other one for the same', () => {
    const base = baseOfRecords(set(a, twin), fieldNames(sharedSchema));
    const { diagnostics } = reconcile(
      { base, data: set(a, twin), wiki: set(came, twin) },
      sharedSchema,
    );

    expect(diagnostics).toMatchObject([
      {
        code: 'rename-suggested',
        message: expect.stringContaining("On the wiki's side 'A' went"),
        hint: expect.stringMatching(/'A' is deleted in the data file, .* rename in the data file/),
        record: 'New',
        place: { source: 'random' },
      },
    ]);
  });
});

it('finds the renames of a thousand records that all got new keys', () => {
  const before = Array.from({ length: 1000 }, (_, n) => ({ title: `Old ${n}`, both: `own ${n}` }));
  const after = before.map(({ both }, n) => ({ title: `New ${n}`, both }));

  expect(merged(before, after)).toMatchObject({
    changes: before.map(({ title }) => `rename ${title}`).sort(),
    suggested: [],
  });
});

function unreadIn(records: RecordSet, key: string, unread: ReadonlySet<string>): RecordSet {
  const hidden = (record: ListingRecord): ListingRecord => ({
    ...record,
    unread,
    values: new Map([...record.values].filter(([field]) => !unread.has(field))),
  });
  return {
    ...records,
    records: records.records.map((record) => (record.key === key ? hidden(record) : record)),
  };
}
