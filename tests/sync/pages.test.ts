/** Records that move between the pages of a listing, with runs that die at any moment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { names, type PagesWorld, pagesWorld, type Round, rounds } from '../support/pages-world.ts';

const start = new Map<string, Round>([
  ['A', 'r1'],
  ['B', 'r1'],
  ['C', 'r2'],
  ['D', 'r3'],
]);

async function inWorld(act: (world: PagesWorld) => Promise<void>): Promise<void> {
  const world = pagesWorld(start);
  try {
    expect(await world.run()).toBe(true);
    await act(world);
  } finally {
    world.remove();
  }
}

const callPattern = (name: string): RegExp =>
  new RegExp(`\\{\\{item\\n\\|Name=${name}\\n[^}]*\\}\\}\\n\\n`);

/** A person copies a record's call from one page to another, and takes it away there or not. */
function paste(world: PagesWorld, name: string, to: Round, isCut: boolean): void {
  const [from] = world.whereIs(name);
  if (from === undefined || world.whereIs(name).includes(to)) return;
  const [call = ''] = callPattern(name).exec(world.page(from)) ?? [];
  if (isCut) world.setPage(from, world.page(from).replace(call, ''));
  world.setPage(
    to,
    world.page(to).replace('Lead.\n\n', () => `Lead.\n\n${call}`),
  );
}

function dataRound(world: PagesWorld, name: string): string | undefined {
  return new RegExp(`name: ${name}\\n    round: (.*)\\n`).exec(world.data())?.[1];
}

function setRound(world: PagesWorld, name: string, round: Round): void {
  world.setData(
    world
      .data()
      .replace(new RegExp(`(name: ${name}\\n    round: ).*`), (_, head) => `${head}${round}`),
  );
}

/** What stands twice is put right by a person, as the report asks. */
function removeCopies(world: PagesWorld): void {
  for (const name of names) {
    const on = world.whereIs(name);
    const keep = on.find((round) => round === dataRound(world, name)) ?? on[0];
    for (const round of on.filter((one) => one !== keep)) {
      world.setPage(round, world.page(round).replace(callPattern(name), ''));
    }
  }
}

describe('a record that moves', () => {
  it('is finished by the next run wherever the first one died, and comes and goes once', async () => {
    let lived = false;
    for (let at = 1; !lived; at += 1) {
      await inWorld(async (world) => {
        setRound(world, 'A', 'r2');
        world.setPage(
          'r1',
          world.page('r1').replace('|Name=A\n|Note=n\n|Said=s', '|Name=A\n|Note=n\n|Said=so'),
        );
        lived = await world.run(at);
        expect(await world.run()).toBe(true);
        expect({ at, on: world.whereIs('A') }).toEqual({ at, on: ['r2'] });
        expect(world.page('r2')).toContain('|Name=A\n|Note=n\n|Said=so\n|Odd=of A\n');
        expect(world.data()).toContain(
          'name: A\n    round: r2\n    note: n\n    said: so\n    only: here A\n',
        );
        expect(world.page('r1').match(/Name=/g)).toEqual(['Name=']);
      });
      expect(at).toBeLessThan(60);
    }
  });

  it('is followed wherever the run died after a person moved it', async () => {
    let lived = false;
    for (let at = 1; !lived; at += 1) {
      await inWorld(async (world) => {
        paste(world, 'A', 'r2', true);
        world.setData(
          world
            .data()
            .replace(
              'name: A\n    round: r1\n    note: n\n',
              'name: A\n    round: r1\n    note: new\n',
            ),
        );
        lived = await world.run(at);
        expect(await world.run()).toBe(true);
        expect({ at, on: world.whereIs('A') }).toEqual({ at, on: ['r2'] });
        expect(world.page('r2')).toContain('|Name=A\n|Note=new\n|Said=s\n|Odd=of A\n');
        expect(world.data()).toContain(
          'name: A\n    round: r2\n    note: new\n    said: s\n    only: here A\n',
        );
      });
      expect(at).toBeLessThan(60);
    }
  });

  it('changes places with one of another page, and neither is lost on the way', async () => {
    let lived = false;
    for (let at = 1; !lived; at += 1) {
      await inWorld(async (world) => {
        setRound(world, 'A', 'r2');
        setRound(world, 'C', 'r1');
        lived = await world.run(at);
        expect(await world.run()).toBe(true);
        expect({ at, on: [world.whereIs('A'), world.whereIs('C')] }).toEqual({
          at,
          on: [['r2'], ['r1']],
        });
      });
      expect(at).toBeLessThan(90);
    }
  });

  it('goes back where an undo died, once it is undone again, whatever else ran meanwhile', async () => {
    let lived = false;
    for (let at = 1; !lived; at += 1) {
      await inWorld(async (world) => {
        const before = rounds.map(world.page);
        setRound(world, 'A', 'r2');
        setRound(world, 'C', 'r1');
        expect(await world.run()).toBe(true);
        const run = world.lastRun();
        const data = world.data();
        lived = await world.undo(run, at);
        if (at % 4 < 2) expect(await world.run()).toBe(true);
        expect(await world.undo(run)).toBe(true);
        expect({ at, pages: rounds.map(world.page) }).toEqual({ at, pages: before });
        expect(await world.run()).toBe(true);
        expect([world.data(), ...rounds.map(world.page)]).toEqual([data, ...before]);
      });
      expect(at).toBeLessThan(90);
    }
  });

  it('is never on no page nor out of the data file, whatever people do and whenever runs die', async () => {
    const name = fc.constantFrom(...names);
    const round = fc.constantFrom(...rounds);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('paste' as const), name, round, isCut: fc.boolean() }),
      fc.record({ kind: fc.constant('data' as const), name, round }),
      fc.record({ kind: fc.constant('say' as const), name }),
      fc.record({ kind: fc.constant('note' as const), name }),
      fc.record({ kind: fc.constant('run' as const), deathAt: fc.integer({ min: 0, max: 24 }) }),
      fc.record({ kind: fc.constant('undo' as const), deathAt: fc.integer({ min: 0, max: 24 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        await inWorld(async (world) => {
          for (const [index, one] of steps.entries()) await take(world, one, index);
          await comesToRest(world);
        });
      }),
      { numRuns: 40 },
    );
  }, 240_000);
});

type Step =
  | {
      readonly kind: 'paste';
      readonly name: string;
      readonly round: Round;
      readonly isCut: boolean;
    }
  | { readonly kind: 'data'; readonly name: string; readonly round: Round }
  | { readonly kind: 'say' | 'note'; readonly name: string }
  | { readonly kind: 'run'; readonly deathAt: number }
  | { readonly kind: 'undo'; readonly deathAt: number };

async function take(world: PagesWorld, step: Step, index: number): Promise<void> {
  if (step.kind === 'run') await world.run(step.deathAt);
  else if (step.kind === 'undo') await undoLast(world, step.deathAt);
  else if (step.kind === 'paste') paste(world, step.name, step.round, step.isCut);
  else if (step.kind === 'data') setRound(world, step.name, step.round);
  else if (step.kind === 'note') {
    const of = new RegExp(`(name: ${step.name}\\n    round: .*\\n    note: ).*`);
    world.setData(world.data().replace(of, (_, head) => `${head}note ${index}`));
  } else {
    for (const round of world.whereIs(step.name)) {
      const of = new RegExp(`(Name=${step.name}\\n\\|Note=.*\\n\\|Said=)(.*)`);
      const said = (_: string, head: string, text: string): string => `${head}${text} ${index}`;
      world.setPage(round, world.page(round).replace(of, said));
    }
  }
}

/** Takes back the last run, if it wrote anything. */
async function undoLast(world: PagesWorld, deathAt: number): Promise<void> {
  const wrote = world
    .reports()
    .some(({ outcome }) => outcome.kind === 'done' && (outcome.page ?? outcome.data) !== undefined);
  if (wrote) await world.undo(world.lastRun(), deathAt);
}

/** Runs, people who settle what is reported, and a quiet end with each record on one page. */
async function comesToRest(world: PagesWorld): Promise<void> {
  await world.run();
  await world.run(0, 'data');
  await world.acknowledge();
  removeCopies(world);
  for (let count = 0; count < 3; count += 1) expect(await world.run(0, 'data')).toBe(true);
  for (const name of names) {
    expect({ name, on: world.whereIs(name) }).toEqual({ name, on: [dataRound(world, name)] });
  }
  const before = [world.data(), ...rounds.map(world.page)];
  await world.run();
  expect([world.data(), ...rounds.map(world.page)]).toEqual(before);
  for (const { plan } of world.reports()) {
    expect([plan?.toPage, plan?.toData, plan?.conflicts]).toEqual([[], [], []]);
  }
}
