import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LockOwner, takeLock } from '../../src/state/lock.ts';
import { failureFrom } from '../support/failure.ts';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wikisync-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Somebody who takes a lock; every process is there but the numbers in `gone`. */
function owner(
  id: string,
  more: Partial<LockOwner> & { gone?: readonly number[] } = {},
): LockOwner {
  const { gone = [], ...rest } = more;
  return {
    id,
    pid: process.pid,
    machine: 'here',
    isRunning: (pid) => !gone.includes(pid),
    now: Date.parse('2026-01-02T03:04:05Z'),
    ...rest,
  };
}

/** The lock of a run that was killed: its process's number is somebody else's now, or nobody's. */
async function leaveDeadLock(change: (holder: Record<string, unknown>) => void): Promise<void> {
  await takeLock(folder, owner('dead'));
  const holder = JSON.parse(readFileSync(path, 'utf8'));
  change(holder);
  writeFileSync(path, JSON.stringify(holder));
}

describe('takeLock', () => {
  it('lets one run in at a time, and says who has it', async () => {
    const release = await takeLock(folder, owner('first'));

    const error = await failureFrom(takeLock(folder, owner('second')));

    expect(error.code).toBe('state-locked');
    expect(error.message).toContain(`process ${process.pid} on here, since 2026-01-02T03:04:05`);
    await release();
    await takeLock(folder, owner('third'));
  });

  it.each<[string, (holder: Record<string, unknown>) => void]>([
    [
      'whose process is gone',
      (holder) => {
        holder['pid'] = 999_999;
      },
    ],
    [
      'of another boot of the machine',
      (holder) => {
        holder['boot'] = 'an older one';
      },
    ],
    [
      "whose process's number was used again",
      (holder) => {
        holder['started'] = '1';
      },
    ],
  ])('takes over a lock %s', async (_what, change) => {
    await leaveDeadLock(change);

    const release = await takeLock(folder, owner('next', { gone: [999_999] }));

    expect(JSON.parse(readFileSync(path, 'utf8')).id).toBe('next');
    await release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never takes over a lock of another machine', async () => {
    await leaveDeadLock((holder) => {
      holder['machine'] = 'elsewhere';
      holder['boot'] = 'another';
    });

    expect((await failureFrom(takeLock(folder, owner('next')))).code).toBe('state-locked');
  });

  it('lets one of many in that find the same dead lock', async () => {
    for (let round = 0; round < 20; round += 1) {
      await leaveDeadLock((holder) => {
        holder['pid'] = 999_999;
      });
      const tries = Array.from({ length: 12 }, (_, at) =>
        takeLock(folder, owner(`r${round}-${at}`, { gone: [999_999] })),
      );
      const results = await Promise.allSettled(tries);

      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) if (result.status === 'fulfilled') await result.value();
    }
  });

  it('takes over from a run that died while it took over', async () => {
    await leaveDeadLock((holder) => {
      holder['pid'] = 999_999;
    });
    const dead = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(`${path}.after-dead`, JSON.stringify({ ...dead, id: 'died-too' }));

    await takeLock(folder, owner('next', { gone: [999_999] }));

    expect(JSON.parse(readFileSync(path, 'utf8')).id).toBe('next');
  });

  it('does not give back a lock that is not its own any more', async () => {
    const release = await takeLock(folder, owner('first'));
    rmSync(path);
    await takeLock(folder, owner('second'));

    await release();

    expect(existsSync(path)).toBe(true);
  });

  it('refuses a lock that it cannot read', async () => {
    writeFileSync(path, 'mine!');

    expect((await failureFrom(takeLock(folder, owner('next')))).code).toBe('state-damaged');
  });
});
