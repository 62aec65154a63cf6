/** The pages of an answer, as they are seen. */
import { SyncError } from '../../errors.ts';
import type { PageAnswer, QueryAnswer } from '../answers.ts';
import { pageOf } from '../page-query.ts';
import { revisionOf } from '../page-revision.ts';
import { siteOf, stopPageWords } from '../read-page.ts';
import { templateIn } from '../seen-template.ts';
import type { ReadRequest } from '../wiki.ts';
import type { ExamineRequest, PageSeen, StopSeen } from './seen.ts';

/**
 * Each listing's page.
 *
 * @param about the answer that says what the account may do; `undefined` if that is not known
 * @throws {SyncError} wiki-answer
 */
export function pagesSeen(
  { listings }: ExamineRequest,
  answer: QueryAnswer,
  about: QueryAnswer | undefined,
): readonly PageSeen[] {
  const site = siteOf(answer);
  return listings.map((listing) => ({
    ...pageSeen(listing, answer),
    refusals: about && pageOf(listing.page, withNames(about, answer))?.actions?.edit,
    site: { ...site, templateRedirects: templateIn(listing.template, answer).redirects },
  }));
}

/** The stop page, if there is one in the config. */
export function stopSeen(title: string | undefined, answer: QueryAnswer): StopSeen | undefined {
  if (title === undefined) return undefined;
  const page = pageOf(title, answer);
  const exists = page !== undefined && page.missing !== true && page.invalid !== true;
  return { title, exists, words: stopPageWords(title, answer) };
}

/** Where a redirect leads: the first link, as the word before it differs between languages. */
export function redirectTarget(text: string | undefined): string | undefined {
  return /^\uFEFF?\s*#[^[\n]*\[\[([^\]|#]+)/.exec(text ?? '')?.[1]?.trim();
}

function pageSeen(
  { page: asked, template }: ReadRequest,
  answer: QueryAnswer,
): Omit<PageSeen, 'site' | 'refusals'> {
  const page = pageOf(asked, answer);
  const templatePage = pageOf(`Template:${template}`, answer);
  const levels = (page?.protection ?? []).filter(({ type }) => type === 'edit');
  return {
    title: page?.title ?? asked,
    ...readable(page, asked),
    leadsTo: leadsTo(page),
    protection: levels.map(({ level }) => level),
    template: {
      exists: templatePage !== undefined && templatePage.missing !== true,
      leadsTo: leadsTo(templatePage),
    },
  };
}

function readable(page: PageAnswer | undefined, asked: string): Pick<PageSeen, 'text' | 'trouble'> {
  try {
    return { text: revisionOf(page, asked).text, trouble: undefined };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return { text: undefined, trouble: error };
  }
}

function leadsTo(page: PageAnswer | undefined): string | undefined {
  if (page?.redirect !== true) return undefined;
  return redirectTarget(page.revisions?.[0]?.slots?.main.content) ?? 'another page';
}

/** Titles are found by the names that either answer has for them. */
function withNames(about: QueryAnswer, { query }: QueryAnswer): QueryAnswer {
  const normalized = [...about.query.normalized, ...query.normalized];
  return { ...about, query: { ...about.query, normalized } };
}
