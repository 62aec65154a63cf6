/** What is noticed of listings whose runs go wrong again and again, or do not come. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { timeWithout } from '../../src/sync/health.ts';
import { exampleWorkplace, workplace, xenDataPath, xenPagePath } from '../support/command-line.ts';
import { startReceiver } from '../support/receiver.ts';

const day = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

/** A place whose listing may go three days without a good run, and a clock that a test sets. */
function scene(environment: Readonly<Record<string, string>> = {}) {
  const place = exampleWorkplace(environment);
  place.edit('config/wikisync.yaml', 'listings:\n', 'health: { maxAge: 3 days }\nlistings:\n');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2027, 0, 1) });
  const later = (days: number): void => {
    vi.setSystemTime(Date.now() + days * day);
  };
  const conflict = (): void => {
    place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');
    place.edit(xenPagePath, 'George Dunlap', 'Georgia Dunlap');
  };
  const lose = (): void => place.write(xenPagePath, '');
  return { place, later, conflict, lose };
}

describe('a listing that may go three days without a good run', () => {
  it('is in order until then, whoever asks', async () => {
    const { place, later } = scene();
    await place.run('sync');
    later(3);

    expect((await place.run('status')).code).toBe(0);
    expect((await place.run('health')).code).toBe(0);
    expect((await place.run('health', '-q')).out).toBe('');
  });

  it('fails loudly after that if its runs do not come', async () => {
    const { place, later } = scene();
    await place.run('sync');
    later(4);

    for (const command of ['status', 'health']) {
      const { code, out } = await place.run(command);
      expect(code).toBe(1);
      expect(out.replace(/\s+/g, ' ')).toContain(
        "'xen-2014' has had no good run for 4 days, and may go 3 days without. [no-good-run] Look whether what starts its runs still does.",
      );
    }
    expect((await place.run('health', '--max-age', '100 hours')).code).toBe(0);
    expect((await place.run('sync')).code).toBe(0);
    expect((await place.run('health')).code).toBe(0);
  });

  it('fails loudly after that if its runs go wrong, and says how many and why', async () => {
    const { place, later, conflict } = scene();
    await place.run('sync');
    conflict();
    for (const _ of [1, 2, 3]) {
      later(1);
      expect((await place.run('sync')).code).toBe(3);
    }
    expect((await place.run('status')).out).toMatch(
      /conflicted .*last good run 3 days ago \(sync\);\s+3 runs were\s+not\s+good\s+since/,
    );
    later(1);

    const { code, out } = await place.run('sync');
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(
      "'xen-2014' has had no good run for 4 days, and may go 3 days without: 4 runs went wrong.",
    );
    const health = await place.run('health');
    expect(health.code).toBe(1);
    expect(health.out.replace(/\s+/g, ' ')).toContain(
      'What was wrong with the last one: xen-2014 has 1 conflict.',
    );
  });

  it('fails loudly where each run leaves it to the next one', async () => {
    const { place, later } = scene();
    await place.run('sync');
    later(1);
    expect((await place.stopped('sync')).code).toBe(75);
    later(3);

    const { code, out } = await place.stopped('sync');

    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain('2 runs went wrong');
  });

  it('fails loudly where a run that is gone for good keeps all others away', async () => {
    const { place, later } = scene();
    await place.run('sync');
    place.write('.wikisync/lock', '{"id":"a","pid":1,"machine":"elsewhere","since":"then"}\n');
    later(1);
    expect((await place.run('sync')).code).toBe(75);
    later(3);

    const { code, out } = await place.run('sync');

    expect(code).toBe(1);
    expect(out).toContain('Another run has the state folder: process 1 on elsewhere, since then.');
    expect(out).toContain("'xen-2014' has had no good run for 4 days");
  });

  it('fails loudly too if it never had a good run, counted from its first one', async () => {
    const { place, later, lose } = scene();
    lose();
    expect((await place.run('sync')).code).toBe(1);
    expect((await place.run('sync')).out).not.toContain('no-good-run');
    later(4);
    expect((await place.run('sync')).out).toContain('no-good-run');
  });

  it('is not taken for one in order where nothing is known of it', async () => {
    const { place } = scene();

    const { code, out } = await place.run('health');

    expect(code).toBe(1);
    expect(out).toContain("'xen-2014' has never had a good run here.");
  });

  it('is forgiven by one good run', async () => {
    const { place, later, lose } = scene();
    await place.run('sync');
    const page = place.read(xenPagePath);
    lose();
    later(2);
    await place.run('sync');
    place.write(xenPagePath, page);
    await place.run('sync');
    later(3);
    lose();

    expect((await place.run('sync')).out).not.toContain('no-good-run');
    later(1);
    expect((await place.run('sync')).out.replace(/\s+/g, ' ')).toContain('2 runs went wrong');
  });

  it('fails loudly where its pages cannot be found, until they are', async () => {
    const place = workplace();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2027, 0, 1) });
    place.write(
      'config/wikisync.yaml',
      `health: { maxAge: 3 days }
wikis: { w: { folder: ../wiki } }
listings:
  lists:
    wiki: w
    pages: { prefix: Lists/ }
    data: ../data/<page>.yaml
    template: item
    key: title
    fields: { title: { parameter: Title, type: text } }
`,
    );
    const sync = async (days: number) => {
      vi.setSystemTime(Date.now() + days * day);
      return (await place.run('sync')).out.includes('no-good-run');
    };
    expect(await sync(0)).toBe(false);
    expect(await sync(4)).toBe(true);

    place.write('wiki/Lists/A.wiki', '{{item|Title=A}}\n');
    expect(await sync(1)).toBe(false);
    rmSync(join(place.folder, 'wiki/Lists'), { recursive: true });

    expect(await sync(1)).toBe(false);
    expect(await sync(4)).toBe(true);
  });

  it('counts no run that only tries', async () => {
    const { place, lose } = scene();
    await place.run('sync');
    lose();

    await place.run('sync', '--dry-run');
    await place.run('plan');

    expect(() => place.read('.wikisync/trouble/xen-2014.json')).toThrow('ENOENT');
  });

  it('is told of first, to people and to a dead-man’s switch', async () => {
    const { origin, received } = await startReceiver();
    const url = { WIKISYNC_WEBHOOK_URL: `${origin}/hook`, WIKISYNC_PING_URL: `${origin}/ping` };
    const { place, later } = scene(url);
    place.edit('config/wikisync.yaml', 'listings:\n', 'notify: { webhook: true }\nlistings:\n');
    await place.run('sync');
    later(4);

    await place.run('health', '--notify', '--ping');

    const subject = 'xen-2014 has had no good run for too long';
    const sent = received.map(({ path, body }) => [path, body]);
    // The run does not wait for what is said of its beginning.
    expect(sent.toSorted()).toEqual([
      ['/hook', expect.stringContaining(`"subject":"wikisync health: ${subject}"`)],
      ['/ping/fail', `wikisync health ended with code 1: ${subject}\n`],
      ['/ping/start', 'wikisync health has begun\n'],
    ]);
  });
});

describe('the age of a good run', () => {
  const good = { listing: 'a', wiki: 'w', page: 'P', run: 'r', command: 'sync', time: 100 };
  const trouble = { ...good, since: 120, runs: 1, reason: '' };

  it('is not told by a clock that was ahead', () => {
    expect(timeWithout({ good }, 150)).toBe(50);
    expect(timeWithout({ good: { ...good, time: 900 }, trouble }, 150)).toBe(30);
    expect(timeWithout({ good: { ...good, time: 900 } }, 150)).toBeUndefined();
    expect(timeWithout({ trouble: { ...trouble, since: 900 } }, 150)).toBe(0);
  });
});

describe('health', () => {
  it.each(['3', '0 days', '3 weeks', 'soon'])(
    'takes no length of time such as %s',
    async (text) => {
      const { code, err } = await exampleWorkplace().run('health', '--max-age', text);

      expect(code).toBe(64);
      expect(err).toContain(`'${text}' is no length of time.`);
    },
  );

  it('asks how old a good run may be where nobody says it', async () => {
    const { code, out } = await exampleWorkplace().run('health');

    expect(code).toBe(64);
    expect(out).toContain('How old a good run may be is not said.');
  });
});
