/** The fault matrix: every kind of fault at every request of a run, on any wiki. */
import { describe, expect, it } from 'vitest';
import type { MediaWikiOptions } from '../../../src/wiki/media-wiki.ts';
import type { LabRevision } from '../fake-mediawiki/lab.ts';
import type { Handler } from '../fake-mediawiki/wire.ts';
import { type FaultKind, faultKinds } from './kinds.ts';
import {
  expectHistory,
  pageTitle,
  pageWith,
  recordsOn,
  type Scene,
  setScene,
  start,
  timesSet,
} from './scene.ts';
import { type RequestPoint, startWay, type Way } from './way.ts';

/** A wiki for one scenario. */
export interface FaultLab {
  readonly handler: Handler;
  readonly account: string;
  readonly credentials: MediaWikiOptions['credentials'];
  /** What the account may be called by people who edit. */
  readonly people: readonly string[];
  readonly put: (title: string, text: string) => Promise<void>;
  readonly text: (title: string) => Promise<string | undefined>;
  readonly history: (title: string) => Promise<readonly LabRevision[]>;
  /** Makes a wiki on which a run meets a point that it does not meet otherwise. */
  readonly prepare: (point: RequestPoint) => Promise<Partial<MediaWikiOptions>>;
  readonly close: () => Promise<void>;
}

export interface Cell {
  readonly point: RequestPoint;
  readonly kind: FaultKind;
  /** How often in a row. */
  readonly times: number;
  /** When a person takes the bot's edit back: before its next request, or before the next run. */
  readonly reverted: 'never' | 'at once' | 'later';
}

/** All cells of some points: once, and at the edit twice, and with a person who reverts it. */
export function cellsOf(points: readonly RequestPoint[]): readonly Cell[] {
  return points.flatMap((point) =>
    faultKinds.flatMap((kind) => {
      const cell = { point, kind, times: 1, reverted: 'never' } as const;
      if (point !== 'edit') return [cell];
      return [
        cell,
        { ...cell, times: 2 },
        { ...cell, reverted: 'at once' },
        { ...cell, reverted: 'later' },
      ];
    }),
  );
}

const lostAnswer = faultKinds.find(({ name }) => name === 'reset once the wiki did it');

interface Played {
  readonly lab: FaultLab;
  readonly way: Way;
  readonly scene: Scene;
}

/** Describes the cells on a wiki. */
export function describeFaults(
  title: string,
  open: () => Promise<FaultLab>,
  cells: readonly Cell[],
): void {
  describe(title, () => {
    it.each(cells.map((cell) => ({ ...cell, what: cell.kind.name })))(
      '$point: $what; $times times, reverted $reverted',
      async (cell) => {
        await play(open, cell.point, (played) => meet(cell, played));
      },
    );
  });
}

async function play(
  open: () => Promise<FaultLab>,
  point: RequestPoint,
  act: (played: Played) => Promise<void>,
): Promise<void> {
  const lab = await open();
  const way = await startWay(lab.handler);
  await lab.put(pageTitle, pageWith(start));
  const options = await lab.prepare(point);
  const scene = setScene(way, { credentials: lab.credentials, options });
  try {
    scene.setData(start);
    expect(await scene.push()).toBe('done');
    await act({ lab, way, scene });
    expect(way.foreignRequests()).toBe(0);
    expect(way.mostAtOnce()).toBe(1);
  } finally {
    await way.close();
    await lab.close();
    scene.strike();
  }
}

async function meet(cell: Cell, { lab, way, scene }: Played): Promise<void> {
  const wanted = { ...start, A: '2' };
  let isReverted = false;
  const revert = async (): Promise<void> => {
    if (isReverted || timesSet(await lab.history(pageTitle), lab.account, 'A', '2') === 0) return;
    isReverted = true;
    await changePage(lab, { A: '1' });
  };

  scene.setData(wanted);
  way.onRequest = async (point) => {
    if (point !== cell.point) return;
    way.onRequest = cell.reverted === 'at once' ? revert : () => Promise.resolve();
    await changePage(lab, { C: '5' });
  };
  if (cell.point === 'probe' && lostAnswer !== undefined) way.spoil('edit', lostAnswer);
  for (let time = 0; time < cell.times; time += 1) way.spoil(cell.point, cell.kind);
  const before = way.points.length;

  const first = await scene.push();

  expectWaits(cell, scene, way.points.slice(before));
  expect(way.points.length - before).toBeLessThanOrEqual(15);
  expect(way.points.slice(before)).toContain(cell.point);
  if (cell.reverted === 'later') await revert();
  const ends = [first, await scene.push(), await scene.push()];
  expect({ ends, last: ends.at(-1) }).toMatchObject({ last: 'done' });
  const quiet = way.points.length;
  expect(await scene.push()).toBe('done');
  expect(way.points.slice(quiet)).not.toContain('edit');

  const final = { ...start, A: isReverted ? '1' : '2', C: '5' };
  const text = await lab.text(pageTitle);
  expect(Object.fromEntries(recordsOn(text ?? '').map(({ name, size }) => [name, size]))).toEqual(
    final,
  );
  expect(text).toBe(pageWith(final));
  const history = await lab.history(pageTitle);
  expectHistory(history, lab.account, lab.people);
  expect(timesSet(history, lab.account, 'A', '2')).toBe(1);
}

/** A person's edit of one record, on top of whatever the page is now. */
async function changePage(lab: FaultLab, sizes: Readonly<Record<string, string>>): Promise<void> {
  const now = recordsOn((await lab.text(pageTitle)) ?? '');
  const all = Object.fromEntries(now.map(({ name, size }) => [name, size]));
  await lab.put(pageTitle, pageWith({ ...all, ...sizes }));
}

/** Where somebody said how long to wait, nothing was asked before that. */
function expectWaits(
  { kind, point }: Cell,
  { waits }: Scene,
  asked: readonly RequestPoint[],
): void {
  const { retryAfter } = kind;
  const wentOn = asked.indexOf(point) < asked.length - 1;
  if (retryAfter === undefined || !wentOn) return;
  expect(Math.max(...waits)).toBeGreaterThanOrEqual(1000 * retryAfter);
}
