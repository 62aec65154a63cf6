/** How listings stand with the scheduler, and their last reports: a file for each, in the state folder. */
import { join } from 'node:path';
import type { Standing } from '../core/schedule/standing.ts';
import { SyncError } from '../errors.ts';
import { listFolder, readText, removeLeftovers, writeTextAtomically } from '../files.ts';
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';
import { readJson } from './shapes.ts';

const cause = lazily(() => z.enum(['schedule', 'watch', 'retry']));
const dueRun = lazily(() =>
  z.strictObject({ name: z.string(), lane: z.string(), cause: cause(), dueAt: z.number() }),
);
const drift = { toPage: z.number(), toData: z.number(), conflicts: z.number() };

const written = lazily(() =>
  z.strictObject({
    version: z.literal(1),
    name: z.string(),
    until: z.number(),
    waiting: z.exactOptional(dueRun()),
    running: z.exactOptional(z.extend(dueRun(), { began: z.number() })),
    failures: z.number(),
    retryAt: z.exactOptional(z.number()),
    holdUntil: z.exactOptional(z.number()),
    last: z.exactOptional(
      z.strictObject({
        name: z.string(),
        cause: cause(),
        began: z.number(),
        ended: z.number(),
        exitCode: z.number(),
        message: z.exactOptional(z.string()),
        needs: z.exactOptional(z.string()),
        position: z.exactOptional(z.string()),
        ...drift,
      }),
    ),
    goodAt: z.exactOptional(z.number()),
    past: z.array(z.strictObject({ time: z.number(), exitCode: z.number(), ...drift })),
    position: z.exactOptional(z.string()),
  }),
);

/** Keeps standings and reports. */
export interface StandingStore {
  /** All that can be read: what cannot is as if the listing were new. */
  readonly load: () => Promise<readonly Standing[]>;
  /** @throws {SyncError} file-write-failed */
  readonly save: (standing: Standing) => Promise<void>;
  /** A listing's last report as HTML; `undefined` if there is none. */
  readonly loadReport: (name: string) => Promise<string | undefined>;
  /** @throws {SyncError} file-write-failed */
  readonly saveReport: (name: string, html: string) => Promise<void>;
}

/** The folder's name in the state folder; it has a lock of its own, for the one server that keeps it. */
export const scheduleFolder = 'schedule';

/** The standings of a state folder. */
export function standingStore(stateFolder: string): StandingStore {
  const folder = join(stateFolder, scheduleFolder);
  const pathOf = (name: string, ending: string): string =>
    join(folder, `${name.replace(':', '.')}.${ending}`);
  return {
    load: async () => {
      await removeLeftovers(folder);
      const names = (await listFolder(folder)).filter((name) => name.endsWith('.json'));
      const found = await Promise.all(names.map((name) => textIn(join(folder, name))));
      return found.flatMap((text) => (text === undefined ? [] : (parseStanding(text) ?? [])));
    },
    save: (standing) =>
      writeTextAtomically(pathOf(standing.name, 'json'), renderStanding(standing)),
    loadReport: (name) => textIn(pathOf(name, 'html')),
    saveReport: (name, html) => writeTextAtomically(pathOf(name, 'html'), html),
  };
}

/** A standing as text. */
export function renderStanding(standing: Standing): string {
  return `${JSON.stringify({ version: 1, ...standing })}\n`;
}

/** Reads the text; `undefined` if it is none. */
export function parseStanding(text: string): Standing | undefined {
  const read = readJson(text, written());
  if (typeof read === 'string') return undefined;
  const { version: _version, ...standing } = read;
  return standing;
}

async function textIn(path: string): Promise<string | undefined> {
  try {
    return await readText(path);
  } catch (error) {
    if (error instanceof SyncError) return undefined;
    throw error;
  }
}
