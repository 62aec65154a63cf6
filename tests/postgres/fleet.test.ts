/** Workers on one database that are killed at any moment: processes of the built program. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import {
  describeOnPostgres,
  type FreshDatabase,
  freshDatabase,
} from '../support/postgres/database.ts';
import { type Fleet, startFleet } from '../support/postgres/fleet.ts';
import { buildProgram, type Program, type Started } from '../support/program.ts';

/** How often one of the workers is killed. */
const kills = Number(process.env['WIKISYNC_KILLS'] ?? 50);

/** Chance, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Waits for what must come, but not for ever. */
async function until(isTrue: () => boolean, seconds: number): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end && !isTrue()) await setTimeout(5);
}

async function count(ask: FreshDatabase['ask'], what: string): Promise<number> {
  const [row] = await ask(`SELECT count(*)::int AS count FROM ${what}`).catch(() => []);
  return Number(row?.['count'] ?? 0);
}

/** Who has most sessions: one for each run that is under way, besides those of the queue. */
async function busiest(ask: FreshDatabase['ask'], workers: readonly Started[]): Promise<number> {
  const pids = workers.map(({ pid }) => pid).join('|');
  const [row] = await ask(
    `SELECT application_name AS who FROM pg_stat_activity WHERE application_name ~ $1
      GROUP BY 1 ORDER BY count(*) DESC, random() LIMIT 1`,
    [`^wikisync, process (${pids}) on `],
  );
  return Math.max(
    0,
    workers.findIndex(({ pid }) => String(row?.['who']).includes(`process ${pid} on`)),
  );
}

/** People change something, something goes wrong, and one of the workers is killed at it. */
async function killOne(
  fleet: Fleet,
  workers: Started[],
  ask: FreshDatabase['ask'],
): Promise<Started | undefined> {
  const { chance } = fleet;
  fleet.change(4);
  if (chance() < 0.3) fleet.spoil();
  // The moment is one of the work, however fast that goes; or one in which a wiki takes its time.
  const enough = fleet.requests() + 1 + Math.floor(16 * chance());
  await until(() => fleet.requests() >= enough, 6);
  const dawdled = fleet.dawdled();
  if (chance() < 0.4) {
    fleet.dawdle();
    await until(() => fleet.dawdled() > dawdled, 1);
  } else await setTimeout(15 * chance());
  const [killed] = workers.splice(await busiest(ask, workers), 1);
  killed?.kill('SIGKILL');
  return killed;
}

/** Waits until all of them have begun: before that they do not know SIGTERM. */
async function begun(ask: FreshDatabase['ask'], workers: readonly Started[]): Promise<void> {
  for (const { pid } of workers) {
    const sessions = `pg_stat_activity WHERE application_name LIKE 'wikisync, process ${pid} on %'`;
    while ((await count(ask, sessions)) === 0) await setTimeout(200);
  }
}

/** Every text and every edit of a page is there once. */
function expectOnce({ listings }: Fleet): void {
  for (const { wiki, page } of listings) {
    const history = wiki.store.history(page);
    const texts = history.map(({ text }) => text);
    const edits = history.flatMap(({ user, comment }) => (user === 'SyncBot' ? [comment] : []));
    expect({ page, texts, edits }).toEqual({
      page,
      texts: [...new Set(texts)],
      edits: [...new Set(edits)],
    });
  }
}

describeOnPostgres('three workers, of which one is killed again and again', () => {
  let program: Program;

  beforeAll(() => {
    program = buildProgram();
  });

  afterAll(() => program.remove());

  it(`sync 200 listings of four wikis, each change once, with ${kills} kills`, async () => {
    const seed = Number(process.env['WIKISYNC_SEED'] ?? Date.now() % 2 ** 32);
    const { url, ask, schema } = freshDatabase();
    const environment = { WIKISYNC_STATE_URL: url };
    const fleet = await startFleet({ wikis: 4, listings: 200, environment, chance: seeded(seed) });
    onTestFinished(() => fleet.close());
    const start = (): Started =>
      program.start({
        cwd: fleet.place.folder,
        args: ['serve', '--listen', 'none'],
        environment: fleet.environment,
      });
    // What is agreed on is known before anybody changes anything.
    expect((await fleet.place.run('sync', '--all')).code).toBe(0);
    const workers = [start(), start(), start()];
    onTestFinished(() => {
      for (const worker of workers) worker.kill('SIGKILL');
    });
    await begun(ask, workers);

    for (let kill = 0; kill < kills; kill += 1) {
      const killed = await killOne(fleet, workers, ask);
      workers.push(start());
      // It has not ended by itself before.
      expect({ seed, kill, ...(await killed?.ended) }).toMatchObject({ seed, code: undefined });
    }
    await begun(ask, workers);
    for (const worker of workers) worker.kill('SIGTERM');
    const ends = await Promise.all(workers.map(({ ended }) => ended));
    // Some are put off for a while, as the wiki failed them: a person does not wait for that.
    const runs = [await fleet.place.run('sync', '--all'), await fleet.place.run('sync', '--all')];

    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect({ seed, code: runs[1]?.code, behind: fleet.behind() }).toEqual({
      ...{ seed, code: 0, behind: [] },
    });
    expectOnce(fleet);
    expect(fleet.wikis.map(({ way, mostAtWork }) => [way.mostAtOnce(), mostAtWork()])).toEqual(
      fleet.wikis.map(() => [1, 1]),
    );
    expect(await count(ask, 'journal WHERE outcome IS NULL')).toBe(0);
    // They were killed at work: so many writes were begun, and lanes taken over.
    expect(await count(ask, 'journal')).toBeGreaterThan(kills);
    const takenOver = `${schema}_jobs.job WHERE state = 'failed'`;
    expect(await count(ask, takenOver)).toBeGreaterThan(kills / 5);
  }, 600_000);
});
