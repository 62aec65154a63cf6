import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLocalQueue } from '../../src/serve/local-queue.ts';
import { standingStore } from '../../src/state/standing-store.ts';
import { describeRunQueue } from './run-queue-contract.ts';

async function scratch(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'wikisync-queue-'));
}

describeRunQueue('one process', async () => {
  const folder = await scratch();
  return {
    open: () => openLocalQueue(standingStore(folder)),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

it('a standing that cannot be read is as if the listing were new, and stops nothing', async () => {
  const folder = await scratch();
  onTestFinished(() => rm(folder, { recursive: true }));
  const queue = await openLocalQueue(standingStore(folder));
  await queue.offer([
    { name: 'a', seen: undefined, until: 0 },
    { name: 'b', seen: undefined, until: 0 },
  ]);
  await writeFile(join(folder, 'schedule', 'a.json'), '{ "version": 9 }');

  const next = await openLocalQueue(standingStore(folder));

  expect([...(await next.standings()).keys()]).toEqual(['b']);
});

it('looks at a wiki cost a write now and then, not each', async () => {
  const folder = await scratch();
  onTestFinished(() => rm(folder, { recursive: true }));
  const store = standingStore(folder);
  let writes = 0;
  const counted = {
    ...store,
    save: (standing: Parameters<typeof store.save>[0]) => {
      writes += 1;
      return store.save(standing);
    },
  };
  const queue = await openLocalQueue(counted);
  const name = 'watch:wiki';
  await queue.offer([{ name, seen: undefined, until: 0 }]);
  for (let time = 20_000; time < 3_600_000; time += 20_000) {
    const run = { name, lane: 'wiki', cause: 'schedule', dueAt: time } as const;
    await queue.offer([{ name, seen: time - 20_000, until: time, run }]);
    const claim = await queue.claim(time);
    const drift = { toPage: 0, toData: 0, conflicts: 0 };
    const end = { name, cause: 'schedule', began: time, ended: time, exitCode: 0 } as const;
    await claim?.end([{ end: { ...end, ...drift, position: String(time) } }], []);
  }

  expect(writes).toBeLessThan(14);
  expect(await readdir(join(folder, 'schedule'))).toEqual(['watch.wiki.json']);
});
