/** What a look at a wiki shows, as data: what it means is judged elsewhere. */
import type { SiteSettings } from '../../core/wikitext/site.ts';
import type { SyncError } from '../../errors.ts';
import type { QueryAnswer } from '../answers.ts';
import type { ApiError, Failure } from '../session.ts';
import type { ReadRequest } from '../wiki.ts';

/** What is looked at on one wiki. */
export interface ExamineRequest {
  /** The page and the template of each listing. */
  readonly listings: readonly ReadRequest[];
}

/** A MediaWiki as it was seen; a part that could not be seen is `undefined`. */
export interface MediaWikiSeen {
  /** Why it could not be asked about itself. */
  readonly failure: Failure | undefined;
  /** Why it wants bots to wait, in its words. See https://www.mediawiki.org/wiki/Manual:Maxlag_parameter */
  readonly lag: string | undefined;
  /** Whether only those who are logged in may read. */
  readonly isPrivate: boolean;
  readonly login: LoginSeen;
  readonly site: SiteSeen | undefined;
  readonly account: AccountSeen | undefined;
  readonly filters: FiltersSeen;
  /** The stop page of the config, if there is one and the wiki was seen. */
  readonly stop: StopSeen | undefined;
  /** In the order of the listings; empty if nothing could be read. */
  readonly pages: readonly PageSeen[];
}

/** How logging in went. */
export type LoginSeen =
  /** There are no credentials. */
  | { readonly kind: 'none' }
  /** The wiki was not reached. */
  | { readonly kind: 'untried' }
  | { readonly kind: 'done'; readonly account: string }
  | { readonly kind: 'refused'; readonly error: SyncError };

/** What a wiki says of itself. */
export interface SiteSeen {
  /** `MediaWiki 1.39.17`. */
  readonly generator: string;
  readonly name: string;
  /** Why it is read-only; `''` without a reason, `undefined` if it is not. */
  readonly readOnly: string | undefined;
  /** Milliseconds by which the wiki's clock is ahead of this machine's; `undefined` if it tells no time. */
  readonly ahead: number | undefined;
}

/** The account, as the wiki sees it now, with this bot password's or token's grants. */
export interface AccountSeen {
  readonly name: string;
  readonly rights: readonly string[];
  readonly groups: readonly string[];
  readonly block:
    | {
        readonly by: string;
        readonly reason: string;
        /** ISO 8601, or `infinite`. */
        readonly expiry: string;
        readonly isPartial: boolean;
      }
    | undefined;
  readonly hasMessages: boolean;
  /** So many edits in so many seconds; none if it is not limited. */
  readonly editLimits: readonly { readonly hits: number; readonly seconds: number }[];
}

/** Edits of the account that met an abuse filter. */
export type FiltersSeen =
  /** Nobody was logged in, or the wiki has no such filters. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  /** Newest first; not all of them, if there are many. */
  | { readonly kind: 'log'; readonly hits: readonly FilterHit[] };

/** An edit that met a filter; `result` names what the filter did, and is empty if it only noted it. */
export type FilterHit = NonNullable<QueryAnswer['query']['abuselog']>[number];

/** The page on which people stop the bot. */
export interface StopSeen {
  readonly title: string;
  readonly exists: boolean;
  /** `undefined` if it does not stop. */
  readonly words: string | undefined;
}

/** A listing's page. */
export interface PageSeen {
  /** As the wiki writes it. */
  readonly title: string;
  /** `undefined` if there is trouble. */
  readonly text: string | undefined;
  /** Why it cannot be read as a page: missing, a redirect, not wikitext, hidden. */
  readonly trouble: SyncError | undefined;
  /** Where it leads, if it is a redirect. */
  readonly leadsTo: string | undefined;
  /** Rights or groups that editing it needs, besides the right to edit. */
  readonly protection: readonly string[];
  /** Why the account may not edit it; `undefined` if that is not known. */
  readonly refusals: readonly ApiError[] | undefined;
  readonly template: TemplateSeen;
  readonly site: SiteSettings;
}

/** A listing's template. */
export interface TemplateSeen {
  /** `undefined` where pages are kept without their templates. */
  readonly exists: boolean | undefined;
  readonly leadsTo: string | undefined;
}

/** A folder of pages as it was seen. */
export interface FolderSeen {
  readonly folder: string;
  readonly exists: boolean;
  /** Why nothing can be saved in it. */
  readonly unwritable: string | undefined;
  readonly pages: readonly PageSeen[];
}
