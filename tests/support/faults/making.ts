/** Pages that are made from records, and every kind of fault on the way. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldTypeNamed } from '../../../src/core/fields/field-types.ts';
import { defaultCheck } from '../../../src/core/lint/settings.ts';
import { defaultGuards } from '../../../src/core/plan/guards.ts';
import { yaml } from '../../../src/data/yaml.ts';
import type { ListingReport } from '../../../src/report/run-report.ts';
import { openStateStore } from '../../../src/state/store.ts';
import { type MakerJob, makePages } from '../../../src/sync/make-pages.ts';
import { nameRun } from '../../../src/sync/run-id.ts';
import { runListings } from '../../../src/sync/run-listings.ts';
import { openMediaWiki } from '../../../src/wiki/media-wiki.ts';
import { expectNoCanary } from '../canaries.ts';
import type { FaultKind } from './kinds.ts';
import type { FaultLab } from './matrix.ts';
import { type RequestPoint, startWay, type Way } from './way.ts';

/** One way in which the making of two pages is disturbed. */
export interface MakeCell {
  readonly point: RequestPoint;
  readonly pass: number;
  readonly kind: FaultKind;
}

function jobOn(
  way: Way,
  lab: FaultLab,
  at: { folder: string; said: string[]; deadlines: { get: number; post: number } },
): () => MakerJob {
  const { folder, said, deadlines } = at;
  const dataPath = join(folder, 'items.yaml');
  const layoutPath = join(folder, 'item.liquid');
  writeFileSync(dataPath, 'records:\n  - name: A\n  - name: B\n');
  writeFileSync(layoutPath, 'About << record.name >>.\n');
  const name = {
    name: 'name',
    parameter: 'Name',
    type: fieldTypeNamed('text') ?? expect.fail(),
    options: {},
    owner: 'shared' as const,
    required: false,
  };
  let now = Date.parse('2026-01-05T10:00:00Z');
  return () => {
    // The next scheduled run comes an hour later.
    now += 3_600_000;
    return {
      name: 'items+each',
      page: 'Items/<name>',
      maker: {
        name: 'each',
        page: 'Items/<name>',
        where: new Map(),
        listing: 'items',
        layout: { path: layoutPath, shownPath: 'item.liquid' },
        taken: ['Items'],
        followsListing: false,
      },
      schema: { template: 'item', aliases: [], key: 'name', fields: [name], recordOwner: 'shared' },
      wiki: openMediaWiki({
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
      }),
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
      log: (_, message) => said.push(message),
      now: () => now,
      ...nameRun('sync', now, randomUUID),
      stopping: new AbortController().signal,
    };
  };
}

/** Describes made pages under faults, on a wiki. */
export function describeMaking(
  title: string,
  open: () => Promise<FaultLab>,
  cells: readonly MakeCell[],
): void {
  describe(title, () => {
    it.each(cells.map((cell) => ({ ...cell, what: cell.kind.name })))(
      'are made once, and a page of somebody else stays; $point $pass: $what',
      async ({ point, pass, kind }) => {
        const lab = await open();
        const way = await startWay(lab.handler);
        const folder = mkdtempSync(join(tmpdir(), 'wikisync-make-'));
        const said: string[] = [];
        const { deadlines = { get: 150, post: 150 } } = await lab.prepare('edit');
        const job = jobOn(way, lab, { folder, said, deadlines });
        const run = async (): Promise<ListingReport | undefined> => {
          const [report] = await runListings([job()], (one) =>
            makePages({ ...one, maker: job().maker }, { dryRun: false }),
          );
          said.push(JSON.stringify(report));
          return report;
        };
        try {
          way.spoil(point, kind, pass);
          await run();
          await run();
          expect((await run())?.outcome.kind).toBe('done');
          const asked = way.points.length;
          expect(await run()).toMatchObject({ outcome: { kind: 'done' }, plan: { toPage: [] } });
          expect(way.points.slice(asked)).toHaveLength(1);
          for (const name of ['A', 'B']) {
            const history = await lab.history(`Items/${name}`);
            expect(history.map(({ user, text }) => [user, text])).toEqual([
              [lab.account, `About ${name}.`],
            ]);
          }
          expect(way.mostAtOnce()).toBe(1);
        } finally {
          await way.close();
          await lab.close();
          expectNoCanary(said.join('\n'), 'what a run said');
          rmSync(folder, { recursive: true, force: true });
        }
      },
    );
  });
}
