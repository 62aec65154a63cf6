/** What a reviewer chooses of a plan. */
import { describe, expect, it } from 'vitest';
import type { Change, Conflict } from '../../../src/core/change.ts';
import { applyChoices, type Choice, choiceProblem } from '../../../src/core/reconcile/choices.ts';
import { reconcile } from '../../../src/core/reconcile/reconcile.ts';
import type { ListingRecord, RecordSet } from '../../../src/core/record.ts';
import { xenSchema } from '../../support/xen.ts';

const record = (key: string, more: Readonly<Record<string, string>> = {}): ListingRecord => ({
  key,
  values: new Map(Object.entries({ title: key, ...more })),
  unread: new Set(),
  place: { source: 'x', line: 1, column: 1 },
});

const set = (...records: ListingRecord[]): RecordSet => ({
  records,
  quarantined: new Set(),
  unidentified: 0,
});

const baseOf = (...records: ListingRecord[]) => ({
  records: new Map(
    records.map(({ key, values }) => [
      key,
      { values, unknown: new Set<string>(), disputed: new Set<string>() },
    ]),
  ),
  unmet: new Set<string>(),
});

const schema = { ...xenSchema, recordOwner: 'shared' as const };

/** A: pushed and pulled fields; B: created on the page; C: deleted from it; D: a conflict. */
const base = baseOf(
  record('A', { skills: 'C', outcomes: 'none' }),
  record('C'),
  record('D', { skills: 'C' }),
);
const data = set(
  record('A', { skills: 'Rust', outcomes: 'none' }),
  record('B', { skills: 'OCaml' }),
  record('D', { skills: 'Go' }),
);
const wiki = set(
  record('A', { skills: 'C', outcomes: 'patches' }),
  record('C'),
  record('D', { skills: 'Ada' }),
);
const merge = reconcile({ base, data, wiki }, schema);
const sides = { schema, data, wiki, renamed: merge.renamed };
const chosen = (...choices: Choice[]) => applyChoices(merge, choices, sides);
const names = (changes: readonly Change[]) => changes.map(({ kind, key }) => `${kind} ${key}`);

it('starts from a plan with all of these', () => {
  expect(names(merge.toPage)).toEqual(['update A', 'delete C', 'create B']);
  expect(names(merge.toData)).toEqual(['update A']);
  expect(merge.conflicts).toHaveLength(1);
});

describe('a choice', () => {
  it('of what is planned changes nothing', () => {
    expect(
      chosen(
        { of: 'page', key: 'A', field: 'skills', take: 'data' },
        { of: 'data', key: 'A', take: 'wiki' },
        { of: 'conflict', key: 'D', field: 'skills', take: 'skip' },
      ),
    ).toEqual(merge);
  });

  it('to skip leaves a change out, and no other', () => {
    const { toPage, toData } = chosen(
      { of: 'page', key: 'C', take: 'skip' },
      { of: 'data', key: 'A', field: 'outcomes', take: 'skip' },
    );

    expect(names(toPage)).toEqual(['update A', 'create B']);
    expect(toData).toEqual([]);
  });

  it('turns a field around, and puts it with the others of its record', () => {
    const { toPage, toData } = chosen({ of: 'page', key: 'A', field: 'skills', take: 'wiki' });

    expect(names(toPage)).toEqual(['delete C', 'create B']);
    expect(toData).toEqual([
      {
        kind: 'update',
        key: 'A',
        fields: [
          { field: 'skills', before: 'Rust', after: 'C' },
          { field: 'outcomes', before: 'none', after: 'patches' },
        ],
      },
    ]);
  });

  it('turns a new record, and a deleted one, around', () => {
    const { toPage, toData } = chosen(
      { of: 'page', key: 'B', take: 'wiki' },
      { of: 'page', key: 'C', take: 'wiki' },
    );

    expect(names(toPage)).toEqual(['update A']);
    expect(names(toData)).toEqual(['update A', 'delete B', 'create C']);
  });

  it.each([
    ['data', ['Ada', 'Go'], 'toPage'],
    ['wiki', ['Go', 'Ada'], 'toData'],
  ] as const)('settles a conflict for %s', (take, [before, after], side) => {
    const settled = chosen({ of: 'conflict', key: 'D', field: 'skills', take });

    expect(settled.conflicts).toEqual([]);
    expect(settled[side].find(({ key }) => key === 'D')?.fields).toEqual([
      { field: 'skills', before, after },
    ]);
  });
});

describe('choiceProblem', () => {
  const rename: Change = {
    kind: 'rename',
    key: 'R',
    fields: [{ field: 'title', before: 'R', after: 'S' }],
  };
  const both: Change = {
    kind: 'update',
    key: 'M',
    fields: [{ field: 'skills', before: 'a', after: 'a b' }],
  };
  const conflict: Conflict = { key: 'D', reason: 'x' };
  const offer = { toPage: [rename, both], toData: [both], conflicts: [conflict] };

  it.each([
    [{ of: 'page', key: 'R', take: 'skip' }, undefined],
    [{ of: 'conflict', key: 'D', take: 'wiki' }, undefined],
    [{ of: 'page', key: 'M', field: 'skills', take: 'skip' }, undefined],
    [{ of: 'page', key: 'X', take: 'skip' }, 'no such change'],
    [{ of: 'conflict', key: 'D', field: 'skills', take: 'data' }, 'no such conflict'],
    [{ of: 'page', key: 'M', field: 'outcomes', take: 'skip' }, 'does not change that field'],
    [{ of: 'page', key: 'R', field: 'title', take: 'skip' }, 'cannot be divided'],
    [{ of: 'page', key: 'R', take: 'wiki' }, 'cannot be turned around|not turned around'],
    [{ of: 'page', key: 'M', field: 'skills', take: 'wiki' }, 'merged text'],
  ] as const)('says of %o: %s', (choice, problem) => {
    const found = choiceProblem(choice, offer);

    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(new RegExp(problem));
  });
});
