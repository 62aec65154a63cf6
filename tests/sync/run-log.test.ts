import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameRun } from '../../src/sync/run-id.ts';
import {
  exampleWorkplace,
  type Workplace,
  xenDataPath,
  xenPagePath,
} from '../support/command-line.ts';
import { setScene } from '../support/wiki-scene.ts';

const first = 'Lazy restore using memory paging';

/** One field changed on each side. */
async function changeBoth(place: Workplace): Promise<void> {
  expect((await place.run('sync')).code).toBe(0);
  place.edit(xenDataPath, 'difficulty: medium', 'difficulty: high');
  place.write(xenPagePath, place.read(xenPagePath).replace(/\|Skills=.*/, '|Skills=Knitting'));
}

const runsOf = (place: Workplace): readonly string[] =>
  readdirSync(join(place.folder, '.wikisync/runs'));

async function logged(place: Workplace, ...args: readonly string[]) {
  const { code, out } = await place.run('log', '--format', 'json', ...args);
  expect(code).toBe(0);
  return JSON.parse(out);
}

describe('the run log', () => {
  it('says what a run changed on each side, and how it ended', async () => {
    const place = exampleWorkplace();
    await changeBoth(place);
    await place.run('sync');

    const { runs } = await logged(place);

    const none = { create: 0, update: 0, delete: 0, move: 0, rename: 0 };
    expect(runs).toEqual([
      {
        run: expect.stringMatching(/^[0-9a-z]{8}-[0-9a-f]{6}$/),
        command: 'sync',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        listing: 'xen-2014',
        wiki: 'xen',
        page: '2014 GSoC and OPW Round 8 Projects',
        dataFile: xenDataPath,
        outcome: 'done',
        writes: [
          { side: 'data', counts: { ...none, update: 1 }, result: 'done' },
          { side: 'page', counts: { ...none, update: 1 }, result: 'done' },
        ],
        commits: [],
      },
    ]);
  });

  it('has nothing of a run that writes nothing', async () => {
    const place = exampleWorkplace();
    await place.run('sync');
    await place.run('plan');
    await changeBoth(place);
    await place.run('sync', '--dry-run');

    expect((await logged(place)).runs).toEqual([]);
    expect((await place.run('log')).out).toBe('No run has written anything yet.\n');
  });

  it.each(['json', 'text', 'markdown', 'wikitext', 'sarif', 'github'])(
    'gives the same report again, as %s',
    async (format) => {
      const place = exampleWorkplace();
      await changeBoth(place);
      const { out } = await place.run('sync', '--format', format);

      expect(await place.run('show', 'last', '--format', format)).toEqual({
        code: 0,
        out,
        err: '',
      });
    },
  );

  it('links the revisions that came of a run, and bears its six signs in their summaries', async () => {
    const { lab, place } = await setScene();
    try {
      place.edit(xenDataPath, 'difficulty: medium', 'difficulty: high');
      await place.run('push');

      const [{ run, writes }] = (await logged(place)).runs;

      const history = lab.store.history('2014 GSoC and OPW Round 8 Projects');
      const newest = history.at(-1);
      expect(newest?.comment).toContain(`(ws-${run.slice(-6)}00`);
      expect(writes[0].revision).toBe(newest?.id);
      expect(writes[0].link).toContain(`diff=${newest?.id}`);
      const { out } = await place.run('log');
      expect(out).toContain(`page: 1 updated; revision ${newest?.id} from ${history.at(-2)?.id}`);
    } finally {
      await lab.close();
    }
  });

  it('knows runs by the beginning of their names or of their six signs, and asks which one is meant', async () => {
    const place = exampleWorkplace();
    await changeBoth(place);
    await place.run('sync');
    const [{ run }] = (await logged(place)).runs;

    for (const name of [run, run.slice(0, 4), run.slice(-6), run.slice(-6, -2)]) {
      expect((await place.run('show', name)).code).toBe(0);
    }
    const text = readFileSync(join(place.folder, `.wikisync/runs/${runsOf(place)[0]}`), 'utf8');
    const other = run.replace(/.$/, (sign: string) => (sign === '0' ? '1' : '0'));
    place.write(`.wikisync/runs/${other}.xen-2014.json`, text.replace(run, other));
    const { code, err } = await place.run('show', run.slice(0, 4));
    expect(code).toBe(64);
    expect(err).toContain('may be any of 2 runs');
    expect((await place.run('show', 'nothing')).err).toContain(
      "There is no run 'nothing' in the log.",
    );
  });

  it('leaves out what it cannot read, says so, and goes on', async () => {
    const place = exampleWorkplace();
    await changeBoth(place);
    await place.run('sync');
    place.edit(xenDataPath, 'difficulty: high', 'difficulty: low');
    await place.run('push');
    const [older = ''] = runsOf(place);
    writeFileSync(join(place.folder, '.wikisync/runs', older), '{"version":1}');

    const { runs, diagnostics } = await logged(place);

    expect(runs).toHaveLength(1);
    expect(diagnostics).toMatchObject([{ code: 'run-unreadable', severity: 'warning' }]);
    expect((await place.run('push')).code).toBe(0);
  });

  it('does not know what became of writes whose journal is damaged, and says so', async () => {
    const place = exampleWorkplace();
    await changeBoth(place);
    await place.run('sync');
    const journal = join(place.folder, '.wikisync/journal.jsonl');
    writeFileSync(journal, `nothing\n${readFileSync(journal, 'utf8')}`);

    const { runs, diagnostics } = await logged(place);

    expect(runs[0].writes.map(({ result }: { result: string }) => result)).toEqual([
      'unknown',
      'unknown',
    ]);
    expect(diagnostics).toMatchObject([{ code: 'run-unreadable' }]);
  });

  it('keeps as many runs as the config says, and says of what is gone that it was there', async () => {
    const place = exampleWorkplace();
    place.edit('config/wikisync.yaml', 'listings:\n', 'log: { runs: 2 }\nlistings:\n');
    const runs: string[] = [];
    for (const level of ['low', 'medium', 'high', 'low']) {
      const text = place.read(xenDataPath);
      place.write(xenDataPath, text.replace(/difficulty: .*/, `difficulty: ${level}`));
      await place.run('sync');
      runs.push(runsOf(place).at(-1)?.split('.')[0] ?? '');
    }
    const [first = '', second = '', third = ''] = runs;

    // A run begins by making room.
    expect(runsOf(place)).toHaveLength(3);
    await place.run('sync');
    expect(runsOf(place)).toHaveLength(2);

    expect((await place.run('log')).out).toMatch(
      /The log is not all there was: 2 older runs were removed from it, up to \d{4}-\d\d-\d\d\./,
    );
    expect((await place.run('log', '-n', '2')).out).not.toContain('removed');
    expect((await place.run('show', third)).code).toBe(0);
    for (const command of ['show', 'undo']) {
      const { code, out, err } = await place.run(command, second);
      expect(code).toBe(64);
      expect(`${out}${err}`.replace(/\s+/g, ' ')).toContain('2 older runs were removed from it');
    }
    expect((await place.run('show', first)).err).toContain(
      `Run '${first}' is not in the log any more: 2 older runs were removed from it, up to `,
    );
    expect((await place.run('undo', third)).code).toBe(0);
  });

  it('keeps the texts of a run as long as there is room for them, and takes back what has none', async () => {
    const names = nameRun('sync', 0, () => 'abcdef00-1', 100);
    expect([60, 60, 40, 1].map(names.takeRoom)).toEqual([true, false, true, false]);

    const place = exampleWorkplace();
    const before = place.read(xenPagePath);
    place.edit('config/wikisync.yaml', 'listings:\n', 'log: { megabytes: 1 }\nlistings:\n');
    place.write(xenPagePath, `${before}\n<!-- ${'x'.repeat(600_000)} -->\n`);
    const padded = place.read(xenPagePath);
    await place.run('sync');
    place.edit(xenDataPath, 'difficulty: medium', 'difficulty: high');
    await place.run('push');

    const [name = ''] = runsOf(place).slice(-1);
    expect(JSON.parse(place.read(`.wikisync/runs/${name}`)).writes[0].texts).toBeUndefined();
    expect((await place.run('undo', 'last')).code).toBe(0);
    expect(place.read(xenPagePath)).toBe(padded);
  });

  it('lists as many runs as are asked for, of the listings that are named', async () => {
    const place = exampleWorkplace();
    await changeBoth(place);
    await place.run('sync');
    place.edit(xenDataPath, 'difficulty: high', 'difficulty: low');
    await place.run('push');

    expect(
      (await logged(place, '-n', '1')).runs.map(({ command }: { command: string }) => command),
    ).toEqual(['push']);
    expect((await logged(place, 'xen-2014')).runs).toHaveLength(2);
    expect((await place.run('log', '-n', '0')).code).toBe(64);
    expect((await place.run('log', 'other')).code).toBe(64);
  });
});

describe('a run that was cut off', () => {
  it('is in the log with what became of its write, once that was found out', async () => {
    const place = exampleWorkplace();
    await changeBoth(place);
    await place.run('sync');
    const [name = ''] = runsOf(place);
    const journal = join(place.folder, '.wikisync/journal.jsonl');
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    // As if it had ended between the page's saving and its outcome.
    writeFileSync(journal, `${lines.slice(0, -1).join('\n')}\n`);
    const entry = JSON.parse(place.read(`.wikisync/runs/${name}`));
    delete entry.report.outcome;
    place.write(`.wikisync/runs/${name}`, JSON.stringify(entry));
    const snapshot = JSON.parse(place.read('.wikisync/snapshots/xen-2014.json'));
    const pending = { ...snapshot, intent: entry.writes[1].id };
    place.write('.wikisync/pending/xen-2014.json', JSON.stringify(pending));

    const before = (await logged(place)).runs[0];
    expect(before.outcome).toBe('cut-off');
    expect(before.writes[1].result).toBe('open');
    expect((await place.run('show', 'last')).out).toContain('The run was cut off before its end.');

    await place.run('sync');

    const after = (await logged(place)).runs[0];
    expect(after.outcome).toBe('cut-off');
    expect(after.writes[1].result).toBe('done');
    const { out } = await place.run('show', 'last', '--format', 'json');
    expect(JSON.parse(out).listings[0].outcome).toEqual({
      kind: 'done',
      page: {},
      data: { file: xenDataPath },
    });
  });

  it('before it began to write is not said to have written', async () => {
    const place = exampleWorkplace();
    await changeBoth(place);
    await place.run('sync');
    rmSync(join(place.folder, '.wikisync/journal.jsonl'));
    const [name = ''] = runsOf(place);
    const entry = JSON.parse(place.read(`.wikisync/runs/${name}`));
    delete entry.report.outcome;
    place.write(`.wikisync/runs/${name}`, JSON.stringify(entry));
    appendFileSync(join(place.folder, '.wikisync/journal.jsonl'), '');

    const { runs } = await logged(place);

    expect(runs[0].writes.map(({ result }: { result: string }) => result)).toEqual([
      'not-done',
      'not-done',
    ]);
  });
});

it('shows the records that a run changed by their names', async () => {
  const place = exampleWorkplace();
  await changeBoth(place);
  await place.run('sync');

  expect((await place.run('show', 'last')).out).toContain(first);
});

it('shows a run in a browser with what was changed, and without anything to choose', async () => {
  const place = exampleWorkplace();
  await changeBoth(place);
  await place.run('sync');

  const { out } = await place.run('show', 'last', '--format', 'html');

  expect(out).toContain('<ins>Knitting</ins>');
  expect(out).not.toContain('aria-label="Choice');
});
