import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  exampleWorkplace,
  type Workplace,
  xenDataPath,
  xenPagePath,
} from '../support/command-line.ts';

async function inStep(): Promise<Workplace> {
  const place = exampleWorkplace();
  place.edit(xenDataPath, 'difficulty: medium', 'difficulty: high');
  expect((await place.run('push')).code).toBe(0);
  return place;
}

async function statusOf(place: Workplace, ...args: readonly string[]) {
  const { code, out } = await place.run('status', '--format', 'json', ...args);
  return { code, ...JSON.parse(out).listings[0] };
}

const editPage = (place: Workplace): void =>
  place.write(xenPagePath, place.read(xenPagePath).replace(/\|Skills=.*/, '|Skills=Knitting'));
const editData = (place: Workplace, skills = 'difficulty: low'): void =>
  place.edit(xenDataPath, 'difficulty: high', skills);

const none = { create: 0, update: 0, delete: 0, move: 0, rename: 0 };

describe('status', () => {
  it('says that a listing is in step, and which run last wrote something', async () => {
    const place = await inStep();
    const before = place.read(xenPagePath);

    expect(await statusOf(place, '--exit-code')).toEqual({
      code: 0,
      listing: 'xen-2014',
      wiki: 'xen',
      page: '2014 GSoC and OPW Round 8 Projects',
      dataFile: xenDataPath,
      state: 'ok',
      pending: { page: none, data: none },
      conflicts: 0,
      lastRun: {
        run: expect.any(String),
        command: 'push',
        time: expect.any(String),
        ageSeconds: expect.any(Number),
      },
      lastGood: {
        run: expect.any(String),
        command: 'push',
        time: expect.any(String),
        ageSeconds: expect.any(Number),
      },
    });
    expect((await place.run('status')).out).toBe(
      'xen-2014  ok               last good run just now (push)\n',
    );
    expect(place.read(xenPagePath)).toBe(before);
  });

  it.each([
    ['outdated', 2, editPage, { page: none, data: { ...none, update: 1 } }],
    ['outdated', 2, editData, { page: { ...none, update: 1 }, data: none }],
    [
      'diverged',
      2,
      (place: Workplace) => {
        editPage(place);
        editData(place);
      },
      { page: { ...none, update: 1 }, data: { ...none, update: 1 } },
    ],
  ])(
    'says that a listing is %s, with code %i on demand, and what is pending',
    async (state, code, edit, pending) => {
      const place = await inStep();
      edit(place);

      expect(await statusOf(place, '--exit-code')).toMatchObject({ code, state, pending });
      expect(await statusOf(place)).toMatchObject({ code: 0, state });
    },
  );

  it('says that a listing is conflicted, with code 3', async () => {
    const place = await inStep();
    editPage(place);
    place.write(
      xenDataPath,
      place.read(xenDataPath).replace(/skills: .*(?:\n {6,}.*)*/, 'skills: Sewing'),
    );

    expect(await statusOf(place)).toMatchObject({ code: 3, state: 'conflicted', conflicts: 1 });
    expect((await place.run('status')).out).toContain('conflicted       1 conflict');
  });

  it('says that a listing was never synced', async () => {
    const place = exampleWorkplace();

    expect(await statusOf(place)).toMatchObject({ code: 0, state: 'never-synced' });
    expect((await place.run('status')).out).toContain('never synced     no good run yet');
  });

  it('knows a good run that found nothing to do, and not one that ended with a conflict', async () => {
    const place = await inStep();
    const goodFile = '.wikisync/good/xen-2014.json';

    await place.run('sync');
    expect((await statusOf(place)).lastGood).toMatchObject({ command: 'sync' });
    expect((await place.run('status')).out).toBe(
      'xen-2014  ok               last good run just now (sync); last change just now (push)\n',
    );

    const kept = place.read(goodFile);
    await place.run('plan');
    await place.run('check');
    await place.run('pull', '--dry-run');
    expect(place.read(goodFile)).toBe(kept);

    editPage(place);
    place.write(
      xenDataPath,
      place.read(xenDataPath).replace(/skills: .*(?:\n {6,}.*)*/, 'skills: Sewing'),
    );
    expect((await place.run('pull')).code).toBe(3);
    expect(place.read(goodFile)).toBe(kept);
  });

  it('does not take a good run on another page for one on the page that the listing has now', async () => {
    const place = await inStep();
    place.write('fixtures/xen/wiki/Moved.wiki', place.read(xenPagePath));
    place.edit('config/wikisync.yaml', 'page: 2014 GSoC and OPW Round 8 Projects', 'page: Moved');

    expect(await statusOf(place)).not.toHaveProperty('lastGood');
  });

  it('knows of no good run where what is kept of it cannot be read, until the next', async () => {
    const place = await inStep();
    place.write('.wikisync/good/xen-2014.json', '{"version":1}');

    expect(await statusOf(place)).toMatchObject({ code: 0, state: 'ok' });
    expect((await place.run('status')).out).toContain(
      'no good run yet; last change just now (push)',
    );

    await place.run('sync');
    expect((await place.run('status')).out).toContain('last good run just now (sync)');
  });

  it.each([
    ['the page is gone', (place: Workplace) => rmSync(join(place.folder, xenPagePath))],
    ['the data file is gone', (place: Workplace) => rmSync(join(place.folder, xenDataPath))],
    ['the data file has errors', (place: Workplace) => place.write(xenDataPath, 'records: [')],
    ['the page has no record any more', (place: Workplace) => place.write(xenPagePath, 'Nothing.')],
  ])('never says that a listing is in step where it could not be checked: %s', async (_, spoil) => {
    const place = await inStep();
    spoil(place);

    const { state, code, reason } = await statusOf(place);

    expect(state).toBe('unchecked');
    expect(code).toBe(1);
    expect(reason).toEqual(expect.any(String));
    expect((await place.run('status')).out).toContain('could not check');
  });
});
