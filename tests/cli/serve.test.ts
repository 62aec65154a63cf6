import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Served, Workplace } from '../support/command-line.ts';
import { xenDataPath } from '../support/command-line.ts';
import { startReceiver } from '../support/receiver.ts';
import { type Scene, sceneText, sceneTitle, setScene } from '../support/wiki-scene.ts';

const token = 'serve-token-for-tests-0001';

/** The example on a fake wiki, with a schedule. */
async function scheduled(
  schedule: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const scene = await setScene(environment);
  onTestFinished(() => scene.lab.close());
  scene.place.edit('config/wikisync.yaml', 'listings:\n', `schedule: ${schedule}\nlistings:\n`);
  return scene;
}

const everySecond = "{ cron: '* * * * * *', jitter: 0 }";

async function address(server: Served): Promise<string> {
  const [, url = ''] = await server.said(/the dashboard is at (\S+)/);
  return url;
}

const anyPort = ['--listen', '127.0.0.1:0', '--poll', '1'] as const;

/** Lets the fake wiki's clock go on, as a wiki's does. */
function letTimeGo({ lab }: Scene): void {
  const clock = setInterval(() => {
    lab.store.time += 1;
  }, 1000);
  onTestFinished(() => clearInterval(clock));
}

/** Waits until something holds; a test's own limit ends that. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(20);
}

function person(scene: Scene, from: string, to: string): void {
  const text = scene.lab.store.latest(sceneTitle)?.text ?? '';
  scene.lab.store.put(sceneTitle, { user: 'Ada', text: text.replace(from, () => to) });
}

const records = ({ read }: Workplace) => read(xenDataPath);

describe('wikisync serve', () => {
  it('tells people where a run that is gone for good keeps its runs away for days', async () => {
    const { origin, received } = await startReceiver();
    const scene = await scheduled(everySecond, { WIKISYNC_WEBHOOK_URL: `${origin}/hook` });
    const { place } = scene;
    place.edit('config/wikisync.yaml', 'listings:\n', 'notify: { webhook: true }\nlistings:\n');
    place.edit('config/wikisync.yaml', 'listings:\n', 'health: { maxAge: 3 days }\nlistings:\n');
    expect((await place.run('sync')).code).toBe(0);
    const good = JSON.parse(place.read('.wikisync/good/xen-2014.json'));
    const time = good.time - 4 * 86_400_000;
    place.write('.wikisync/good/xen-2014.json', JSON.stringify({ ...good, time }));
    place.write('.wikisync/lock', '{"id":"a","pid":1,"machine":"elsewhere","since":"then"}\n');

    const server = place.start('serve', ...anyPort);
    await until(() => received.length > 0);
    await server.stop();

    expect(JSON.parse(received[0]?.body ?? '').subject).toBe(
      'wikisync sync: xen-2014 has had no good run for too long, and 1 more',
    );
    expect(received).toHaveLength(1);
  });

  it('syncs both sides by its schedule until it is stopped', async () => {
    const scene = await scheduled(everySecond);
    const server = scene.place.start('serve', ...anyPort);
    await server.said(/keeping 1 schedule/);

    person(scene, '|Skills=OCaml', '|Skills=OCaml and C');
    await until(() => records(scene.place).includes('skills: OCaml and C'));
    scene.place.edit(xenDataPath, 'skills: OCaml and C', 'skills: Haskell');
    await until(
      () => scene.lab.store.latest(sceneTitle)?.text.includes('|Skills=Haskell') === true,
    );
    const { code, err, out } = await server.stop();

    expect(code).toBe(0);
    expect(out).toBe('');
    expect(err).toMatch(
      /xen-2014: 0 changes to the page, 1 to the data file, 0 conflicts \(schedule/,
    );
    expect((await scene.place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('syncs when somebody changed a page, with one request for a look', async () => {
    const scene = await scheduled('{ watch: true }');
    letTimeGo(scene);
    const server = scene.place.start('serve', ...anyPort);
    await server.said(/xen-2014: in step \(watch/);
    scene.lab.edge.requests.length = 0;

    await setTimeout(2500);
    const quiet = scene.lab.edge.requests.map((params) => params.get('list'));
    person(scene, '|Skills=OCaml', '|Skills=OCaml and C');
    await until(() => records(scene.place).includes('skills: OCaml and C'));
    await server.stop();

    expect(quiet.length).toBeGreaterThan(0);
    expect(new Set(quiet)).toEqual(new Set(['recentchanges']));
  });

  it('does not run because of what it saved itself', async () => {
    const scene = await scheduled('{ watch: true }');
    letTimeGo(scene);
    const server = scene.place.start('serve', ...anyPort);
    await server.said(/xen-2014: in step \(watch/);
    scene.place.edit(xenDataPath, 'skills: OCaml', 'skills: Haskell');
    person(scene, 'Projects', 'Projects ');
    await server.said(/1 changes to the page/);

    await setTimeout(3000);
    const { err } = await server.stop();

    expect(err.match(/\(watch/g)).toHaveLength(2);
  });

  it('shows how things stand, and the reports, to who says the token, which it shows nobody', async () => {
    const scene = await scheduled(everySecond, { WIKISYNC_SERVE_TOKEN: token });
    person(scene, '|Skills=OCaml', '|Skills=OCaml and C');
    const server = scene.place.start(
      'serve',
      '--listen',
      '0.0.0.0:0',
      '--poll',
      '1',
      '-v',
      '--log',
      'json',
    );
    const [, port = ''] = await server.said(/http:\/\/0\.0\.0\.0:(\d+)/);
    await server.said(/"exitCode":0/);
    const ask = (path: string, headers = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers });
    const says = { authorization: `Bearer ${token}` };

    const refused = await ask('/');
    const page = await (await ask('/', says)).text();
    const report = await (await ask('/reports/xen-2014', says)).text();
    const metrics = await (await ask('/metrics', says)).text();
    const { err } = await server.stop();

    expect(refused.status).toBe(401);
    expect(page).toContain('1 of 1 listings are in step');
    expect(report).toContain('OCaml');
    expect(metrics).toContain('wikisync_listing_last_exit_code{listing="xen-2014"} 0');
    for (const text of [err, page, report, metrics, await refused.text()]) {
      expect(text).not.toContain(token);
    }
  });

  it('does not show itself to others without a token', async () => {
    const scene = await scheduled(everySecond);

    const { code, err } = await scene.place.run('serve', '--listen', '0.0.0.0:0');

    expect(code).toBe(64);
    expect(err).toContain('there is no token');
  });

  it('goes on with the schedules that were right when the config is not any more', async () => {
    const scene = await scheduled(everySecond);
    const server = scene.place.start('serve', ...anyPort);
    const url = await address(server);
    await server.said(/xen-2014: in step/);

    scene.place.edit('config/wikisync.yaml', 'schedule:', 'shedule:');
    await server.said(/the config has errors, and is kept as it was before/);
    const [ready, page] = [await fetch(`${url}readyz`), await (await fetch(url)).text()];
    scene.place.edit('config/wikisync.yaml', 'shedule:', 'schedule:');
    await server.said(/the config has changed/);
    const after = await fetch(`${url}readyz`);
    await server.stop();

    expect(ready.status).toBe(503);
    expect(page).toContain('Not ready: the config has errors.');
    expect(page).toContain('&#39;shedule&#39;');
    expect(after.status).toBe(200);
  });

  it('tries again later when the wiki is down, and says so', async () => {
    const scene = await scheduled(everySecond);
    scene.lab.store.readonly = 'maintenance';
    scene.place.edit(xenDataPath, 'skills: OCaml', 'skills: Haskell');
    const server = scene.place.start('serve', ...anyPort);
    const url = await address(server);
    await server.said(/\(schedule/);

    const page = await (await fetch(url)).text();
    await setTimeout(2500);
    const { err } = await server.stop();

    expect(page).toContain('trying again');
    expect(err.match(/\(schedule/g)).toHaveLength(1);
    expect(scene.lab.store.latest(sceneTitle)?.text).toBe(sceneText);
  });

  it('lets another run have its turn, and comes back', async () => {
    const scene = await scheduled(everySecond);
    const server = scene.place.start('serve', ...anyPort);
    await server.said(/xen-2014: in step/);

    for (let count = 0; count < 5; count += 1) {
      const { code } = await scene.place.run('sync', '--all', '--quiet');
      expect([0, 75]).toContain(code);
    }
    const { code } = await server.stop();

    expect(code).toBe(0);
  });

  it('is one of its kind on a state folder', async () => {
    const scene = await scheduled(everySecond);
    const pid = process.pid;
    const folder = join(scene.place.folder, '.wikisync/schedule');
    const server = scene.place.start('serve', ...anyPort);
    await server.said(/keeping/);
    const lock = scene.place.read('.wikisync/schedule/lock');
    await server.stop();
    scene.place.write(
      '.wikisync/schedule/lock',
      lock.replace(/"machine":"[^"]*"/, '"machine":"another"'),
    );

    const { code, err } = await scene.place.run('serve', ...anyPort);

    expect(pid).toBeGreaterThan(0);
    expect(code).toBe(75);
    expect(err).toContain('It keeps the schedules; a second server would run all twice.');
    expect(readdirSync(folder)).toContain('lock');
  });

  it('writes nothing with --dry-run', async () => {
    const scene = await scheduled(everySecond);
    person(scene, '|Skills=OCaml', '|Skills=OCaml and C');
    const before = records(scene.place);
    const server = scene.place.start('serve', '--dry-run', ...anyPort);

    await server.said(/1 to the data file/);
    await server.stop();

    expect(records(scene.place)).toBe(before);
  });

  it.each([
    [['--listen', 'everywhere'], 'is no address to listen on'],
    [['--poll', '0'], 'is no number of seconds from 1 to 3600'],
    [['--branch', 'b'], '--branch is given without --commit'],
  ])('refuses %j', async (args, message) => {
    const scene = await scheduled(everySecond);

    const { code, err } = await scene.place.run('serve', ...args);

    expect(code).toBe(64);
    expect(err).toContain(message);
  });

  it('says what to do where no listing has a schedule', async () => {
    const scene = await setScene();
    onTestFinished(() => scene.lab.close());

    const { code, err } = await scene.place.run('serve', ...anyPort);

    expect(code).toBe(64);
    expect(err).toContain('No listing of the config has a schedule.');
  });
});
