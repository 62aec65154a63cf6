import { expect, it } from 'vitest';
import { Rest } from '../../src/wiki/rest.ts';
import { failureFrom } from '../support/failure.ts';

function restAt(start: number) {
  const clock = { now: start, waits: [] as number[] };
  const rest = new Rest({
    wiki: 'lab',
    now: () => clock.now,
    wait: async (milliseconds) => {
      clock.waits.push(milliseconds);
      clock.now += milliseconds;
    },
  });
  return { rest, clock };
}

it('lets what is asked next wait for what is left', async () => {
  const { rest, clock } = restAt(5000);
  rest.heed({ kind: 'http', status: 504, retryAfter: 9 });
  clock.now += 4000;

  await rest.keep();
  await rest.keep();

  expect(clock.waits).toEqual([5000]);
});

it('does not wait after a failure that asks for nothing', async () => {
  const { rest, clock } = restAt(5000);
  rest.heed({ kind: 'network', code: 'ECONNRESET', sent: true });

  await rest.keep();

  expect(clock.waits).toEqual([]);
});

it('leaves a wiki to a later run that wants to be left alone for long', async () => {
  const { rest, clock } = restAt(0);
  rest.heed({ kind: 'http', status: 429, retryAfter: 3600 });

  const error = await failureFrom(rest.keep());

  expect(error).toMatchObject({ code: 'wiki-unavailable', detail: 'retry-after' });
  expect(error.message).toContain('3600 seconds');
  expect(clock.waits).toEqual([]);
});
