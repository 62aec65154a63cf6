/** A small listing between a wiki and a data file, and what must be true of it whatever happens. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fieldTypeNamed } from '../../../src/core/fields/field-types.ts';
import { defaultCheck } from '../../../src/core/lint/settings.ts';
import { defaultGuards } from '../../../src/core/plan/guards.ts';
import type { Owner, RecordSchema } from '../../../src/core/schema.ts';
import { yaml } from '../../../src/data/yaml.ts';
import type { ListingReport } from '../../../src/report/run-report.ts';
import { parseJournal } from '../../../src/state/journal.ts';
import { openStateStore } from '../../../src/state/store.ts';
import type { ListingJob } from '../../../src/sync/job.ts';
import { pushListing } from '../../../src/sync/push-listing.ts';
import { nameRun } from '../../../src/sync/run-id.ts';
import { runListings } from '../../../src/sync/run-listings.ts';
import type { MediaWikiOptions } from '../../../src/wiki/media-wiki.ts';
import { openMediaWiki } from '../../../src/wiki/media-wiki.ts';
import { expectNoCanary } from '../canaries.ts';
import type { LabRevision } from '../fake-mediawiki/lab.ts';
import type { Way } from './way.ts';

/** The page: prose, and three records far enough apart for the wiki to merge edits of them. */
export const pageTitle = 'List';
const prose = ['Items of the house.', '<nowiki>~~~~</nowiki> is how people sign.', 'The end'];

export function pageWith(sizes: Readonly<Record<string, string>>): string {
  const calls = Object.entries(sizes).map(
    ([name, size]) => `{{item\n|Name=${name}\n|Note=about ${name}\n|Size=${size}\n}}`,
  );
  return [prose[0], prose[1], '== Items ==', ...calls, prose[2]].join('\n\n');
}

export const start = { A: '1', B: '1', C: '1' };

/** One record of a page, read without anything of wikisync's. */
export function recordsOn(
  text: string,
): readonly { readonly name: string; readonly size: string }[] {
  return [...text.matchAll(/\{\{item\n\|Name=(.*)\n\|Note=.*\n\|Size=(.*)\n\}\}/g)].map(
    ([, name = '', size = '']) => ({ name, size }),
  );
}

function dataWith(sizes: Readonly<Record<string, string>>): string {
  const records = Object.entries(sizes).map(
    ([name, size]) => `  - name: ${name}\n    note: about ${name}\n    size: "${size}"\n`,
  );
  return `records:\n${records.join('')}`;
}

/** What a run ended with: a report's outcome or an error's code. */
export type End = ListingReport['outcome']['kind'] | string;

export interface Scene {
  readonly folder: string;
  /** Milliseconds that the bot was told to wait, in order. */
  readonly waits: number[];
  /** All that runs have said. */
  readonly said: string[];
  readonly setData: (sizes: Readonly<Record<string, string>>) => void;
  readonly data: () => string;
  readonly push: () => Promise<End>;
  readonly strike: () => void;
}

/** A folder with a data file, on the way to a wiki. */
export function setScene(
  way: Way,
  about: {
    readonly credentials: MediaWikiOptions['credentials'];
    readonly owner?: Owner;
    readonly options?: Partial<MediaWikiOptions>;
  },
): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-fault-'));
  mkdirSync(join(folder, 'state'));
  const dataPath = join(folder, 'items.yaml');
  const waits: number[] = [];
  const said: string[] = [];
  let now = Date.parse('2026-01-05T10:00:00Z');
  const open = (): ListingJob => ({
    name: 'items',
    wiki: openMediaWiki({
      name: 'lab',
      api: way.api,
      contact: 'https://example.org/bot',
      version: '0.0.0',
      credentials: about.credentials,
      editGap: 0,
      deadlines: { get: 150, post: 150 },
      now: () => now,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        now += milliseconds;
      },
      ...about.options,
    }),
    page: pageTitle,
    data: { path: dataPath, shownPath: 'items.yaml', format: yaml },
    configDigest: () => 'c',
    version: '0.0.0',
    check: defaultCheck,
    schema: schemaOf(about.owner ?? 'shared'),
    guards: { ...defaultGuards, limits: {} },
    allowed: new Set(),
    summary: 'sync',
    marker: 'in sync',
    tracked: () => Promise.resolve(undefined),
    authors: new Map(),
    state: openStateStore(join(folder, 'state')),
    log: (_, message) => said.push(message),
    now: () => now,
    ...nameRun('push', now, randomUUID),
    stopping: new AbortController().signal,
  });
  return {
    folder,
    waits,
    said,
    setData: (sizes) => writeFileSync(dataPath, dataWith(sizes)),
    data: () => readFileSync(dataPath, 'utf8'),
    push: async () => {
      // The next scheduled run comes an hour later.
      now += 3_600_000;
      const [report] = await runListings([open()], (job) => pushListing(job, { dryRun: false }));
      said.push(JSON.stringify(report));
      expectSoundState(folder);
      if (report === undefined) throw new Error('no report');
      const { outcome } = report;
      if (outcome.kind === 'failed') return outcome.code;
      return (report.plan?.conflicts.length ?? 0) > 0 ? 'conflict' : outcome.kind;
    },
    strike: () => {
      expectNoCanary(said.join('\n'), 'what a run said');
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (/\.\w+$/.test(path)) expectNoCanary(readFileSync(join(folder, path), 'utf8'), path);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function expectSoundState(folder: string): void {
  for (const path of readdirSync(join(folder, 'state'), { recursive: true, encoding: 'utf8' })) {
    const text = /\.jsonl?$/.test(path) ? readFileSync(join(folder, 'state', path), 'utf8') : '';
    if (path.endsWith('.jsonl')) expect(typeof parseJournal(text)).toBe('object');
    else if (path.endsWith('.json')) expect(() => JSON.parse(text)).not.toThrow();
  }
}

function schemaOf(owner: Owner): RecordSchema {
  const field = (name: string, parameter: string) => ({
    name,
    parameter,
    type: fieldTypeNamed('text') ?? expect.fail(),
    options: {},
    owner: name === 'size' ? owner : ('shared' as const),
    required: false,
  });
  return {
    template: 'item',
    aliases: [],
    key: 'name',
    fields: [field('name', 'Name'), field('note', 'Note'), field('size', 'Size')],
    recordOwner: 'shared',
  };
}

/** What must be true of a page's history, whatever went wrong. */
export function expectHistory(
  history: readonly LabRevision[],
  account: string,
  people: readonly string[],
): void {
  for (const [index, revision] of history.entries()) {
    const before = history[index - 1];
    expect([account, ...people]).toContain(revision.user);
    if (revision.user !== account || before === undefined) continue;
    // Nothing but sizes changes by the bot: not a byte of the prose, and no record comes or goes.
    const masked = (text: string) => text.replace(/^\|Size=.*$/gm, '|Size=');
    expect(masked(revision.text)).toBe(masked(before.text));
  }
}

/** How often the bot gave a record a size that it had not. */
export function timesSet(
  history: readonly LabRevision[],
  account: string,
  record: string,
  size: string,
): number {
  const sizeIn = (text: string | undefined) =>
    recordsOn(text ?? '').find(({ name }) => name === record)?.size;
  return history.filter(
    ({ user, text }, index) =>
      user === account && sizeIn(text) === size && sizeIn(history[index - 1]?.text) !== size,
  ).length;
}
