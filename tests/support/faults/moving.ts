/** A listing of two pages, a record that moves between them, and all that befalls it on the way. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldTypeNamed } from '../../../src/core/fields/field-types.ts';
import { defaultCheck } from '../../../src/core/lint/settings.ts';
import { defaultGuards } from '../../../src/core/plan/guards.ts';
import type { RecordSchema } from '../../../src/core/schema.ts';
import { yaml } from '../../../src/data/yaml.ts';
import type { ListingReport } from '../../../src/report/run-report.ts';
import { openStateStore } from '../../../src/state/store.ts';
import type { ListingJob } from '../../../src/sync/job.ts';
import { togetherOnPages } from '../../../src/sync/other-pages.ts';
import { nameRun } from '../../../src/sync/run-id.ts';
import { runListings } from '../../../src/sync/run-listings.ts';
import { syncListing } from '../../../src/sync/sync-listing.ts';
import { findUndoing } from '../../../src/sync/undo/find-run.ts';
import { undoListing } from '../../../src/sync/undo/undo-listing.ts';
import { openMediaWiki } from '../../../src/wiki/media-wiki.ts';
import { expectNoCanary } from '../canaries.ts';
import type { LabRevision } from '../fake-mediawiki/lab.ts';
import type { FaultKind } from './kinds.ts';
import type { FaultLab } from './matrix.ts';
import { type RequestPoint, startWay, type Way } from './way.ts';

const titles = new Map([
  ['old', 'Old list'],
  ['new', 'New list'],
]);

function pageWith(names: readonly string[], notes: Readonly<Record<string, string>> = {}): string {
  const calls = names.map(
    (name) => `{{item\n|Name=${name}\n|Note=${notes[name] ?? `about ${name}`}\n|Odd=of ${name}\n}}`,
  );
  return ['Items of the house.', ...calls, 'The end'].join('\n\n');
}

function namesOn(text: string | undefined): readonly string[] {
  return [...(text ?? '').matchAll(/^\|Name=(.*)$/gm)].map(([, name = '']) => name);
}

function dataWith(round: string): string {
  const record = (name: string, on: string): string =>
    `  - name: ${name}\n    round: ${on}\n    note: about ${name}\n    only: "here ${name}"\n`;
  return `records:\n${record('A', round)}${record('B', 'old')}${record('C', 'new')}`;
}

/** One way in which a move is disturbed. */
export interface MoveCell {
  /** The request that meets the fault, counted from 0 among those for the same. */
  readonly point: RequestPoint;
  readonly pass: number;
  readonly kind: FaultKind;
}

interface MoveScene {
  readonly data: () => string;
  readonly setData: (text: string) => void;
  readonly sync: () => Promise<readonly ListingReport[]>;
  /** Takes back what the last sync did before any undo. */
  readonly undo: () => Promise<readonly ListingReport[]>;
  readonly strike: () => void;
}

function schemaOf(value: string): RecordSchema {
  const field = (name: string, parameter: string) => ({
    name,
    parameter,
    type: fieldTypeNamed('text') ?? expect.fail(),
    options: {},
    owner: 'shared' as const,
    required: false,
  });
  return {
    template: 'item',
    aliases: [],
    key: 'name',
    fields: [field('name', 'Name'), field('note', 'Note')],
    pages: { field: 'round', owner: 'shared', value, titles },
    recordOwner: 'shared',
  };
}

function setMoveScene(
  way: Way,
  lab: FaultLab,
  deadlines: { get: number; post: number },
): MoveScene {
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-move-'));
  const dataPath = join(folder, 'items.yaml');
  const said: string[] = [];
  let now = Date.parse('2026-01-05T10:00:00Z');
  const open = (): readonly ListingJob[] => {
    const wiki = openMediaWiki({
      name: 'lab',
      api: way.api,
      contact: 'https://example.org/bot',
      version: '0.0.0',
      credentials: lab.credentials,
      editGap: 0,
      pages: 4,
      deadlines,
      now: () => now,
      wait: async (milliseconds) => {
        now += milliseconds;
      },
    });
    const common = {
      wiki,
      data: { path: dataPath, shownPath: 'items.yaml', format: yaml },
      configDigest: () => 'c',
      version: '0.0.0',
      check: defaultCheck,
      guards: { ...defaultGuards, limits: {} },
      allowed: new Set<string>(),
      summary: 'sync',
      marker: 'in sync',
      tracked: () => Promise.resolve(undefined),
      authors: new Map<string, string>(),
      state: openStateStore(join(folder, 'state')),
      log: (_: string, message: string) => said.push(message),
      now: () => now,
      ...nameRun('sync', now, randomUUID),
      stopping: new AbortController().signal,
    };
    return togetherOnPages(
      [...titles].map(([value, page]) => ({
        ...common,
        name: `items@${value}`,
        page,
        schema: schemaOf(value),
      })),
    );
  };
  let synced = '';
  const run = async (
    act: (jobs: readonly ListingJob[]) => Promise<readonly ListingReport[]>,
  ): Promise<readonly ListingReport[]> => {
    // The next scheduled run comes an hour later.
    now += 3_600_000;
    const reports = await act(open());
    said.push(JSON.stringify(reports));
    return reports;
  };
  return {
    data: () => readFileSync(dataPath, 'utf8'),
    setData: (text) => writeFileSync(dataPath, text),
    sync: () =>
      run((jobs) => {
        synced = jobs[0]?.run.id ?? '';
        return runListings(jobs, (job) => syncListing(job, { dryRun: false }));
      }),
    undo: () =>
      run(async (jobs) => {
        const { state } = jobs[0] ?? expect.fail();
        const listings = new Set(jobs.map(({ name }) => name));
        const { find } = await findUndoing(state, synced, { listings, made: new Map() });
        return runListings(jobs, (job) => undoListing(job, find, { dryRun: false }));
      }),
    strike: () => {
      expectNoCanary(said.join('\n'), 'what a run said');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isDone(reports: readonly ListingReport[]): boolean {
  return reports.every(({ outcome, plan }) => outcome.kind === 'done' && !plan?.conflicts.length);
}

/** The names on both pages at each moment, from their histories. */
async function namesOverTime(lab: FaultLab): Promise<readonly ReadonlySet<string>[]> {
  const all: (LabRevision & { readonly title: string })[] = [];
  for (const title of titles.values()) {
    const revisions = await lab.history(title);
    all.push(...revisions.map((revision) => ({ ...revision, title })));
  }
  const texts = new Map<string, string>();
  const moments: ReadonlySet<string>[] = [];
  for (const { title, text } of all.toSorted((a, b) => a.id - b.id)) {
    texts.set(title, text);
    if (texts.size === titles.size) moments.push(new Set([...texts.values()].flatMap(namesOn)));
  }
  return moments;
}

/** How often a record came to a page, or went from it. */
function steps(history: readonly LabRevision[], name: string): number {
  const has = history.map(({ text }) => namesOn(text).includes(name));
  return has.filter((now, index) => index > 0 && now !== has[index - 1]).length;
}

type Meeting = (
  cell: MoveCell,
  on: { readonly lab: FaultLab; readonly way: Way; readonly scene: MoveScene },
) => Promise<void>;

/** Describes moves that are disturbed, on a wiki. */
export function describeMoves(
  title: string,
  open: () => Promise<FaultLab>,
  cells: readonly MoveCell[],
): void {
  describeMeetings(title, open, { cells, meet });
}

/** Describes how moves are taken back that are disturbed. */
export function describeMovesBack(
  title: string,
  open: () => Promise<FaultLab>,
  cells: readonly MoveCell[],
): void {
  describeMeetings(title, open, { cells, meet: meetGoingBack });
}

function describeMeetings(
  title: string,
  open: () => Promise<FaultLab>,
  about: { readonly cells: readonly MoveCell[]; readonly meet: Meeting },
): void {
  describe(title, () => {
    it.each(about.cells.map((cell) => ({ ...cell, what: cell.kind.name })))(
      'the record is on a page at every moment, and on one in the end; $point $pass: $what',
      async (cell) => {
        const lab = await open();
        const way = await startWay(lab.handler);
        const options = await lab.prepare('edit');
        const scene = setMoveScene(way, lab, options.deadlines ?? { get: 150, post: 150 });
        try {
          await lab.put('Old list', pageWith(['A', 'B']));
          await lab.put('New list', pageWith(['C']));
          scene.setData(dataWith('old'));
          expect(isDone(await scene.sync())).toBe(true);
          await about.meet(cell, { lab, way, scene });
          expect(way.mostAtOnce()).toBe(1);
        } finally {
          await way.close();
          await lab.close();
          scene.strike();
        }
      },
    );
  });
}

async function meet(
  { point, pass, kind }: MoveCell,
  { lab, way, scene }: { readonly lab: FaultLab; readonly way: Way; readonly scene: MoveScene },
): Promise<void> {
  scene.setData(dataWith('new'));
  way.spoil(point, kind, pass);
  await scene.sync();
  await scene.sync();
  expect(isDone(await scene.sync())).toBe(true);
  const asked = way.points.length;
  expect(isDone(await scene.sync())).toBe(true);
  expect(way.points.slice(asked)).toEqual(['read']);

  expect(await lab.text('Old list')).toBe(pageWith(['B']));
  expect(await lab.text('New list')).toBe(pageWith(['A', 'C']));
  expect(scene.data()).toBe(dataWith('new'));
  for (const names of await namesOverTime(lab)) expect([...names]).toContain('A');
  expect(steps(await lab.history('Old list'), 'A')).toBe(1);
  expect(steps(await lab.history('New list'), 'A')).toBe(1);
}

/** The undo is said again until it is done, as a person would. */
async function meetGoingBack(
  { point, pass, kind }: MoveCell,
  { lab, way, scene }: Parameters<Meeting>[1],
): Promise<void> {
  scene.setData(dataWith('new'));
  expect(isDone(await scene.sync())).toBe(true);
  way.spoil(point, kind, pass);
  await scene.undo();
  await scene.undo();
  expect(isDone(await scene.undo())).toBe(true);

  expect(await lab.text('Old list')).toBe(pageWith(['A', 'B']));
  expect(await lab.text('New list')).toBe(pageWith(['C']));
  expect(scene.data()).toBe(dataWith('new'));
  for (const names of await namesOverTime(lab)) expect([...names]).toContain('A');
  expect(steps(await lab.history('Old list'), 'A')).toBe(2);
  expect(steps(await lab.history('New list'), 'A')).toBe(2);
  const [, held] = await scene.sync();
  expect(held?.plan?.conflicts).toMatchObject([{ key: 'A', field: 'round' }]);
  expect(await lab.text('New list')).toBe(pageWith(['C']));
}
