/** Opens the queue of what is due. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SyncError } from '../../errors.ts';
import { openLocalQueue } from '../../serve/local-queue.ts';
import type { RunQueue } from '../../serve/run-queue.ts';
import { takeLock } from '../../state/lock.ts';
import { scheduleFolder, standingStore } from '../../state/standing-store.ts';
import type { Host } from '../host.ts';
import { databaseAddress, type StatePlace } from '../open-state.ts';

/**
 * The queue that belongs to the state. Two servers on one state folder would run all twice; any number
 * of them share a database.
 *
 * @throws {SyncError} state-locked, file-unreadable, state-unavailable, state-refused
 */
export async function openQueue(place: StatePlace, host: Host): Promise<RunQueue> {
  if (place.kind === 'database') {
    const { openDatabase } = await import('../../database.ts');
    const { openSharedQueue } = await import('../../serve/shared-queue.ts');
    return openSharedQueue(() => openDatabase(databaseAddress(place, host)));
  }
  const { identity } = host;
  const owner = { ...identity, id: randomUUID(), now: Date.now() };
  const unlock = await takeLock(join(place.path, scheduleFolder), owner).catch(otherServer);
  const queue = await openLocalQueue(standingStore(place.path));
  return {
    standings: () => queue.standings(),
    offer: (steps) => queue.offer(steps),
    claim: (now) => queue.claim(now),
    loadReport: (name) => queue.loadReport(name),
    close: async () => {
      await queue.close();
      await unlock();
    },
  };
}

function otherServer(error: unknown): never {
  if (!(error instanceof SyncError) || error.code !== 'state-locked') throw error;
  const message = `${error.message} It keeps the schedules; a second server would run all twice.`;
  throw new SyncError(error.code, message, { hint: error.hint ?? '' });
}
