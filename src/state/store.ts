/** The state folder. */
import { join } from 'node:path';
import { SyncError } from '../errors.ts';
import { readText, writeTextAtomically } from '../files.ts';
import { parseSnapshot, renderSnapshot, type Snapshot } from './snapshot.ts';

/** Keeps snapshots in a folder, one file a listing. */
export interface StateStore {
  /**
   * The listing's snapshot, or `undefined` if there is none yet.
   *
   * @throws {SyncError} file-unreadable: a snapshot that cannot be read is never taken for none
   */
  readonly loadSnapshot: (listing: string) => Promise<Snapshot | undefined>;
  /** @throws {SyncError} file-write-failed */
  readonly saveSnapshot: (snapshot: Snapshot) => Promise<void>;
}

/** Opens a state folder; it is made when something is first saved. */
export function openStateStore(folder: string): StateStore {
  const pathOf = (listing: string): string => join(folder, 'snapshots', `${listing}.json`);
  return {
    loadSnapshot: async (listing) => {
      const text = await readText(pathOf(listing));
      if (text === undefined) return undefined;
      const snapshot = parseSnapshot(text);
      if (typeof snapshot !== 'string') return snapshot;
      throw new SyncError(
        'file-unreadable',
        `The snapshot '${pathOf(listing)}' cannot be read: ${snapshot}.`,
        { hint: 'Restore it, or delete it to begin with a first contact.' },
      );
    },
    saveSnapshot: (snapshot) =>
      writeTextAtomically(pathOf(snapshot.listing), renderSnapshot(snapshot)),
  };
}
