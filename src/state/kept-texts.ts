/** What is kept of each listing as one text that is replaced as a whole. */
import { SyncError } from '../errors.ts';
import { type GoodRun, parseGoodRun, renderGoodRun } from './good-run.ts';
import { type CachedHistory, parseHistory, renderHistory } from './history-cache.ts';
import { type MadePages, parseMadePages, renderMadePages } from './made-pages.ts';
import { type PeopleRecord, parsePeople, renderPeople } from './people.ts';
import { parseSnapshot, renderSnapshot, type Snapshot } from './snapshot.ts';
import { parseTrouble, renderTrouble, type Trouble } from './trouble.ts';

/** What is kept, by the names of a state folder's folders. */
export type TextKind = 'snapshots' | 'people' | 'made' | 'history' | 'good' | 'trouble';

/** Where texts are kept, each under a kind and a name. */
export interface Texts {
  /**
   * `undefined` only if there is none.
   *
   * @throws {SyncError} file-unreadable, state-unavailable: what cannot be read is never taken for none
   */
  readonly read: (kind: TextKind, name: string) => Promise<string | undefined>;
  /** All of it, or nothing. @throws {SyncError} file-write-failed, state-unavailable */
  readonly write: (kind: TextKind, name: string, text: string) => Promise<void>;
  /** Where one is, for a person who looks for it. */
  readonly placeOf: (kind: TextKind, name: string) => string;
}

/** Keeps what has no order among listings. What fails says so in the words of its `Texts`. */
export interface KeptTexts {
  /**
   * The listing's snapshot, or `undefined` if there is none yet.
   *
   * @throws {SyncError} file-unreadable: a snapshot that cannot be read is never taken for none
   */
  readonly loadSnapshot: (listing: string) => Promise<Snapshot | undefined>;
  readonly saveSnapshot: (snapshot: Snapshot) => Promise<void>;
  /** What people did about the listing's edits, if anything. @throws {SyncError} file-unreadable */
  readonly loadPeople: (listing: string) => Promise<PeopleRecord | undefined>;
  readonly savePeople: (people: PeopleRecord) => Promise<void>;
  /** What was last written to pages that are made from records. @throws {SyncError} file-unreadable */
  readonly loadMadePages: (maker: string) => Promise<MadePages>;
  readonly saveMadePages: (maker: string, pages: MadePages) => Promise<void>;
  /** What was read of the page's history before; `undefined` if nothing, or if it is damaged. */
  readonly loadHistory: (listing: string) => Promise<CachedHistory | undefined>;
  readonly saveHistory: (history: CachedHistory) => Promise<void>;
  /** When the last good run ended; `undefined` if there was none, or if it cannot be read. */
  readonly loadGoodRun: (listing: string) => Promise<GoodRun | undefined>;
  readonly saveGoodRun: (run: GoodRun) => Promise<void>;
  /** Since when runs go wrong; `undefined` if none did, or if it cannot be read. */
  readonly loadTrouble: (listing: string) => Promise<Trouble | undefined>;
  readonly saveTrouble: (trouble: Trouble) => Promise<void>;
}

/** Keeps them as texts. */
export function keptTexts(texts: Texts): KeptTexts {
  const { read, write, placeOf } = texts;
  /** What is there to be shown, or to save time: a damaged one is as if it were not there. */
  const readOrNone = (kind: TextKind, name: string): Promise<string | undefined> =>
    read(kind, name).catch((error: unknown) => {
      if (error instanceof SyncError && error.code === 'file-unreadable') return undefined;
      throw error;
    });
  let last: { readonly text: string; readonly snapshot: Snapshot } | undefined;
  return {
    loadSnapshot: async (listing) => {
      const text = await read('snapshots', listing);
      if (text === undefined) return undefined;
      // A run asks for it when it looks whether anything changed, when it reads, and when it keeps the next.
      if (last?.text !== text) {
        last = { text, snapshot: snapshotFrom(text, placeOf('snapshots', listing)) };
      }
      return last.snapshot;
    },
    saveSnapshot: (snapshot) => write('snapshots', snapshot.listing, renderSnapshot(snapshot)),
    loadPeople: async (listing) => {
      const text = await read('people', listing);
      if (text === undefined) return undefined;
      const people = parsePeople(text);
      if (typeof people !== 'string') return people;
      const place = placeOf('people', listing);
      throw new SyncError('file-unreadable', `'${place}' cannot be read: ${people}.`, {
        hint: 'Restore it, or delete it: what people took back is looked for again.',
      });
    },
    savePeople: (people) => write('people', people.listing, renderPeople(people)),
    loadMadePages: async (maker) => {
      const text = await read('made', maker);
      const pages = text === undefined ? new Map<string, string>() : parseMadePages(text);
      if (typeof pages !== 'string') return pages;
      const place = placeOf('made', maker);
      throw new SyncError('file-unreadable', `'${place}' cannot be read: ${pages}.`, {
        hint: "Restore it, or delete it: pages are then told from people's by their history.",
      });
    },
    saveMadePages: async (maker, pages) => {
      const text = renderMadePages(pages);
      if ((await read('made', maker)) !== text) await write('made', maker, text);
    },
    loadHistory: async (listing) => {
      const text = await readOrNone('history', listing);
      return text === undefined ? undefined : parseHistory(text);
    },
    saveHistory: (history) => write('history', history.listing, renderHistory(history)),
    loadGoodRun: async (listing) => {
      const text = await readOrNone('good', listing);
      return text === undefined ? undefined : parseGoodRun(text);
    },
    saveGoodRun: (run) => write('good', run.listing, renderGoodRun(run)),
    loadTrouble: async (listing) => {
      const text = await readOrNone('trouble', listing);
      return text === undefined ? undefined : parseTrouble(text);
    },
    saveTrouble: (trouble) => write('trouble', trouble.listing, renderTrouble(trouble)),
  };
}

/** @throws {SyncError} file-unreadable: the text is none */
export function snapshotFrom(text: string, place: string): Snapshot {
  const snapshot = parseSnapshot(text);
  if (typeof snapshot !== 'string') return snapshot;
  throw new SyncError('file-unreadable', `The snapshot '${place}' cannot be read: ${snapshot}.`, {
    hint: 'Restore it, or delete it to begin with a first contact.',
  });
}
