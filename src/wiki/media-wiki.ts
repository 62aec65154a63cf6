/** A wiki that runs MediaWiki. */
import { setTimeout } from 'node:timers/promises';
import type { SiteSettings } from '../core/wikitext/site.ts';
import { SyncError } from '../errors.ts';
import { prepareToSave } from './before-edit.ts';
import { Budget } from './budget.ts';
import { Connection } from './connection.ts';
import type { WikiContext } from './context.ts';
import { createOnWiki } from './create-page.ts';
import type { Credentials } from './credentials.ts';
import { ExpectedSave } from './expected-save.ts';
import { findEdit } from './find-edit.ts';
import { findPages } from './find-pages.ts';
import { Halt } from './halt.ts';
import type { SessionOptions } from './mwn-session.ts';
import { ownManners } from './own-manners.ts';
import { ReadAhead } from './read-ahead.ts';
import { readChanges, type TitleForm } from './read-changes.ts';
import { readHistory, revisionLink, userLink } from './read-history.ts';
import { readFromWiki } from './read-page.ts';
import { readPagesFromWiki } from './read-pages.ts';
import { readRevisions } from './read-revisions.ts';
import { readTemplateData } from './read-template-data.ts';
import { readTitles } from './read-titles.ts';
import { saveToWiki } from './save-page.ts';
import type { Session } from './session.ts';
import type { SharedManners } from './shared-manners.ts';
import { defaultHolds } from './stop.ts';
import type { Wiki } from './wiki.ts';

/** Where a wiki is, and how to behave on it. */
export interface MediaWikiOptions {
  /** As the config calls it. */
  readonly name: string;
  /** Address of its `api.php`; `https:`, except on this machine. */
  readonly api: string;
  /** Where the wiki's people reach the bot's, for the user agent. */
  readonly contact: string;
  /** Of wikisync, for the user agent. */
  readonly version: string;
  readonly credentials: Credentials;
  /** Whether even reading needs a login; found out the hard way, with one request more, if absent. */
  readonly private?: boolean;
  /** Title of the page on which people stop the bot; it stops if the page has any text. */
  readonly stop?: string;
  /** Whether edits are marked as a bot's; `true` if absent. */
  readonly bot?: boolean;
  /** Whether edits are marked as minor; `false` if absent. */
  readonly minor?: boolean;
  /** URL of a proxy; none if absent, whatever the environment says. */
  readonly proxy?: string;
  /** Milliseconds for a whole request; MediaWiki may work on an edit for 120 seconds. */
  readonly deadlines?: SessionOptions['deadlines'];
  /** Milliseconds from an edit's end to the next one; 10,000 if absent; more where the wiki says so. */
  readonly editGap?: number;
  /** Templates that ask others to leave a page alone for now; `defaultHolds` if absent. */
  readonly holds?: readonly string[];
  /** Whether a message on the account's talk page stops it; `stop` if absent. */
  readonly messages?: 'stop' | 'ignore';
  /** Pages that the run is about, for the number of requests that it may send; 1 if absent. */
  readonly pages?: number | (() => number);
  /** Seconds that a run may go on asking; an hour if absent. */
  readonly runSeconds?: number;
  /**
   * Seconds after which an edit whose answer never came cannot come true any more; 150 if absent,
   * as MediaWiki works on one for up to 120.
   */
  readonly settleSeconds?: number;
  /** Ends all waiting: what is under way is brought to its end, and nothing else is begun. */
  readonly stopping?: AbortSignal;
  /** Keeps the manners together with others who work on the wiki; absent if nobody else does. */
  readonly manners?: SharedManners;
  /** Told of each wait, with its milliseconds, before it begins. */
  readonly onWait?: (milliseconds: number) => void;
  /** For tests: instead of a connection over the network. */
  readonly openSession?: () => Promise<Session>;
  /** For tests: instead of waiting, and instead of our clock, in milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
}

/**
 * Opens a wiki; nothing is sent until a page is read.
 *
 * @throws {SyncError} usage: the address would show the password to others, or there is no contact
 */
export function openMediaWiki(options: MediaWikiOptions): Wiki {
  checkOptions(options);
  const context = contextOf(options);
  const ahead = new ReadAhead(context);
  const expected = new ExpectedSave(context);
  const redirects = new Map<string, readonly string[]>();
  let known: SiteSettings | undefined;
  let titleForm: TitleForm | undefined;
  return {
    name: options.name,
    readPage: async (request) => {
      const state =
        (await ahead.take(request, known)) ?? (await readFromWiki(context, request, known));
      known = state.site;
      if (request.isBeforeSave === true) await expected.logIn();
      return state;
    },
    expect: (requests) => ahead.expect(requests),
    readRevisions: (wanted) => readRevisions(context, wanted, redirects),
    prepareSave: (base) => prepareToSave(context, base),
    expectSave: (base) => expected.expect(base),
    savePage: async (edit) => {
      context.halt.check();
      ahead.forget(edit.base.title);
      await expected.come(edit.base);
      return context.pace.take(() => saveToWiki(context, edit));
    },
    readPages: (titles) => readPagesFromWiki(context, titles),
    createPage: async (page) => {
      context.halt.check();
      return context.pace.take(() => createOnWiki(context, page));
    },
    findEdit: (sent) => findEdit(context, sent),
    readHistory: (request) => readHistory(context, request),
    render: (page, text) => context.connection.parsed(page, text, asHtml),
    readTemplateData: async (template) => {
      // The extension brings a tag: where that is missing nothing needs to be asked.
      if (known?.extensionTags.includes('templatedata') === false) return undefined;
      return readTemplateData(context.connection, template);
    },
    readChanges: async (request) => {
      const { form, ...seen } = await readChanges(context, request, titleForm);
      titleForm = form;
      return seen;
    },
    findPages: (wanted) => findPages(context, wanted),
    readTitles: (titles) => readTitles(context, titles),
    revisionLink: (revisionId) => revisionLink(options.api, revisionId),
    userLink: (user) => userLink(options.api, user),
    close: () => Promise.resolve(),
  };
}

/** As a reader sees it, without links to edit it. */
const asHtml = {
  prop: 'text',
  contentmodel: 'wikitext',
  preview: true,
  disableeditsection: true,
  disabletoc: true,
  disablelimitreport: true,
};

function pagesOf({ pages = 1 }: MediaWikiOptions): number {
  return typeof pages === 'function' ? pages() : pages;
}

function contextOf(options: MediaWikiOptions): WikiContext {
  const wait =
    options.wait ??
    ((milliseconds) => {
      options.onWait?.(milliseconds);
      return pause(milliseconds, options.stopping);
    });
  const now = options.now ?? Date.now;
  const { name, credentials } = options;
  const gap = options.editGap ?? 10_000;
  const settleTime = 1000 * (options.settleSeconds ?? 150);
  const manners = options.manners ?? ownManners(now);
  const { turns, pace } = manners({ wiki: name, api: options.api, gap, settleTime, wait });
  const budget = new Budget({
    ...{ wiki: name, now },
    pages: () => pagesOf(options),
    seconds: options.runSeconds ?? 3600,
  });
  return {
    name,
    stop: options.stop,
    bot: options.bot ?? true,
    minor: options.minor ?? false,
    connection: new Connection({
      wiki: name,
      credentials,
      isPrivate: options.private ?? false,
      open: options.openSession ?? (() => openSession(options)),
      wait,
      turns,
      budget,
    }),
    grantRequests: (requests) => budget.grant(requests),
    wait,
    now,
    settleTime,
    pace,
    halt: new Halt(),
    holds: options.holds ?? defaultHolds,
    heedsMessages: options.messages !== 'ignore',
    reads: new Map(),
  };
}

async function pause(milliseconds: number, stopping: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, stopping === undefined ? {} : { signal: stopping });
  } catch {
    throw new SyncError('interrupted', 'The run was stopped while it waited for the wiki.', {
      hint: 'Run it again: what was left open is settled first.',
    });
  }
}

/**
 * Opens a session in the name of the credentials; nothing is sent yet.
 *
 * @param credentials the options' own, if absent
 */
export async function openSession(
  options: MediaWikiOptions,
  credentials: Credentials = options.credentials,
): Promise<Session> {
  // mwn takes a third of a second to load, which a folder of pages need not pay.
  const { openMwnSession } = await import('./mwn-session.ts');
  return openMwnSession({
    api: options.api,
    userAgent: `wikisync/${options.version} (${options.contact}) mwn/3.0.3`,
    credentials,
    proxy: options.proxy,
    deadlines: options.deadlines ?? { get: 60_000, post: 150_000 },
  });
}

/** @throws {SyncError} usage: the address would show the password to others, or there is no contact */
export function checkOptions({ name, api, contact }: MediaWikiOptions): void {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && loopback)) {
    throw new SyncError('usage', `The address of wiki '${name}' does not begin with https.`, {
      hint: 'Passwords and tokens are only sent encrypted.',
    });
  }
  if (contact.trim() === '') {
    throw new SyncError('usage', `There is no contact for wiki '${name}'.`, {
      hint: 'Wikis ask bots to say whom to write to: an e-mail address or the address of a page.',
    });
  }
}
