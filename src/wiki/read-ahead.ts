/** Reads pages that are about to be asked for, many in one request. */
import type { SiteSettings } from '../core/wikitext/site.ts';
import { canonicalTitle } from '../core/wikitext/title.ts';
import type { QueryAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';
import { heedRates } from './heed-rates.ts';
import { pageQuery } from './page-query.ts';
import { pageStateIn, siteOf } from './read-page.ts';
import { type SeenTemplate, templateIn } from './seen-template.ts';
import type { PageState, ReadRequest } from './wiki.ts';

/** Titles whose texts are asked for at once: more would be too much for memory, and for one answer. */
export const mostTexts = 50;

/** Milliseconds for which what was read ahead is taken for what is there. */
const fresh = 60_000;

/** An answer about several pages, of which some are still to be taken. */
interface Ahead {
  readonly answer: QueryAnswer;
  /** Milliseconds, by our clock. */
  readonly readAt: number;
  /** Whether it was the account that asked. */
  readonly isAccounts: boolean;
  /** From when on the account's own edits were asked for. */
  readonly since: string | undefined;
  readonly requests: Map<string, ReadRequest>;
  readonly size: number;
}

/** The pages that are expected to be read, and those that were read ahead of it. */
export class ReadAhead {
  readonly #context: WikiContext;
  #expected = new Map<string, ReadRequest>();
  #ahead: Ahead | undefined;
  #site: SiteSettings | undefined;
  readonly #templates = new Map<string, SeenTemplate>();
  /** Titles in one request: less once an answer was cut, as the texts are long. */
  #most = mostTexts;
  /** Less where so much time goes by with each page that what was read ahead gets old. */
  #useful = mostTexts;

  constructor(context: WikiContext) {
    this.#context = context;
  }

  /** See `Wiki.expect`. */
  expect(requests: readonly ReadRequest[]): void {
    this.#expected = new Map(requests.map((request) => [nameOf(request), request]));
    this.#ahead = undefined;
  }

  /** Forgets what was read ahead of a page: it is to be read as it is now. */
  forget(title: string): void {
    const forgotten = titleOf(title);
    for (const requests of [this.#expected, this.#ahead?.requests ?? new Map()]) {
      for (const [name, { page }] of requests) {
        if (titleOf(page) === forgotten) requests.delete(name);
      }
    }
  }

  /**
   * The page, if it was expected, with as many of the others as one answer holds; `undefined` if it
   * has to be read alone.
   *
   * @param known the wiki's settings, if they were read before
   * @throws {SyncError} as `Wiki.readPage`
   */
  async take(
    request: ReadRequest,
    known: SiteSettings | undefined,
  ): Promise<PageState | undefined> {
    const name = nameOf(request);
    this.#site ??= known;
    if (request.isFresh === true) this.forget(request.page);
    if (!this.#expected.has(name)) return undefined;
    if (!this.#isAhead(name)) this.#ahead = await this.#read(name, request);
    this.#expected.delete(name);
    if (this.#ahead?.requests.delete(name) !== true) return undefined;
    const { answer, readAt, isAccounts, since } = this.#ahead;
    // Edits before that were not asked for.
    if (since !== undefined && since > (request.since ?? '')) return undefined;
    this.#site ??= siteOf(answer);
    const template = this.#templateIn(request.template, answer);
    const about = { answer, site: this.#site, template, readAt, isAccounts };
    return pageStateIn(this.#context, request, about);
  }

  #isAhead(name: string): boolean {
    return this.#ahead?.requests.has(name) === true && !this.#isOld(this.#ahead);
  }

  #isOld({ readAt }: Ahead): boolean {
    return this.#context.now() - readAt > fresh;
  }

  /** With those that are expected after it, in their order. */
  async #read(name: string, first: ReadRequest): Promise<Ahead | undefined> {
    this.#learn();
    while (this.#most > 1) {
      const requests = this.#batch(name, first);
      if (requests.size < 2) return undefined;
      const { answer, isAccounts, since } = await this.#ask([...requests.values()]);
      if (answer.batchcomplete === true) {
        heedRates(this.#context, answer);
        const readAt = this.#context.now();
        return { answer, readAt, isAccounts, since, requests, size: requests.size };
      }
      this.#most = Math.floor(requests.size / 2);
    }
    return undefined;
  }

  /** From how much of the last answer was of use. */
  #learn(): void {
    if (this.#ahead === undefined) return;
    const { requests, size } = this.#ahead;
    const taken = size - requests.size;
    this.#useful = this.#isOld(this.#ahead)
      ? Math.max(3, 2 * taken)
      : Math.min(mostTexts, 2 * this.#useful);
  }

  #batch(name: string, first: ReadRequest): Map<string, ReadRequest> {
    const batch = new Map([[name, first]]);
    const titles = new Set(this.#titlesOf(first));
    let isBefore = true;
    for (const [other, request] of this.#expected) {
      if (isBefore) isBefore = other !== name;
      if (isBefore || other === name) continue;
      const more = this.#titlesOf(request).filter((title) => !titles.has(title));
      if (titles.size + more.length > Math.min(this.#most, this.#useful)) break;
      for (const title of more) titles.add(title);
      batch.set(other, request);
    }
    return batch;
  }

  #titlesOf(request: ReadRequest): readonly string[] {
    const { stop } = this.#context;
    const templates = this.#unknown([request]).map((template) => `Template:${template}`);
    return [request.page, ...templates, ...(stop === undefined ? [] : [stop])];
  }

  async #ask(
    requests: readonly ReadRequest[],
  ): Promise<Pick<Ahead, 'answer' | 'isAccounts' | 'since'>> {
    const { connection, stop } = this.#context;
    const times = requests.map((request) => request.since).toSorted();
    const since = times.includes(undefined) ? undefined : times[0];
    const build = pageQuery({
      pages: [...new Set(requests.map(({ page }) => page))],
      templates: this.#unknown(requests),
      ...{ stop, account: connection.account, site: this.#site === undefined },
      ...(since === undefined ? {} : { since }),
    });
    let isAccounts = false;
    const answer = await connection.query((loggedIn) => {
      isAccounts = loggedIn;
      return build(loggedIn);
    });
    return { answer, isAccounts, since };
  }

  /** Templates of which it was not asked yet. */
  #unknown(requests: readonly ReadRequest[]): readonly string[] {
    const names = new Set(requests.map(({ template }) => template));
    return [...names].filter((template) => !this.#templates.has(template));
  }

  #templateIn(template: string, answer: QueryAnswer): SeenTemplate {
    const seen = this.#templates.get(template) ?? templateIn(template, answer);
    this.#templates.set(template, seen);
    return seen;
  }
}

function nameOf({ page, template }: ReadRequest): string {
  return JSON.stringify([page, template]);
}

function titleOf(page: string): string {
  return canonicalTitle(page, { caseSensitive: false });
}
