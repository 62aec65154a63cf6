/** People on both sides, runs and accidents in any order: nobody's work is lost. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placesOf, Reference } from './reference.ts';
import {
  bot,
  callOf,
  fields,
  type Item,
  itemsOn,
  proseOf,
  type Sides,
  title,
  World,
} from './world.ts';

/** Sequences that are played, and the longest of them. */
const numRuns = Number(process.env['WIKISYNC_SEQUENCES'] ?? 90);
const longest = 50;

interface Real {
  readonly world: World;
  readonly reference: Reference;
  /** Both sides around the last run that wrote, as far as the log of it is there. */
  last: { readonly before: Sides; readonly after: Sides } | undefined;
}

type Step = (real: Real) => Promise<void> | void;

/** Codes that a run may end with here: all is well, conflicts, or people who stopped the bot. */
const codes = [0, 1, 3];

async function play(real: Real, ...args: readonly string[]): Promise<void> {
  const { world, reference } = real;
  const before = world.sides;
  const prose = proseOf(world.pageText);

  const { code, out, err } = await runOn(real, ...args);

  const told = { args, code, out, err };
  expect({ ...told, isDocumented: codes.includes(code) }).toEqual({ ...told, isDocumented: true });
  if (code === 1) expect(out).toMatch(/People took back|side-empty/);
  expect({ ...told, wrongs: reference.wrongs(before, world.sides, world.owners) }).toEqual({
    ...told,
    wrongs: [],
  });
  expect(proseOf(world.pageText)).toBe(prose);
  if (args.includes('plan') || args.includes('--dry-run')) expect(world.sides).toEqual(before);
  else if (code === 0 && args.includes('sync')) reference.seeSync();
  reference.see(world.sides);
}

/** Runs, and keeps in mind what it wrote. */
async function runOn(real: Real, ...args: readonly string[]) {
  const { world } = real;
  const texts = (): string => JSON.stringify([world.pageText, world.dataText]);
  const [before, was] = [world.sides, texts()];
  const outcome = await world.run(...args);
  if (texts() !== was) real.last = { before, after: world.sides };
  return outcome;
}

/** Somebody's step on both what is there and what is known of it. */
function watched(step: Step): Step {
  return async (real) => {
    await step(real);
    real.reference.see(real.world.sides);
  };
}

const nth = <T>(list: readonly T[], at: number): T | undefined =>
  list[at % Math.max(1, list.length)];

/** The item without a field, or with another value. */
function changed(item: Item, field: string, value: string | undefined): Item {
  const { [field]: _old, ...rest } = item;
  return value === undefined ? rest : { ...rest, [field]: value };
}

const onWiki = (at: number, field: string, isDropped: boolean): Step =>
  watched(({ world, reference }) => {
    const item = nth(world.sides.page, at);
    if (item === undefined) return;
    const call = /\{\{item[^{}]*\}\}/g;
    const value = isDropped ? undefined : reference.newValue();
    world.savePage(
      world.pageText.replace(call, (text) =>
        itemsOn(text)[0]?.['name'] === item['name'] ? callOf(changed(item, field, value)) : text,
      ),
      'Mentor',
    );
  });

const inData = (at: number, field: string, isDropped: boolean): Step =>
  watched(({ world, reference }) => {
    const items = world.sides.data;
    const item = nth(items, at);
    if (item === undefined) return;
    const value = isDropped ? undefined : reference.newValue();
    world.saveData(items.map((each) => (each === item ? changed(item, field, value) : each)));
    world.commit();
    reference.seeDataEdit(`${item['name']}.${field}`);
  });

const newItem = (reference: Reference): Item => ({
  name: reference.newValue(),
  both: reference.newValue(),
  ours: reference.newValue(),
  theirs: reference.newValue(),
});

const steps: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(fc.nat(5), fc.constantFrom(...fields), fc.nat(4))
    .map(([at, field, drop]) => onWiki(at, field, drop === 0)),
  fc
    .tuple(fc.nat(5), fc.constantFrom(...fields), fc.nat(4))
    .map(([at, field, drop]) => inData(at, field, drop === 0)),
  fc.constant(
    watched(({ world, reference }) =>
      world.savePage(`${world.pageText}\n\n${callOf(newItem(reference))}`, 'Mentor'),
    ),
  ),
  fc.constant(
    watched(({ world, reference }) => {
      world.saveData([newItem(reference), ...world.sides.data]);
      world.commit();
    }),
  ),
  fc.nat(5).map((at) =>
    watched(({ world }) => {
      const item = nth(world.sides.page, at);
      if (item === undefined || world.sides.page.length < 2) return;
      const call = new RegExp(`\\{\\{item\\s*\\|name=${item['name']}[\\s|}][^{}]*\\}\\}\\n*`);
      world.savePage(world.pageText.replace(call, ''), 'Mentor');
    }),
  ),
  fc.nat(5).map((at) =>
    watched(({ world }) => {
      const items = world.sides.data;
      if (items.length < 2) return;
      world.saveData(items.filter((item) => item !== nth(items, at)));
      world.commit();
    }),
  ),
  fc.constant(
    watched(({ world }) => {
      world.saveData(world.sides.data.toReversed());
      world.commit();
    }),
  ),
  fc.constant(
    watched(({ world, reference }) =>
      world.savePage(`${reference.newValue()} ${world.pageText}`, 'Reader'),
    ),
  ),
  fc.constant(
    watched(({ world, reference }) => {
      const history = world.lab.store.history(title);
      if (history.at(-1)?.user !== bot) return;
      const [before, last] = [history.at(-2)?.text ?? '', history.at(-1)?.text ?? ''];
      world.savePage(before, 'Mentor');
      reference.seeRevert(itemsOn(last), itemsOn(before));
    }),
  ),
  fc.constantFrom('sync', 'sync', 'pull').map(
    (command): Step =>
      (real) =>
        play(real, command, '--commit'),
  ),
  fc.constant(
    watched((real) =>
      real.reference.onBranch(async () => {
        await play(real, 'sync', '--commit', '--branch', 'news');
        real.world.putBack();
        real.reference.mayAdd = true;
      }),
    ),
  ),
  fc.constant(
    watched(({ world, reference }) => {
      if (world.mergeBranch()) reference.mergeBranch();
    }),
  ),
  fc.constantFrom('push', 'plan').map(
    (command): Step =>
      (real) =>
        play(real, command),
  ),
  fc.constant<Step>((real) => play(real, 'sync', '--dry-run')),
  fc.constantFrom('data', 'wiki').map(
    (side): Step =>
      (real) =>
        resolve(real, side),
  ),
  fc.constant<Step>(async ({ world, reference }) => {
    expect(codes).toContain((await world.run('acknowledge', 'l')).code);
    reference.seeAcknowledgement();
  }),
  fc.constant<Step>(undoLast),
  fc.constantFrom('lose', 'clone').map(
    (what): Step =>
      (real) => {
        const { world, reference } = real;
        if (what === 'lose') world.loseState();
        else world.cloneAnew();
        reference.mayAdd = true;
        real.last = undefined;
      },
  ),
  fc
    .tuple(fc.constantFrom('shared' as const, 'data' as const), fc.constantFrom('in sync', 'einig'))
    .map(
      ([both, marker]): Step =>
        ({ world }) => {
          world.configure({ owners: { ...world.owners, both }, marker });
          world.commit();
        },
    ),
];

/** A person settles the first conflict that there is: then that place is what was decided. */
async function resolve(real: Real, side: string): Promise<void> {
  const { world, reference } = real;
  const { out } = await world.run('plan', '--format', 'json');
  const conflict = JSON.parse(out).listings[0].conflicts[0];
  if (conflict === undefined) return;
  const { key, field } = conflict;
  const before = world.sides;
  const named = field === undefined ? [key] : [key, field];
  const { code } = await runOn(real, 'resolve', 'l', ...named, '--take', side, '--commit');
  expect([0, 1, 3]).toContain(code);
  const isElsewhere = (item: Item): boolean => item['name'] !== key;
  expect(world.sides.page.filter(isElsewhere)).toEqual(before.page.filter(isElsewhere));
  expect(world.sides.data.filter(isElsewhere)).toEqual(before.data.filter(isElsewhere));
  reference.seeAcknowledgement();
  reference.see(world.sides);
}

/** What the last run changed is set back wherever it still is as that left it, and nothing else is. */
async function undoLast(real: Real): Promise<void> {
  const { world, reference, last } = real;
  if (last === undefined) return;
  const before = world.sides;
  const prose = proseOf(world.pageText);

  const { code, out } = await runOn(real, 'undo', 'last', '--commit');

  const after = world.sides;
  const wrongs = (['page', 'data'] as const).flatMap((side) =>
    wrongsOfUndo(
      { before: before[side], after: after[side] },
      {
        before: last.before[side],
        after: last.after[side],
      },
    ).filter((wrong) => code === 0 || !wrong.startsWith('left')),
  );
  expect({ code, out, wrongs }).toEqual({ code: code === 1 ? 1 : 0, out, wrongs: [] });
  if (code === 1) expect(out).toMatch(/People took back|side-empty/);
  expect(proseOf(world.pageText)).toBe(prose);
  reference.seeUndo(before, after);
}

interface Around {
  readonly before: readonly Item[];
  readonly after: readonly Item[];
}

function wrongsOfUndo(undo: Around, run: Around): readonly string[] {
  const [was, is, old, left] = [undo.before, undo.after, run.before, run.after].map(placesOf);
  const places = [...new Set([was, is, old, left].flatMap((one) => [...(one?.keys() ?? [])]))];
  return places.flatMap((place) => {
    const [now, then] = [is?.get(place), was?.get(place)];
    const [wanted, made] = [old?.get(place), left?.get(place)];
    const said = `${place} from ${then} to ${now}, where the run made ${made} of ${wanted}`;
    if (now !== then) return now === wanted && then === made ? [] : [`changed ${said}`];
    const [key = ''] = place.split('.');
    const isOfField = [was, is, old, left].every((one) => one?.has(key) === true);
    return isOfField && wanted !== made && then === made ? [`left ${said}`] : [];
  });
}

/** Records, and fields of records, that differ, and about which there is no conflict. */
function untold(
  { page, data }: Sides,
  conflicts: readonly { readonly key: string; readonly field?: string }[],
): readonly string[] {
  const named = (items: readonly Item[], key: string) => items.find(({ name }) => name === key);
  const keys = new Set([...page, ...data].map(({ name = '' }) => name));
  const places = [...keys].flatMap((key): { readonly key: string; readonly field?: string }[] => {
    const [here, there] = [named(page, key), named(data, key)];
    if (here === undefined || there === undefined) return [{ key }];
    return fields.filter((field) => here[field] !== there[field]).map((field) => ({ key, field }));
  });
  return places
    .filter(({ key, field }) => !conflicts.some((one) => one.key === key && one.field === field))
    .map(({ key, field }) => `${key} ${field ?? ''}`);
}

class Played implements fc.AsyncCommand<object, Real> {
  readonly #name: string;
  readonly #step: Step;

  constructor(step: Step, index: number) {
    this.#step = step;
    this.#name = `step ${index}`;
  }

  check(): boolean {
    return true;
  }

  async run(_model: object, real: Real): Promise<void> {
    await this.#step(real);
  }

  toString(): string {
    return this.#name;
  }
}

it('keeps all that people write, and comes to rest', { timeout: 900_000 }, async () => {
  const commands = steps.map((step, index) => step.map((each) => new Played(each, index)));
  await fc.assert(
    fc.asyncProperty(
      fc.commands(commands, { maxCommands: longest, size: 'max' }),
      async (sequence) => {
        const world = await World.begin();
        try {
          const reference = new Reference();
          reference.see(world.sides);
          await fc.asyncModelRun(
            () => ({ model: {}, real: { world, reference, last: undefined } }),
            sequence,
          );
          for (let count = 0; count < 2; count += 1)
            await play({ world, reference, last: undefined }, 'sync', '--commit');
          const { out } = await world.run('plan', '--format', 'json');
          const [listing] = JSON.parse(out).listings;
          const isStopped = /reverted-twice|side-empty/.test(out);
          if (!isStopped) {
            expect(listing.changes).toEqual({ page: [], data: [] });
            expect(untold(world.sides, listing.conflicts)).toEqual([]);
          }
        } finally {
          await world.lab.close();
        }
      },
    ),
    { numRuns, seed: Number(process.env['WIKISYNC_SEED'] ?? 20_261_123), endOnFailure: true },
  );
});
