/** Whole processes on a real MediaWiki: what they ask it, and what they take. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { account, forgetSessions, ownWiki, resetWiki } from '../../support/mediawiki/control.ts';
import { asUser } from '../../support/mediawiki/people.ts';
import { type Counted, type CountingProxy, startCountingProxy } from './counting-proxy.ts';
import { inMilliseconds, median, type Results, ratio, table } from './measure.ts';
import type { Run } from './programs.ts';
import { type Bot, enterBots } from './syncs.ts';

const situations = [
  { name: 'nothing to do', pages: 1, changed: 0, rounds: 5 },
  { name: 'one edit', pages: 1, changed: 1, rounds: 5 },
  { name: '200 pages, 5 edits', pages: 200, changed: 5, rounds: 3 },
];

type Taken = Counted & Run;

/** Plays all situations. @param folder where the bots' files are */
export async function measureProcesses(folder: string): Promise<Results> {
  const proxy = await startCountingProxy(ownWiki().api);
  try {
    const rows: Row[] = [];
    for (const situation of situations) rows.push(...(await play(situation, { proxy, folder })));
    return { title: 'Whole processes on a real MediaWiki', text: shown(rows), rows };
  } finally {
    await proxy.close();
  }
}

interface Row {
  readonly situation: string;
  readonly bot: string;
  readonly taken: Taken;
}

/** The bots in turn, so that what else the machine does is the same for all. */
async function play(
  { name, pages, changed, rounds }: (typeof situations)[number],
  { proxy, folder }: { readonly proxy: CountingProxy; readonly folder: string },
): Promise<readonly Row[]> {
  await resetWiki();
  const place = { api: proxy.api, account: account('bot'), folder: join(folder, name), pages };
  mkdirSync(place.folder, { recursive: true });
  const bots = (await enterBots(place)).map((bot) => ({ bot, taken: [] as Taken[] }));
  for (const { bot } of bots) await settle(bot);
  for (let round = 0; round < rounds; round += 1) {
    const wanted = round % 2 === 0 ? 'high' : 'medium';
    for (const { bot, taken } of bots) {
      await forgetSessions();
      bot.want(wanted, changed);
      proxy.take();
      const run = await bot.run();
      taken.push({ ...run, ...proxy.take() });
      await expectDone(bot, changed === 0 ? 'medium' : wanted);
    }
  }
  return bots.map(({ bot, taken }) => ({ situation: name, bot: bot.name, taken: middle(taken) }));
}

/** The first run of a bot makes what it keeps. */
async function settle(bot: Bot): Promise<void> {
  if (bot.name === 'wikisync') await bot.run();
  bot.want('medium', 0);
  await bot.run();
}

async function expectDone({ name, titles }: Bot, wanted: string): Promise<void> {
  const [first = ''] = titles;
  const text = await asUser('human').read(first);
  const found = /Lazy restore[\s\S]*?\|Difficulty=(\w+)/.exec(text ?? '')?.[1];
  if (found?.toLowerCase() !== wanted)
    throw new Error(`${name} left ${found} on the page, and not ${wanted}`);
}

function middle(taken: readonly Taken[]): Taken {
  const of = (figure: keyof Taken): number => median(taken.map((each) => each[figure]));
  return {
    requests: of('requests'),
    bytes: of('bytes'),
    wall: of('wall'),
    cpu: of('cpu'),
    peak: of('peak'),
  };
}

function shown(rows: readonly Row[]): string {
  return table(
    ['', 'requests', 'bytes', '', 'time', '', 'of all processors', 'memory'],
    rows.map(({ situation, bot, taken }) => {
      const ours = rows.find((row) => row.situation === situation)?.taken ?? taken;
      return [
        `${situation}: ${bot}`,
        String(taken.requests),
        String(taken.bytes),
        ratio(taken.bytes, ours.bytes),
        inMilliseconds(taken.wall),
        ratio(taken.wall, ours.wall),
        inMilliseconds(taken.cpu),
        `${Math.round(taken.peak)} MiB`,
      ];
    }),
  );
}
