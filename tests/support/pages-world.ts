/** A listing of three pages in a folder, people at its pages and its data file, and runs that may die. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fieldTypeNamed } from '../../src/core/fields/field-types.ts';
import { defaultCheck } from '../../src/core/lint/settings.ts';
import { defaultGuards } from '../../src/core/plan/guards.ts';
import type { RecordSchema } from '../../src/core/schema.ts';
import { yaml } from '../../src/data/yaml.ts';
import type { ListingReport } from '../../src/report/run-report.ts';
import { openStateStore, type StateStore } from '../../src/state/store.ts';
import { acknowledge } from '../../src/sync/acknowledge.ts';
import type { ListingJob } from '../../src/sync/job.ts';
import { togetherOnPages } from '../../src/sync/other-pages.ts';
import { planListing } from '../../src/sync/plan-listing.ts';
import { nameRun } from '../../src/sync/run-id.ts';
import { runListings } from '../../src/sync/run-listings.ts';
import { syncListing } from '../../src/sync/sync-listing.ts';
import { findUndoing } from '../../src/sync/undo/find-run.ts';
import { undoListing } from '../../src/sync/undo/undo-listing.ts';
import { openFolderWiki } from '../../src/wiki/folder-wiki.ts';
import type { Wiki } from '../../src/wiki/wiki.ts';

/** The pages, by the value that the data file has for them. */
export const rounds = ['r1', 'r2', 'r3'] as const;
export type Round = (typeof rounds)[number];

/** The records that are never deleted by anybody. */
export const names = ['A', 'B', 'C', 'D'] as const;

const all = { record: undefined, field: undefined };

/** The program's end at a moment of its own. */
class Death extends Error {}

const titles = new Map(rounds.map((round) => [round as string, `List ${round}`]));

/** A record's call; `said` is what people on the wiki have to say of it. */
export function callOf(name: string, note: string, said: string): string {
  return `{{item\n|Name=${name}\n|Note=${note}\n|Said=${said}\n|Odd=of ${name}\n}}`;
}

export interface PagesWorld {
  readonly page: (round: Round) => string;
  readonly setPage: (round: Round, text: string) => void;
  readonly data: () => string;
  readonly setData: (text: string) => void;
  /** Where a record stands. */
  readonly whereIs: (name: string) => readonly Round[];
  /** Runs; dies before the n-th write, or after it where n is odd. @returns whether it lived */
  readonly run: (deathAt?: number, prefer?: 'data') => Promise<boolean>;
  /** The name of the last run. */
  readonly lastRun: () => string;
  /** Takes a run back; dies as a run does. */
  readonly undo: (run: string, deathAt?: number) => Promise<boolean>;
  /** A person lets pass what was taken back. */
  readonly acknowledge: () => Promise<boolean>;
  /** What the last run told. */
  readonly reports: () => readonly ListingReport[];
  readonly remove: () => void;
}

export function pagesWorld(start: ReadonlyMap<string, Round>): PagesWorld {
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-pages-'));
  mkdirSync(join(folder, 'wiki'));
  const pathOf = (round: Round): string => join(folder, 'wiki', `List_${round}.wiki`);
  const dataPath = join(folder, 'items.yaml');
  const page = (round: Round): string => readFileSync(pathOf(round), 'utf8');
  const data = (): string => readFileSync(dataPath, 'utf8');
  let reports: readonly ListingReport[] = [];
  for (const round of rounds) {
    const calls = names
      .filter((name) => start.get(name) === round)
      .map((name) => callOf(name, 'n', 's'));
    writeFileSync(pathOf(round), `${['Lead.', ...calls, 'End.'].join('\n\n')}\n`);
  }
  const records = names.map(
    (name) =>
      `  - name: ${name}\n    round: ${start.get(name)}\n    note: n\n    said: s\n    only: here ${name}\n`,
  );
  writeFileSync(dataPath, `records:\n${records.join('')}`);
  const whereIs = (name: string): readonly Round[] =>
    rounds.filter((round) => page(round).includes(`|Name=${name}\n`));
  const expectNoneLost = (): void => {
    for (const name of names) {
      expect({
        name,
        on: whereIs(name).length > 0,
        inData: data().includes(`name: ${name}\n`),
      }).toEqual({
        name,
        on: true,
        inData: true,
      });
    }
  };
  let lastRun = '';
  const live = async (
    deathAt: number,
    act: (jobs: readonly ListingJob[]) => Promise<readonly ListingReport[]>,
  ): Promise<boolean> => {
    const jobs = jobsOf(folder, dataPath, boundaryAt(deathAt, expectNoneLost));
    lastRun = jobs[0]?.run.id ?? '';
    try {
      reports = await act(jobs);
      return true;
    } catch (error) {
      if (!(error instanceof Death)) throw error;
      return false;
    } finally {
      expectNoneLost();
    }
  };
  return {
    page,
    setPage: (round, text) => writeFileSync(pathOf(round), text),
    data,
    setData: (text) => writeFileSync(dataPath, text),
    whereIs,
    reports: () => reports,
    lastRun: () => lastRun,
    run: (deathAt = 0, prefer) =>
      live(deathAt, (jobs) => {
        const preferring = prefer === undefined ? jobs : jobs.map((job) => ({ ...job, prefer }));
        return runListings(preferring, (job) => syncListing(job, { dryRun: false }));
      }),
    undo: (run, deathAt = 0) =>
      live(deathAt, async (jobs) => {
        const { state } = jobs[0] ?? expect.fail();
        const { find, isAbout } = await findUndoing(state, run, {
          listings: new Set(jobs.map(({ name }) => name)),
          made: new Map(),
        });
        const meant = jobs.filter((job) => isAbout?.(job) ?? expect.fail());
        return runListings(meant, (job) => undoListing(job, find, { dryRun: false }));
      }),
    acknowledge: () =>
      live(0, (jobs) => {
        const isHeld = async (job: ListingJob): Promise<boolean> =>
          (await job.state.loadSnapshot(job.name))?.undone !== undefined;
        return runListings(jobs, async (job) =>
          (await isHeld(job)) ? acknowledge(job, all) : planListing(job),
        );
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Boundary = <T>(act: () => Promise<T>) => Promise<T>;

/** Every write has a moment before it and one after it. */
function boundaryAt(deathAt: number, look: () => void): Boundary {
  let passed = 0;
  const pass = (): void => {
    passed += 1;
    look();
    if (passed === deathAt) throw new Death();
  };
  return async (act) => {
    pass();
    const value = await act();
    pass();
    return value;
  };
}

function jobsOf(folder: string, dataPath: string, boundary: Boundary): readonly ListingJob[] {
  const common = {
    wiki: dyingWiki(
      openFolderWiki({ name: 'w', folder: join(folder, 'wiki'), extension: 'wiki' }),
      boundary,
    ),
    data: { path: dataPath, shownPath: 'items.yaml', format: yaml },
    configDigest: () => 'c',
    version: '0.0.0',
    check: defaultCheck,
    guards: { ...defaultGuards, limits: {} },
    allowed: new Set(['empty']),
    summary: 'sync',
    marker: 'in sync',
    tracked: () => Promise.resolve(undefined),
    authors: new Map<string, string>(),
    state: dyingState(openStateStore(join(folder, 'state')), boundary),
    log: () => undefined,
    now: () => 0,
    ...nameRun('sync', 0, randomUUID),
    stopping: new AbortController().signal,
  };
  return togetherOnPages(
    [...titles].map(([value, title]) => ({
      ...common,
      name: `items@${value}`,
      page: title,
      schema: schemaOf(value),
    })),
  );
}

function dyingWiki(wiki: Wiki, boundary: Boundary): Wiki {
  return { ...wiki, savePage: (edit) => boundary(() => wiki.savePage(edit)) };
}

function dyingState(state: StateStore, boundary: Boundary): StateStore {
  return {
    ...state,
    saveSnapshot: (snapshot) => boundary(() => state.saveSnapshot(snapshot)),
    beginIntent: (intent, pending) => boundary(() => state.beginIntent(intent, pending)),
    endIntent: (outcome) => boundary(() => state.endIntent(outcome)),
  };
}

function schemaOf(value: string): RecordSchema {
  const field = (name: string, parameter: string, owner: 'shared' | 'wiki') => ({
    name,
    parameter,
    type: fieldTypeNamed('text') ?? expect.fail(),
    options: {},
    owner,
    required: false,
  });
  return {
    template: 'item',
    aliases: [],
    key: 'name',
    fields: [
      field('name', 'Name', 'shared'),
      field('note', 'Note', 'shared'),
      field('said', 'Said', 'wiki'),
    ],
    pages: { field: 'round', owner: 'shared', value, titles },
    recordOwner: 'shared',
  };
}
