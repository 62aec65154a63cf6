/** The dead-man's switch: what it is told of runs, and what it is not. */
import { describe, expect, it } from 'vitest';
import { ping } from '../../src/notify/ping.ts';
import {
  exampleWorkplace,
  type Workplace,
  xenDataPath,
  xenPagePath,
} from '../support/command-line.ts';
import { type Answer, type Received, startReceiver } from '../support/receiver.ts';

async function scene(answer?: (request: Received) => Answer) {
  const { origin, received } = await startReceiver(answer);
  const place = exampleWorkplace({ WIKISYNC_PING_URL: `${origin}/ping/0a1b-s3cret?x=1` });
  const pings = () => received.map(({ path, body }) => `${path} ${body.trimEnd()}`);
  return { place, pings, received };
}

/** Both sides change the same field. */
async function conflict(place: Workplace): Promise<void> {
  await place.run('sync');
  place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');
  place.edit(xenPagePath, 'George Dunlap', 'Georgia Dunlap');
}

describe('the ping', () => {
  it('comes when a run begins, and when it has ended well', async () => {
    const { place, pings, received } = await scene();

    expect((await place.run('sync', '--ping')).code).toBe(0);

    expect(pings()).toEqual([
      '/ping/0a1b-s3cret/start?x=1 wikisync sync has begun',
      '/ping/0a1b-s3cret?x=1 wikisync sync ended with code 0',
    ]);
    expect(received[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8', 'user-agent': 'wikisync' },
    });
  });

  it('says that a run needs a person, and why', async () => {
    const { place, pings } = await scene();
    await conflict(place);

    expect((await place.run('sync', '--ping')).code).toBe(3);

    expect(pings()[1]).toBe(
      '/ping/0a1b-s3cret/fail?x=1 wikisync sync ended with code 3: xen-2014 has 1 conflict',
    );
  });

  it('is good news from a plan that has changes', async () => {
    const { place, pings } = await scene();
    await place.run('sync');
    place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');

    expect((await place.run('plan', '--exit-code', '--ping')).code).toBe(2);

    expect(pings()[1]).toBe('/ping/0a1b-s3cret?x=1 wikisync plan ended with code 2');
  });

  it('says nothing more of a run that the next one will make up for', async () => {
    const { place, pings } = await scene();
    // Its process is there, and not for a run's while.
    place.write('.wikisync/lock', '{"id":"a","pid":1,"machine":"elsewhere","since":"x"}\n');

    expect((await place.run('sync', '--ping')).code).toBe(75);

    expect(pings()).toEqual(['/ping/0a1b-s3cret/start?x=1 wikisync sync has begun']);
  });

  it('tells of a config that cannot be read', async () => {
    const { place, pings } = await scene();

    expect((await place.run('sync', '--ping', '--config', 'none.yaml')).code).toBe(1);
    place.write('config/wikisync.yaml', 'wikis: [');
    expect((await place.run('sync', '--ping')).code).toBe(1);

    const failed = '/ping/0a1b-s3cret/fail?x=1 wikisync sync ended with code 1';
    expect([pings()[1], pings()[3]]).toEqual([failed, `${failed}: the config has errors`]);
  });

  it('comes unasked where the config says so, from runs that write and are over all listings', async () => {
    const { place, pings } = await scene();
    place.edit('config/wikisync.yaml', 'listings:\n', 'health: { ping: true }\nlistings:\n');

    for (const line of ['sync', 'plan --all', 'sync --all --dry-run', 'status', 'log']) {
      expect((await place.run(...line.split(' '))).code).toBe(0);
    }
    expect(pings()).toEqual([]);

    await place.run('sync', '--all');
    expect(pings()).toHaveLength(2);
  });

  it('that fails is a warning without its address, and changes no exit code', async () => {
    const { place, pings } = await scene(() => ({ status: 410 }));

    const { code, err, out } = await place.run('sync', '--ping');

    expect(code).toBe(0);
    expect(pings()).toHaveLength(2);
    expect(err).toBe(
      `wikisync: the ping 'start' was not sent: its receiver answered with status 410
wikisync: the ping 'success' was not sent: its receiver answered with status 410
`,
    );
    expect(out + err).not.toContain('s3cret');
  });

  it('is none the worse for a switch that knows good runs alone', async () => {
    const { place, pings } = await scene(({ path }) => ({
      status: path?.includes('/start') === true ? 404 : 200,
    }));

    expect(await place.run('sync', '--ping')).toMatchObject({ code: 0, err: '' });

    expect(pings()).toHaveLength(2);
  });

  it('without an address is a warning', async () => {
    const { code, err } = await exampleWorkplace().run('sync', '--ping');

    expect(code).toBe(0);
    expect(err).toContain("the ping 'start' was not sent: WIKISYNC_PING_URL is not set");
  });

  it('is not sent where others could listen', async () => {
    const url = 'http://hc.example.org/0a1b';

    await expect(ping({ url }, 'success', 'x')).rejects.toThrow('WIKISYNC_PING_URL is not https');
  });

  it('is tried again where nobody is there, three times in all', async () => {
    const answers = [503, 429, 200];
    const { origin, received } = await startReceiver(() => ({ status: answers.shift() ?? 500 }));

    await ping({ url: `${origin}/a/`, wait: async () => undefined }, 'fail', 'x');

    expect(received.map(({ path }) => path)).toEqual(['/a/fail', '/a/fail', '/a/fail']);
  });

  it('keeps its address out of reports, whoever put it there', async () => {
    const { place } = await scene();
    const { origin } = await startReceiver();
    const environment = { WIKISYNC_PING_URL: `${origin}/0a1b-s3cret` };
    place.edit(xenPagePath, 'George Dunlap', `George ${origin}/0a1b-s3cret`);

    const { out } = await place.runWith(environment, 'plan', '--format', 'markdown');

    expect(out).toContain('[secret]');
    expect(out).not.toContain('s3cret');
  });
});
