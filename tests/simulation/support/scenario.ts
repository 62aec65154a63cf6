/** One seed: a world, several runs of the bot with all that goes wrong, and then peace. */
import type { Owner, RecordSchema } from '../../../src/core/schema.ts';
import { bearer, canary } from '../../support/canaries.ts';
import { field } from '../../support/xen.ts';
import { type BotRun, type BotSetting, type Breakage, runBot } from './bot.ts';
import type { Troubles } from './bot-process.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { BotCommand, RunEnd } from './history.ts';
import { renderRecords } from './list-file.ts';
import { fields, keys, People } from './people.ts';
import { botName, World } from './world.ts';

/** A simulation that was played. */
export interface Played {
  readonly world: World;
  readonly schema: RecordSchema;
}

const noTroubles: Troubles = { killAt: undefined, stopAt: undefined, disk: undefined };

/** Plays a seed. @param isTold whether its trace is kept */
export async function play(
  seed: number,
  options: { readonly isTold: boolean; readonly broken?: Breakage | undefined },
): Promise<Played> {
  const chance = chanceOf(seed);
  const setting: BotSetting = {
    schema: schemaOf(chance.pick(['shared', 'shared', 'data', 'wiki'] as const)),
    login: chance.pick(['password', 'password', 'token', 'private'] as const),
    broken: options.broken,
  };
  const world = new World(options.isTold);
  const scenario = new Scenario(world, setting, chance);
  await scenario.play();
  return { world, schema: setting.schema };
}

/** The listing's mapping. */
export function schemaOf(recordOwner: Owner): RecordSchema {
  const owners: Readonly<Record<string, Owner>> = { ours: 'data', theirs: 'wiki' };
  return {
    template: 'item',
    aliases: [],
    key: 'name',
    fields: [
      field('name', 'name', 'text', { required: true }),
      ...fields.map((name) => field(name, name, 'text', { owner: owners[name] ?? 'shared' })),
    ],
    recordOwner,
  };
}

/** A world with people and a bot in it. */
export class Scenario {
  readonly #world: World;
  readonly #setting: BotSetting;
  readonly #chance: Chance;
  readonly people: People;
  #runs = 0;

  constructor(world: World, setting: BotSetting, chance: Chance) {
    this.#world = world;
    this.#setting = setting;
    this.#chance = chance;
    this.people = new People(world, chance.fork(), chance.happens(0.5));
  }

  async play(): Promise<void> {
    this.begin();
    await this.run(this.#chance.pick(['push', 'pull', 'sync'] as const), { isQuiet: true });
    const rounds = this.#chance.between(1, 4);
    for (let round = 0; round < rounds; round += 1) {
      this.#between();
      const commands = ['push', 'push', 'pull', 'sync', 'sync'] as const;
      await this.run(this.#chance.pick(commands), { isQuiet: false });
    }
    await this.comeToPeace();
  }

  /** Nothing disturbs the bot any more, and it has the time that it takes. */
  async comeToPeace(): Promise<void> {
    // All edits that were under way are through.
    this.#world.clock.pass(300_000);
    this.people.calmDown();
    const inTurns = ['push', 'pull', 'push', 'pull'] as const;
    for (const command of this.#chance.pick([inTurns, ['sync', 'sync', 'sync'] as const])) {
      await this.run(command, { isQuiet: true });
      this.people.removeTwins();
    }
  }

  /** The page and the data file as they are found. */
  begin(): void {
    const { store } = this.#world;
    this.#boot();
    this.#world.bot.passwords.set('lab', canary);
    store.bearers.set(bearer, botName);
    store.private = this.#setting.login === 'private';
    const items = keys.slice(0, 3).map((key) => this.people.newItem(key, 'a'));
    const calls = items.map(
      (item, at) => `${this.people.renderItem(item)}\n\nThere is prose${at} here.`,
    );
    this.#world.savePage(`Lead.\n\n${calls.join('\n\n')}`, 'begin');
    const start = this.#chance.between(1, 10);
    if (start <= 9) this.#world.saveData(renderRecords(items));
    if (start <= 2) this.people.actOnData();
  }

  /** What happens while no run is under way. */
  #between(): void {
    this.#world.clock.pass(this.#chance.pick([500, 1500, 10_000, 100_000, 3_600_000]));
    if (this.#chance.happens(0.03)) this.cutPower();
    const deeds = this.#chance.between(1, 4);
    for (let deed = 0; deed < deeds; deed += 1) {
      this.#world.clock.pass(this.#chance.pick([0, 400, 5000]));
      if (this.#chance.happens(0.55)) this.people.actOnWiki();
      else this.people.actOnData();
    }
  }

  /** A run of the bot, with all that may trouble it unless it is quiet. */
  async run(
    command: BotCommand,
    { isQuiet, isEveryday = false }: { readonly isQuiet: boolean; readonly isEveryday?: boolean },
  ): Promise<RunEnd> {
    this.#runs += 1;
    const run = this.#runs;
    const chance = this.#chance.fork();
    const dryRun = !isQuiet && !isEveryday && chance.happens(0.05);
    const troubles = isQuiet ? noTroubles : troublesOf(chance);
    const { history, clock } = this.#world;
    const hasDiskFault = troubles.disk !== undefined;
    this.#world.tell(() => `run ${run}: ${command}${dryRun ? ' --dry-run' : ''}`);
    history.add({ kind: 'began', time: clock.now, run, command, dryRun, isQuiet, hasDiskFault });
    const how = await runBot(this.#world, this.#setting, {
      run,
      command,
      dryRun,
      troubles,
      faults: isQuiet || chance.happens(0.3) ? 0 : chance.pick([0.05, 0.1, 0.2]),
      chance,
      meanwhile: isQuiet ? () => undefined : this.#meanwhile(command, chance, isEveryday),
    });
    this.#world.noticeData('bot', run);
    if (how.kind === 'killed' && chance.happens(0.5)) this.cutPower();
    history.add({ kind: 'ended', time: clock.now, run, how });
    this.#world.tell(() => `run ${run} ended: ${endInWords(how)}`);
    return how;
  }

  /** People do not wait until the bot is through. */
  #meanwhile(command: BotCommand, chance: Chance, isGentle: boolean): BotRun['meanwhile'] {
    const onWiki = chance.pick([0, 0, 0.02, 0.1]);
    // A pull writes the file itself; between its last look and its rename nothing can be excluded.
    const onData = command === 'push' ? chance.pick([0, 0.03]) : 0;
    return () => {
      this.people.watch();
      if (chance.happens(onWiki)) {
        if (isGentle) this.people.actGently();
        else this.people.actOnWiki();
      }
      if (chance.happens(onData)) this.people.actOnData();
    };
  }

  /** The power goes. */
  cutPower(): void {
    this.#world.tell(() => '* the power goes');
    this.#world.disk.cutPower(this.#chance.fork());
    this.#world.noticeData('power-cut', undefined);
    this.#boot();
  }

  #boot(): void {
    this.#world.disk.place('/proc/sys/kernel/random/boot_id', `${this.#world.clock.now}`);
  }
}

function troublesOf(chance: Chance): Troubles {
  const codes = ['EIO', 'ENOSPC', 'EROFS'] as const;
  return {
    killAt: chance.happens(0.35) ? chance.between(1, 90) : undefined,
    stopAt: chance.happens(0.05) ? chance.between(1, 60) : undefined,
    disk: chance.happens(0.12)
      ? { at: chance.between(1, 50), code: chance.pick(codes), lasts: chance.happens(0.3) }
      : undefined,
  };
}

function endInWords(how: Awaited<ReturnType<typeof runBot>>): string {
  switch (how.kind) {
    case 'killed':
      return 'killed';
    case 'threw':
      return how.error;
    case 'failed':
      return `${how.code}: ${how.message}`;
    case 'reported':
      return JSON.stringify({
        outcome: how.report.outcome,
        conflicts: how.report.plan?.conflicts,
        diagnostics: how.report.diagnostics.map(({ code, record }) => [code, record]),
      });
  }
}
