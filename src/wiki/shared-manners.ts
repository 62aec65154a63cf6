/**
 * A wiki's manners, kept together with all who work on it, in a database: one request at a time, a
 * rest between two edits, and what the wiki asked for.
 *
 * All goes through the session that has the listings' locks: who may still send has its listings,
 * too. Where somebody is gone in the middle of a request, the wiki may still be at it, so that the
 * next one waits until it cannot be.
 */
import type { Database } from '../database.ts';
import { lockNumber } from '../database-tables.ts';
import { allowedBy, type Pacing, type Rate } from './pace.ts';
import { leftAlone, secondsOfRest, type Turns } from './rest.ts';
import { longestWait } from './retry.ts';
import type { Reply } from './session.ts';

/** What a wiki's manners are. */
export interface MannersOptions {
  /** As the config calls the wiki. */
  readonly wiki: string;
  /** What all who work on it call it. */
  readonly api: string;
  /** Milliseconds from an edit's end to the next one. */
  readonly gap: number;
  /** Milliseconds after which a request that was sent cannot have an effect any more. */
  readonly settleTime: number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Makes the manners of one wiki. */
export type SharedManners = (options: MannersOptions) => {
  readonly turns: Turns;
  readonly pace: Pacing;
};

/** Milliseconds after which a wiki is not at work any more on a request that only reads. */
const longestRead = 60_000;

/** Milliseconds between two looks whether a lock is free. */
const poll = 100;

/** Keeps manners in a database. Of one session, wikis at the same address take turns, too. */
export function databaseManners(database: Database): SharedManners {
  const last = new Map<string, Promise<unknown>>();
  const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work);
    last.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  };
  return (options) => {
    const { api } = options;
    let rates: readonly Rate[] = [];
    return {
      turns: {
        take: (method, send) =>
          inTurn(`ask ${api}`, () =>
            locked(database, `ask ${api}`, options, () => ask(database, options, method, send)),
          ),
      },
      pace: {
        allow: (allowed) => {
          rates = allowed;
        },
        // The others' edits are in the database.
        isFree: () => false,
        take: (save) =>
          inTurn(`edit ${api}`, () =>
            locked(database, `edit ${api}`, options, () => edit(database, options, rates, save)),
          ),
      },
    };
  };
}

async function ask(
  { query }: Database,
  { wiki, api, settleTime, wait }: MannersOptions,
  method: 'get' | 'post',
  send: () => Promise<Reply>,
): Promise<Reply> {
  const [row] = await query(
    `SELECT ${millisecondsTo('not_before')} AS rest, ${millisecondsTo('busy_until')} AS busy
      FROM wikis WHERE wiki = $1`,
    [api],
  );
  const rest = Number(row?.['rest'] ?? 0);
  if (rest > longestWait) throw leftAlone(wiki, rest);
  const left = Math.max(rest, Number(row?.['busy'] ?? 0));
  if (left > 0) await wait(left);
  const busy = method === 'post' ? settleTime : Math.min(settleTime, longestRead);
  await query(
    `INSERT INTO wikis (wiki, busy_until) VALUES ($1, ${inMilliseconds('$2')})
      ON CONFLICT (wiki) DO UPDATE SET busy_until = excluded.busy_until`,
    [api, busy],
  );
  const reply = await send();
  // The reply counts, whatever becomes of the note: without it the others wait for longer.
  await query(
    `UPDATE wikis SET busy_until = '-infinity', not_before = ${inMilliseconds('$2')} WHERE wiki = $1`,
    [api, reply.kind === 'failed' ? 1000 * secondsOfRest(reply.failure) : 0],
  ).catch(() => undefined);
  return reply;
}

async function edit<T>(
  { query }: Database,
  { api, gap, wait }: MannersOptions,
  rates: readonly Rate[],
  save: () => Promise<T>,
): Promise<T> {
  const [row] = await query(
    `SELECT ${millisecondsTo('edited')} + $2 AS left FROM wikis WHERE wiki = $1`,
    [api, gap],
  );
  let left = Number(row?.['left'] ?? 0);
  for (const rate of rates) {
    const [first] = await query(
      `SELECT ${millisecondsTo('begun')} AS left FROM edits WHERE wiki = $1
        ORDER BY begun DESC OFFSET $2 LIMIT 1`,
      [api, allowedBy(rate) - 1],
    );
    if (first !== undefined) left = Math.max(left, Number(first['left']) + 1000 * rate.seconds);
  }
  if (left > 0) await wait(left);
  const edited = `INSERT INTO wikis (wiki, edited) VALUES ($1, clock_timestamp())
    ON CONFLICT (wiki) DO UPDATE SET edited = excluded.edited`;
  await query('INSERT INTO edits (wiki, begun) VALUES ($1, clock_timestamp())', [api]);
  await query(
    "DELETE FROM edits WHERE wiki = $1 AND begun < clock_timestamp() - interval '1 day'",
    [api],
  );
  await query(edited, [api]);
  try {
    return await save();
  } finally {
    await query(edited, [api]).catch(() => undefined);
  }
}

/** Does something while nobody else does what has that name. */
async function locked<T>(
  { query, schema }: Database,
  name: string,
  { wait }: MannersOptions,
  work: () => Promise<T>,
): Promise<T> {
  const lock = [`${schema} wiki ${name}`];
  for (;;) {
    const [row] = await query(`SELECT pg_try_advisory_lock(${lockNumber}) AS taken`, lock);
    if (row?.['taken'] === true) break;
    await wait(poll);
  }
  try {
    return await work();
  } finally {
    // If it cannot be given back, the session is lost, and the lock with it.
    await query(`SELECT pg_advisory_unlock(${lockNumber})`, lock).catch(() => undefined);
  }
}

/** An expression; NULL if the moment never was. */
function millisecondsTo(moment: string): string {
  const left = `1000 * extract(epoch FROM ${moment} - clock_timestamp())::float8`;
  return `CASE WHEN isfinite(${moment}) THEN ${left} END`;
}

function inMilliseconds(count: string): string {
  return `clock_timestamp() + ${count}::float8 * interval '1 millisecond'`;
}
