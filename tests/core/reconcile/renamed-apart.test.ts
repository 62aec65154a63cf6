/** A record that one side renamed, and that the other renamed too, or deleted. */
import { describe, expect, it } from 'vitest';
import { baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { type Decide, settleConflicts } from '../../../src/core/reconcile/decide.ts';
import { nextBase } from '../../../src/core/reconcile/next-base.ts';
import { reconcile } from '../../../src/core/reconcile/reconcile.ts';
import { fieldNames } from '../../../src/core/schema.ts';
import { applied, sharedSchema as schema, setOf, type Triple } from '../../support/record-sets.ts';

type Values = Readonly<Record<string, string>>;

const set = (...records: readonly Values[]) =>
  setOf(records.map((values) => new Map(Object.entries({ part: 'one', ...values }))));

const a = { title: 'A', both: 'long and telling', ours: 'x' };
const b = { title: 'B', both: 'something else', ours: 'x' };

const sides = (data: readonly Values[], wiki: readonly Values[]): Triple => ({
  base: baseOfRecords(set(a, b), fieldNames(schema)),
  data: set(...data),
  wiki: set(...wiki),
});

/** The sides after a run that writes both; with nothing decided, conflicts stay. */
function next({ base, data, wiki }: Triple, decide: Decide = () => undefined): Triple {
  const merge = reconcile({ base, data, wiki }, schema);
  const { toPage, toData, renamed } = settleConflicts(merge, decide, {
    schema,
    data,
    wiki,
    renamed: merge.renamed,
  });
  const now = { data: applied(data, toData), wiki: applied(wiki, toPage) };
  return { base: nextBase({ base, ...now, renamed }, schema), ...now };
}

const titles = ({ data, wiki }: Triple) =>
  [data, wiki].map(({ records }) => records.map(({ key }) => key).sort());

function expectConflict(triple: Triple, conflict: object): void {
  const { toPage, toData, conflicts } = reconcile(triple, schema);
  expect({ toPage, toData, conflicts }).toEqual({ toPage: [], toData: [], conflicts: [conflict] });
}

describe('a record that both sides renamed', () => {
  const triple = sides([{ ...a, title: 'Data' }, b], [b, { ...a, title: 'Wiki' }]);
  const conflict = {
    key: 'A',
    field: 'title',
    base: 'A',
    data: 'Data',
    wiki: 'Wiki',
    reason: 'The data file and the wiki both renamed the record since they last agreed.',
  };

  it('is one conflict, and not two records, in every run until it is settled', () => {
    expectConflict(triple, conflict);
    expectConflict(next(next(triple)), conflict);
  });

  it.each([
    ['data', { take: 'data' }, 'Data'],
    ['wiki', { take: 'wiki' }, 'Wiki'],
    ['a text', { take: 'value', value: 'Third' }, 'Third'],
  ] as const)('gets the name that is decided on: %s', (_what, decision, title) => {
    const now = next(next(triple), () => decision);

    expect(titles(now)).toEqual([
      ['B', title],
      ['B', title],
    ]);
    expect(reconcile(now, schema)).toMatchObject({ toPage: [], toData: [], conflicts: [] });
  });

  it('is merged with all that was changed besides, once it has one name', () => {
    const edited = sides(
      [{ ...a, title: 'Data', ours: 'of the data' }, b],
      [b, { ...a, title: 'Wiki' }],
    );

    const now = next(next(edited, () => ({ take: 'wiki' })));

    expect(now.wiki.records.map(({ values }) => values.get('ours')).sort()).toEqual([
      'of the data',
      'x',
    ]);
  });
});

describe('a record that one side renamed and the other deleted', () => {
  const renamed = [{ ...a, title: 'New' }, b];
  const byData = sides(renamed, [b]);
  const byWiki = sides([b], renamed);

  it('is a conflict, and is not put back under its new name', () => {
    expectConflict(next(byData), {
      key: 'A',
      reason:
        "The wiki deleted the record, and the data file renamed it to 'New' since they last agreed.",
    });
    expectConflict(next(byWiki), {
      key: 'A',
      reason:
        "The data file deleted the record, and the wiki renamed it to 'New' since they last agreed.",
    });
  });

  it.each([
    ['the data file, which renamed it', byData, 'data', ['B', 'New']],
    ['the wiki, which deleted it', byData, 'wiki', ['B']],
    ['the data file, which deleted it', byWiki, 'data', ['B']],
    ['the wiki, which renamed it', byWiki, 'wiki', ['B', 'New']],
  ] as const)('is as is decided: as %s', (_what, triple, take, found) => {
    const now = next(next(triple), () => ({ take }));

    expect(titles(now)).toEqual([found, found]);
    expect(reconcile(now, schema)).toMatchObject({ toPage: [], toData: [], conflicts: [] });
  });

  it('is not taken for deleted where the other side has an entry without a key', () => {
    const { conflicts } = reconcile(
      { ...byData, wiki: { ...byData.wiki, unidentified: 1 } },
      schema,
    );

    expect(conflicts).toEqual([]);
  });
});
