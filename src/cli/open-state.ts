/** Opens the state: a folder, or a database. */
import { randomUUID } from 'node:crypto';
import { relative, resolve } from 'node:path';
import type { CredentialSources } from '../config/credentials.ts';
import type { Config } from '../config/normalize.ts';
import { isStateAddress, parseStateAddress, type StateAddress } from '../config/state-address.ts';
import { addressSecrets, readStateSecrets, withPassword } from '../config/state-secrets.ts';
import type { DatabaseAddress } from '../database.ts';
import { SyncError } from '../errors.ts';
import { takeLock } from '../state/lock.ts';
import type { RunLimits } from '../state/run-rotation.ts';
import { openStateStore, type StateStore } from '../state/store.ts';
import type { SharedManners } from '../wiki/shared-manners.ts';
import type { Host, Identity } from './host.ts';

/** Milliseconds for which a run waits for another one that may be about to end, or has just died. */
const patience = 2000;

/** Where the state is. */
export type StatePlace =
  /** Absolute. */
  | { readonly kind: 'folder'; readonly path: string; readonly shown: string }
  | { readonly kind: 'database'; readonly address: StateAddress; readonly shown: string };

/** The state, ready to be used. */
export interface OpenedState {
  readonly store: StateStore;
  /** As a person knows it, and safe to print. */
  readonly shown: string;
  /**
   * Keeps others from what the names stand for; of a folder, from all of it.
   *
   * @returns what gives it back
   * @throws {SyncError} state-locked, state-damaged, file-write-failed, state-unavailable
   */
  readonly lock: (names: readonly string[]) => Promise<() => Promise<void>>;
  /** Keeps manners together with others who work on the same wikis; absent for a folder. */
  readonly manners?: SharedManners;
  readonly close: () => Promise<void>;
}

/** Where the state is: as the command line says, else the environment, else the config. @throws {SyncError} usage */
export function statePlace(
  { host, statePath }: { readonly host: Host; readonly statePath: string | undefined },
  config: Config | undefined,
  sources: CredentialSources,
): StatePlace {
  const { url, password } = readStateSecrets(sources);
  const said = statePath ?? url?.reveal() ?? config?.statePath ?? '.wikisync';
  if (!isStateAddress(said)) {
    if (statePath === undefined && url !== undefined) throw badAddress('it is no address of one');
    const path = resolve(host.cwd, said);
    return { kind: 'folder', path, shown: relative(host.cwd, path) || '.' };
  }
  const address = parseStateAddress(said);
  if (typeof address === 'string') throw badAddress(address);
  if (statePath !== undefined && address.hasPassword) throw passwordShown();
  const shown = `${address.place}, schema ${address.schema}`;
  return { kind: 'database', address: withPassword(address, password), shown };
}

/** What of a state's place must never be printed, in clear. */
export function stateSecrets(place: StatePlace): readonly string[] {
  return place.kind === 'folder' ? [] : addressSecrets(place.address);
}

/**
 * Opens it; nothing is made, and no session begun, before something is asked of it.
 *
 * @param limits how much of the run log is kept, where that is not the usual
 */
export async function openState(
  place: StatePlace,
  { identity }: Host,
  limits?: Partial<RunLimits>,
): Promise<OpenedState> {
  if (place.kind === 'folder') {
    const { path, shown } = place;
    const lock = () => takeLock(path, { ...identity, id: randomUUID(), now: Date.now() });
    const store = storeOf(identity, path, limits);
    return { store, shown, lock, close: () => Promise.resolve() };
  }
  const { openDatabase } = await import('../database.ts');
  const { databaseStore } = await import('../state/database-store.ts');
  const { takeLocks } = await import('../state/database-lock.ts');
  const { databaseManners } = await import('../wiki/shared-manners.ts');
  const session = openDatabase(databaseAddress(place, { identity }));
  return {
    store: databaseStore(session, limits),
    shown: place.shown,
    lock: (names) => takeLocks(session, names, patience),
    manners: databaseManners(session),
    close: () => session.close(),
  };
}

/** What a session in the state's database is begun with. */
export function databaseAddress(
  { address: { url, schema, place } }: StatePlace & { readonly kind: 'database' },
  { identity }: Pick<Host, 'identity'>,
): DatabaseAddress {
  const who = `wikisync, process ${identity.pid} on ${identity.machine}`.slice(0, 63);
  return { url, schema, place, who };
}

/** Stores of folders, by whose process they are in. */
const stores = new WeakMap<Identity, Map<string, StateStore>>();

/** A process has one store for a folder: what runs side by side writes to one journal in turns. */
function storeOf(
  identity: Identity,
  path: string,
  limits: Partial<RunLimits> | undefined,
): StateStore {
  const own = stores.get(identity) ?? new Map<string, StateStore>();
  stores.set(identity, own);
  const key = JSON.stringify([path, limits]);
  const store = own.get(key) ?? openStateStore(path, limits);
  own.set(key, store);
  return store;
}

function badAddress(reason: string): SyncError {
  return new SyncError('usage', `The address of the state's database cannot be used: ${reason}.`, {
    hint: 'Write it as postgres://user:password@host/database in WIKISYNC_STATE_URL.',
  });
}

function passwordShown(): SyncError {
  return new SyncError('usage', 'The address of the database has a password in it.', {
    hint: 'Everybody on the machine can read it there: set the address as WIKISYNC_STATE_URL, in the environment or in .env.',
  });
}
