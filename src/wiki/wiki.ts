/** What wikisync needs of a wiki: a narrow port with two implementations, MediaWiki and a folder. */
import type { SiteSettings } from '../core/wikitext/site.ts';
import type { TemplateData } from '../core/wikitext/template-data.ts';
import type { TitleState } from '../core/wikitext/title-state.ts';
import type { ChangesRequest, SeenChanges } from './changes.ts';
import type { OwnEdits, PastRevision } from './past-revision.ts';

/** A version of a page. */
export interface Revision {
  /** Canonical, as the wiki writes it. */
  readonly title: string;
  /** `undefined` on a folder wiki. */
  readonly pageId?: number;
  /** `undefined` on a folder wiki. */
  readonly revisionId?: number;
  /** ISO 8601, by the wiki's clock; `undefined` on a folder wiki. */
  readonly timestamp?: string;
  readonly text: string;
}

/** Whether the account may save the page now, as far as the wiki says before one tries. */
export type Permission =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Read without logging in: nothing is known about the account. */
  | { readonly kind: 'unknown' };

/** All that one read brings. */
export interface PageState {
  readonly revision: Revision;
  readonly site: SiteSettings;
  /** The template that the asked one redirects to, without namespace; absent if it does not. */
  readonly templateTarget?: string;
  readonly permission: Permission;
  /** Why people want the bot to stop: the stop page's or a `nobots` hold's words. */
  readonly stop?: string;
  /** What people should be told, without stopping: new messages for the account, a missing right. */
  readonly notices?: readonly string[];
  /** The account's edits of the page since the time that was asked for; absent without an account. */
  readonly ownEdits?: OwnEdits;
}

/** Which page is read, and for which template. */
export interface ReadRequest {
  readonly page: string;
  /** Without namespace: its redirects are asked for in the same request. */
  readonly template: string;
  /** From when on the account's own edits are wanted, in ISO 8601; all that one answer holds if absent. */
  readonly since?: string;
  /** Whether it has to be as it is at this moment, and not as it was read ahead. Default: no. */
  readonly isFresh?: boolean;
  /** Whether it is likely to be saved then: the login is begun once it is read. Default: no. */
  readonly isBeforeSave?: boolean;
}

/** What is the newest of many pages. */
export interface NewestRevisions {
  /** By the title that was asked for; of pages that are there. */
  readonly revisions: ReadonlyMap<string, number>;
  /** By template: the titles, without namespace, of the redirects that lead to it, sorted. */
  readonly redirects: ReadonlyMap<string, readonly string[]>;
}

/** Pages that belong together: those of a category, or whose titles begin alike. */
export type PagesWanted = { readonly category: string } | { readonly prefix: string };

/** Which part of a page's history is read. */
export interface HistoryRequest {
  readonly page: Revision;
  /** The revision to begin with, going back; the newest if absent. */
  readonly from?: number;
  /** How many at most; fewer come where their texts are long. */
  readonly limit: number;
  readonly withText: boolean;
}

/** A page's new text. */
export interface Edit {
  /** The revision that the text was made from: any other on the wiki refuses the edit. */
  readonly base: Revision;
  readonly text: string;
  /** With a mark that no other edit has, by which it is found again. */
  readonly summary: string;
}

/** A page that is not there yet. */
export interface NewPage {
  readonly title: string;
  readonly text: string;
  /** With a mark that no other edit has, by which it is found again. */
  readonly summary: string;
}

/** One of many pages, by the title that was asked for. */
export type FoundPage =
  | {
      readonly kind: 'there';
      readonly title: string;
      readonly revision: Revision;
      /** Who made that revision; `undefined` if it is hidden, and on a folder wiki. */
      readonly user: string | undefined;
      readonly summary: string | undefined;
      /** Whether the account itself made it. */
      readonly isOwn: boolean;
    }
  | { readonly kind: 'missing'; readonly title: string }
  /** No title of a page, a redirect, not wikitext, hidden: why, as a sentence. */
  | { readonly kind: 'unusable'; readonly title: string; readonly problem: string };

/** A page as it was saved. */
export interface SavedPage {
  readonly revision: Revision;
  /** Whether the wiki put somebody's edit and ours together: then the text is not what was sent. */
  readonly isMerged: boolean;
}

/** An edit that an earlier run sent, or was about to send. */
export interface SentEdit {
  readonly title: string;
  readonly pageId?: number;
  readonly baseRevision?: number;
  /** Whether it was to make the page. */
  readonly isNew?: boolean;
  /** SHA-1 of its text in UTF-8, in hexadecimal. */
  readonly textHash: string;
  readonly summary: string;
  /** Milliseconds since it was sent, at least. */
  readonly age: number;
}

/** What became of an edit. */
export type EditOutcome =
  | { readonly kind: 'saved'; readonly saved: SavedPage }
  /** It is not there, and cannot come any more. */
  | { readonly kind: 'not-saved' };

/** A wiki that pages are read from and saved to. */
export interface Wiki {
  /** As the config calls it. */
  readonly name: string;
  /**
   * Reads a page and what decides how to treat it: on MediaWiki in one request.
   *
   * @throws {SyncError} page-missing, page-unusable (a redirect, not wikitext, text hidden),
   * login-refused, credentials-missing, wiki-unavailable, wiki-answer
   */
  readonly readPage: (request: ReadRequest) => Promise<PageState>;
  /**
   * Says which pages are about to be read, in this order, in place of those that it said before. Where
   * that saves requests they are read ahead, a few dozen at a time, none of them more than a minute
   * before it is asked for.
   */
  readonly expect: (requests: readonly ReadRequest[]) => void;
  /**
   * The newest revisions of pages, and by which other names templates are called. On MediaWiki 50
   * titles in one request, or 500; a folder knows of no revisions.
   *
   * @throws {SyncError} what reading throws
   */
  readonly readRevisions: (wanted: {
    readonly titles: readonly string[];
    /** Without namespace. */
    readonly templates: readonly string[];
  }) => Promise<NewestRevisions>;
  /**
   * Reads the texts of many pages, in the order of the titles: on MediaWiki 50 in one request.
   *
   * @throws {SyncError} what reading throws
   */
  readonly readPages: (titles: readonly string[]) => Promise<readonly FoundPage[]>;
  /**
   * Makes sure that a page could be saved as things stand, before anything else is written: logs in,
   * and looks whether the account may, and whether the page still is at this revision.
   *
   * @throws {SyncError} what `savePage` throws before it sends anything
   */
  readonly prepareSave: (base: Revision) => Promise<void>;
  /** Begins `prepareSave` for a save that comes next, or its login if that has to wait; the save tells its end. */
  readonly expectSave: (base: Revision) => void;
  /**
   * Saves a page once, and reads back what was stored.
   *
   * @throws {SyncError} edit-conflict, edit-lost: nothing was saved, read again; edit-refused,
   * not-allowed, stopped, page-missing, login-refused, credentials-missing, wiki-unavailable,
   * interrupted: nothing was saved; outcome-unknown: it may have been; page-changed: it was saved,
   * but the wiki stored another text
   */
  readonly savePage: (edit: Edit) => Promise<SavedPage>;
  /**
   * Makes a page that is not there yet, once, and reads back what was stored.
   *
   * @throws {SyncError} edit-conflict: somebody made it meanwhile; else as `savePage`
   */
  readonly createPage: (page: NewPage) => Promise<SavedPage>;
  /**
   * Finds out what became of an edit whose answer never came, waiting until the wiki cannot be
   * still at it.
   *
   * @throws {SyncError} outcome-unknown: it cannot be told; interrupted, and what reading throws
   */
  readonly findEdit: (sent: SentEdit) => Promise<EditOutcome>;
  /**
   * Reads a page's history, newest first. A folder has none.
   *
   * @throws {SyncError} page-missing, and what reading throws
   */
  readonly readHistory: (request: HistoryRequest) => Promise<readonly PastRevision[]>;
  /**
   * What the wiki makes of a text, as if it stood on that page: HTML. `undefined` where nobody can be
   * asked, as for a folder.
   *
   * @throws {SyncError} what reading throws
   */
  readonly render: (page: string, text: string) => Promise<string | undefined>;
  /**
   * What the wiki's people say of a template's parameters. `undefined` where nobody says anything: for
   * a folder, on a wiki without the extension TemplateData, of a template that has none or is not there.
   *
   * @param template without namespace; a redirect is followed
   * @throws {SyncError} what reading throws
   */
  readonly readTemplateData: (template: string) => Promise<TemplateData | undefined>;
  /**
   * What there is under titles as links have them, each by the very text that was asked for.
   *
   * @throws {SyncError} what reading throws
   */
  readonly readTitles: (titles: readonly string[]) => Promise<ReadonlyMap<string, TitleState>>;
  /**
   * The titles of all pages that are meant, as the wiki writes them, without redirects, in the order of
   * their letters.
   *
   * @throws {SyncError} page-unusable: no page can have such a title; what reading throws
   */
  readonly findPages: (wanted: PagesWanted) => Promise<readonly string[]>;
  /**
   * Which of some pages others than the account changed since the last look: on MediaWiki in one
   * request, however many pages there are.
   *
   * @throws {SyncError} what reading throws
   */
  readonly readChanges: (request: ChangesRequest) => Promise<SeenChanges>;
  /** Where people see what a revision changed; `undefined` for a folder. */
  readonly revisionLink: (revisionId: number) => string | undefined;
  /** Where people see who an editor is; `undefined` for a folder. */
  readonly userLink: (user: string) => string | undefined;
  readonly close: () => Promise<void>;
}
