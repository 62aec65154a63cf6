/** A wiki's pages, people and state, and what people and administrators do to them. */
import { createHash } from 'node:crypto';
import { canonicalTitle } from './titles.ts';

export interface StoredRevision {
  readonly id: number;
  readonly parent: number;
  readonly pageId: number;
  readonly user: string;
  readonly comment: string;
  readonly timestamp: string;
  readonly text: string;
  readonly minor: boolean;
  readonly bot: boolean;
  /** Its text and author are not shown. */
  hidden: boolean;
}

export interface StoredPage {
  readonly id: number;
  title: string;
  model: string;
  /** Group that edits; everybody if `undefined`. */
  protection: string | undefined;
  /** Ids, oldest first. */
  readonly revisions: number[];
}

export interface Account {
  readonly name: string;
  rights: string[];
  groups: string[];
  /** Bot passwords, by label. */
  readonly passwords: Map<string, string>;
  block: { readonly reason: string; readonly pages: readonly string[] | undefined } | undefined;
  newMessages: boolean;
  /** Edits a period, as `userinfo` tells. */
  editLimit: { readonly hits: number; readonly seconds: number } | undefined;
}

export interface NewRevision {
  readonly user: string;
  readonly text: string;
  readonly comment?: string;
  readonly minor?: boolean;
  readonly bot?: boolean;
}

/** An edit that met an abuse filter. */
export interface FilterHit {
  readonly user: string;
  readonly filter: string;
  readonly title: string;
  readonly result: string;
  readonly timestamp: string;
}

/** Without them nobody may be anybody. */
const plainRights = ['read', 'edit', 'createpage', 'minoredit', 'writeapi'];

export class Store {
  readonly pages = new Map<string, StoredPage>();
  readonly revisions = new Map<number, StoredRevision>();
  readonly accounts = new Map<string, Account>();
  /** Access tokens' accounts. */
  readonly bearers = new Map<string, string>();
  /** Seconds; stands still unless a test lets it go on. */
  time = Date.parse('2026-01-01T00:00:00Z') / 1000;
  readonly: string | undefined;
  /** Only those who are logged in may read. */
  private = false;
  /** Seconds that the replicas are behind. */
  lag = 0;
  /** Without diff3 nothing is merged. */
  canMerge = true;
  /** Longest text, in bytes. */
  maxBytes = 2 * 1024 * 1024;
  rateLimited = false;
  captcha = false;
  generator = 'MediaWiki 1.45.0';
  /** Whether it has the extension. */
  hasTemplateData = true;
  /** Edits that met an abuse filter, newest first; `undefined` without the extension. */
  filterHits: FilterHit[] | undefined;
  /** Pages whose text one answer holds; the others come by continuing. */
  contentsPerAnswer = Number.POSITIVE_INFINITY;
  /** Entries of a list in one answer. */
  listedPerAnswer = 500;
  /** Edits that a filter has warned of since the last login: sessions keep them. */
  readonly warnings = new Set<string>();
  /** Requests for a new revision that still go to a replica without it. */
  staleReads = 0;
  #lastPage = 0;
  #lastRevision = 0;

  get timestamp(): string {
    return new Date(this.time * 1000).toISOString().replace('.000', '');
  }

  createAccount(name: string, more: { readonly bot?: boolean } = {}): Account {
    const account = {
      name,
      groups: ['*', 'user', ...(more.bot === true ? ['bot'] : [])],
      rights: [...plainRights, ...(more.bot === true ? ['bot'] : [])],
      passwords: new Map<string, string>(),
      block: undefined,
      newMessages: false,
      editLimit: undefined,
    };
    this.accounts.set(name, account);
    return account;
  }

  /** Saves as it is, without any check, and makes the page if need be. */
  put(title: string, revision: NewRevision): StoredRevision {
    const name = canonicalTitle(title);
    const page = this.pages.get(name) ?? this.#create(name);
    return this.#append(page, revision);
  }

  latest(title: string): StoredRevision | undefined {
    const id = this.#page(title)?.revisions.at(-1);
    return id === undefined ? undefined : this.revisions.get(id);
  }

  history(title: string): readonly StoredRevision[] {
    return this.#page(title)?.revisions.flatMap((id) => this.revisions.get(id) ?? []) ?? [];
  }

  delete(title: string): void {
    this.pages.delete(canonicalTitle(title));
  }

  /** Leaves a redirect, as moving does. */
  move(from: string, to: string): void {
    const page = this.#page(from);
    if (page === undefined) throw new RangeError(`no page: ${from}`);
    this.pages.delete(page.title);
    page.title = canonicalTitle(to);
    this.pages.set(page.title, page);
    const comment = `moved page [[${from}]] to [[${to}]]`;
    this.#append(page, { user: 'Admin', text: this.latest(to)?.text ?? '', comment });
    this.put(from, { user: 'Admin', text: `#REDIRECT [[${to}]]`, comment });
  }

  protect(title: string, level: string | undefined): void {
    const page = this.#page(title);
    if (page !== undefined) page.protection = level;
  }

  #page(title: string): StoredPage | undefined {
    return this.pages.get(canonicalTitle(title));
  }

  #create(title: string): StoredPage {
    this.#lastPage += 1;
    const page = {
      id: this.#lastPage,
      title,
      model: 'wikitext',
      protection: undefined,
      revisions: [],
    };
    this.pages.set(title, page);
    return page;
  }

  #append(page: StoredPage, { user, text, comment, minor, bot }: NewRevision): StoredRevision {
    this.#lastRevision += 1;
    const revision = {
      id: this.#lastRevision,
      parent: page.revisions.at(-1) ?? 0,
      pageId: page.id,
      user,
      comment: shortened(comment ?? ''),
      timestamp: this.timestamp,
      text,
      minor: minor ?? false,
      bot: bot ?? false,
      hidden: false,
    };
    this.revisions.set(revision.id, revision);
    page.revisions.push(revision.id);
    return revision;
  }
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function shortened(comment: string): string {
  return comment.length > 500 ? `${comment.slice(0, 497)}...` : comment;
}
