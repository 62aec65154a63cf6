/** `kill -9` in the middle of a push to a real MediaWiki, at any moment. */
import { cpSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openIntents, parseJournal } from '../../src/state/journal.ts';
import { type Workplace, workplace } from '../support/command-line.ts';
import { describeOnOwnWiki, keepWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';
import { buildProgram, type Program } from '../support/program.ts';

/** How many runs are killed. */
const kills = Number(process.env['WIKISYNC_KILLS'] ?? 100);

const names = Array.from({ length: 60 }, (_, at) => `Item ${at}`);

/** 50 of the 60 have the new size. */
function sizeOf(at: number, isNew: boolean): string {
  return isNew && at % 6 !== 0 ? 'large' : 'small';
}

function pageText(isNew: boolean): string {
  return names.map((name, at) => `{{item|Name=${name}|Size=${sizeOf(at, isNew)}}}`).join('\n\n');
}

function dataText(isNew: boolean): string {
  const records = names.map((name, at) => `  - name: ${name}\n    size: ${sizeOf(at, isNew)}\n`);
  return `records:\n${records.join('')}`;
}

function configText(api: string): string {
  return `wikis:
  own: { api: "${api}", settle: 1 }
listings:
  items:
    wiki: own
    page: Items
    data: ../items.yaml
    template: item
    key: name
    fields:
      name: { parameter: Name, type: text }
      size: { parameter: Size, type: text }
    guards: { update: 100% }
`;
}

/** One more run settles what was left open, and the change is there once. */
async function expectWhole(place: Workplace, kill: number): Promise<void> {
  const next = await place.run('push');

  expect({ kill, code: next.code, err: next.err }).toMatchObject({ kill, code: 0 });
  const revisions = await asUser('human').revisions('Items');
  expect(revisions.map(({ text }) => text)).toEqual([pageText(true), pageText(false)]);
  expect(place.read('items.yaml')).toBe(dataText(true));
  const journal = parseJournal(place.read('.wikisync/journal.jsonl'));
  if (typeof journal === 'string') throw new Error(journal);
  expect(openIntents(journal.entries)).toEqual([]);
  expect((await place.run('plan', '--exit-code')).code).toBe(0);
}

describeOnOwnWiki('a push of 50 changes that is killed', () => {
  let program: Program;

  beforeAll(() => {
    program = buildProgram();
  });

  afterAll(() => program.remove());

  beforeEach(() => resetWiki());

  it(`is whole after one more run, and done once, ${kills} times at any moment`, async () => {
    const { api, accounts } = ownWiki();
    const credentials = {
      WIKISYNC_OWN_USERNAME: accounts.bot.username,
      WIKISYNC_OWN_PASSWORD: accounts.bot.password,
    };
    const ends = { killed: 0, done: 0, saved: 0 };
    let whole = 1000;
    await seedPages({ Items: pageText(false) });
    await keepWiki('items');
    const inStep = workplace(credentials);
    inStep.write('config/wikisync.yaml', configText(api));
    inStep.write('items.yaml', dataText(false));
    expect((await inStep.run('push')).code).toBe(0);
    for (let kill = 0; kill < kills; kill += 1) {
      await resetWiki('items');
      const place = workplace(credentials);
      cpSync(inStep.folder, place.folder, { recursive: true });
      place.write('items.yaml', dataText(true));

      const started = performance.now();
      const run = program.start({ cwd: place.folder, args: ['push'], environment: credentials });
      await Promise.race([run.ended, setTimeout(whole * (0.2 + Math.random() * 0.9))]);
      run.kill('SIGKILL');
      const killed = await run.ended;
      const isDone = killed.code !== undefined;
      ends[isDone ? 'done' : 'killed'] += 1;
      // Whatever the machine and its load: the moments are spread over a whole run.
      whole = isDone ? performance.now() - started : whole * 1.02;
      if ((await asUser('human').read('Items')) === pageText(true)) ends.saved += 1;

      await expectWhole(place, kill);
    }
    // Moments before the edit, during it and after it have all been met.
    expect(ends.killed).toBeGreaterThan(kills / 4);
    expect(ends.saved).toBeGreaterThan(0);
    expect(ends.saved).toBeLessThan(kills);
  }, 900_000);
});
