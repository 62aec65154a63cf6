import { expect, it } from 'vitest';
import { processManners } from '../../src/wiki/process-manners.ts';

/** A process with a clock, whose runs open a wiki one after the other. */
function process() {
  const clock = { now: 0, waits: [] as number[] };
  const manners = processManners(() => clock.now);
  const open = (api: string) =>
    manners({
      ...{ wiki: 'wiki', api, gap: 10_000, settleTime: 150_000 },
      wait: async (milliseconds) => {
        clock.waits.push(milliseconds);
        clock.now += milliseconds;
      },
    });
  return { clock, open };
}

it('a run rests from the last edit of the run before it, on the same wiki', async () => {
  const { clock, open } = process();
  await open('https://a.example.org/api.php').pace.take(async () => undefined);
  clock.now += 3000;

  await open('https://b.example.org/api.php').pace.take(async () => undefined);
  await open('https://a.example.org/api.php').pace.take(async () => undefined);

  expect(clock.waits).toEqual([7000]);
});

it('what a wiki asked for holds for the next run, and for who follows its changes', async () => {
  const { clock, open } = process();
  const watch = open('https://a.example.org/api.php');
  const failed = {
    kind: 'failed',
    failure: { kind: 'http', status: 503, retryAfter: 30 },
  } as const;
  await open('https://a.example.org/api.php').turns.take('get', async () => failed);
  clock.now += 10_000;

  await watch.turns.take('get', async () => ({ kind: 'answer', body: {} }));

  expect(clock.waits).toEqual([20_000]);
});

it('a wiki that asked for much is not asked by the next run', async () => {
  const { open } = process();
  const failed = {
    kind: 'failed',
    failure: { kind: 'http', status: 503, retryAfter: 3600 },
  } as const;
  await open('https://a.example.org/api.php').turns.take('get', async () => failed);

  const next = open('https://a.example.org/api.php').turns.take('get', async () => failed);

  await expect(next).rejects.toThrow('asks to be left alone for 3600 seconds');
});
