/** What a server says of itself to a dead-man's switch. */
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { keepPinging, pingOf } from '../../src/cli/serve/serve-ping.ts';
import type { ListingOverview, Overview } from '../../src/serve/overview.ts';
import { startReceiver } from '../support/receiver.ts';

const day = 86_400_000;
const now = 100 * day;

function listing(name: string, goodAt?: number): ListingOverview {
  const good = goodAt === undefined ? {} : { goodAt };
  return { name, state: 'in step', failures: 0, past: [], ...good };
}

function server(more: Partial<Overview> = {}): Overview {
  return {
    ...{
      now,
      version: '1',
      startedAt: now - 10 * day,
      roundAt: now,
      listings: [listing('a', now)],
    },
    ...{ watches: [], problems: [], ended: new Map(), isStopping: false },
    ...more,
  };
}

describe('a server', () => {
  it('is well as long as it keeps its schedules, whatever a single run came to', () => {
    const listings = [listing('a', now - 2 * day), listing('b', now)];

    expect(pingOf(server({ listings }), 3 * day)).toEqual({
      kind: 'success',
      text: 'wikisync serve keeps the schedules of 2 listings',
    });
    expect(pingOf(server({ listings: [listing('a')] }), undefined).kind).toBe('success');
  });

  it.each<[string, Partial<Overview>]>([
    ['the config has errors', { problems: ['Line 3: no'] }],
    ['the schedule is not kept', { roundAt: now - 300_000 }],
    [
      'a has had no good run for too long, and 1 more',
      { listings: [listing('a', now - 4 * day), listing('b', now), listing('c')] },
    ],
  ])('needs somebody where %s', (reason, more) => {
    expect(pingOf(server(more), 3 * day)).toEqual({
      kind: 'fail',
      text: `wikisync serve: ${reason}`,
    });
  });

  it('says so every five minutes until it stops, and nothing where it cannot tell', async () => {
    const { origin, received } = await startReceiver();
    const stopping = new AbortController();
    const waits: number[] = [];
    const seen = [server(), undefined, server({ problems: ['x'] })];
    await keepPinging({
      host: {
        cwd: '/nowhere',
        environment: { WIKISYNC_PING_URL: `${origin}/p` },
        stopping: stopping.signal,
      } as unknown as Host,
      overview: async () =>
        seen[waits.length - 1] ?? Promise.reject(new Error('the state is away')),
      maxAge: async () => undefined,
      sleep: async (length) => {
        waits.push(length);
        if (waits.length === 4) stopping.abort();
      },
    });

    expect(waits).toEqual([300_000, 300_000, 300_000, 300_000]);
    expect(received.map(({ path }) => path)).toEqual(['/p', '/p/fail']);
  });
});
