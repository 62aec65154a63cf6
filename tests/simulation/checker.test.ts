import { describe, expect, it } from 'vitest';
import type { Breakage } from './support/bot.ts';
import { simulate } from './support/simulate.ts';

/** Seeds within which the checker must find a bot out. */
const enough = 2000;

/** What the checker says of the first seed in which it finds something of the kind. */
async function firstFinding(broken: Breakage, kind: RegExp): Promise<string | undefined> {
  for (let seed = 1; seed <= enough; seed += 1) {
    const { violations } = await simulate(seed, { isTold: false, broken });
    const finding = violations.find((each) => kind.test(each));
    if (finding !== undefined) return finding;
  }
  return undefined;
}

describe('the checker of the simulation', () => {
  it.each<readonly [string, Breakage, RegExp]>([
    [
      'sends an edit again when its answer is lost',
      {
        session: (session) => ({
          ...session,
          send: async (params, method) => {
            const reply = await session.send(params, method);
            const isLost = reply.kind === 'failed' && reply.failure.kind !== 'api';
            if (!isLost || params['action'] !== 'edit') return reply;
            // Time for people to take the edit back.
            for (let times = 0; times < 20; times += 1) {
              await session.send({ action: 'query', meta: 'userinfo' }, 'get');
            }
            return session.send(params, method);
          },
        }),
      },
      /^I1\/I7/,
    ],
    [
      'does not tell the wiki which revision its edit is of',
      {
        session: (session) => ({
          ...session,
          send: ({ baserevid: _base, ...params }, method) => session.send(params, method),
        }),
      },
      /^I1\/I7: revision/,
    ],
    [
      'keeps no journal',
      {
        state: (state) => ({
          ...state,
          openIntent: () => Promise.resolve(undefined),
          beginIntent: () => Promise.resolve(),
          endIntent: () => Promise.resolve(),
        }),
      },
      /^I1\/I7/,
    ],
    [
      'remembers nothing',
      { state: (state) => ({ ...state, loadSnapshot: () => Promise.resolve(undefined) }) },
      /^I1/,
    ],
    [
      'takes what is shared for its own',
      {
        schema: (schema) => ({
          ...schema,
          fields: schema.fields.map((field) => ({
            ...field,
            owner: field.owner === 'shared' ? 'data' : field.owner,
          })),
        }),
      },
      /^I1/,
    ],
    ['believes that all is on the disk at once', { doesNotSync: true }, /^I3/],
    [
      'takes an edit that is under way for lost',
      { doesNotSettle: true, hasNoHistory: true },
      /^I1\/I7/,
    ],
    ['does not wait when it is told to', { doesNotWait: true }, /^I5\/I9/],
    ['does not look at its stop page', { hasNoStopPage: true }, /^I5: .*stop-page/],
  ])('finds a bot that %s', { timeout: 300_000 }, async (_how, broken, finding) => {
    expect(await firstFinding(broken, finding)).toBeDefined();
  });
});

describe('a seed', () => {
  it.each([1, 2, 3])('plays the same each time: %i', async (seed) => {
    const first = await simulate(seed, { isTold: true });
    const second = await simulate(seed, { isTold: true });
    expect(first.world.history.trace).toContain('run 1');
    expect(second.world.history.trace).toBe(first.world.history.trace);
  });
});
