/** The doctor's round: each wiki once, then its listings; one that fails does not stop the others. */
import { type Finding, ok, problem, warning } from '../../core/finding.ts';
import type { RecordSchema } from '../../core/schema.ts';
import { SyncError } from '../../errors.ts';
import type { ExaminedListing, ExaminedWiki } from '../../report/doctor-report.ts';
import type { StateStore } from '../../state/store.ts';
import type { Credentials } from '../../wiki/credentials.ts';
import type {
  ExamineRequest,
  FolderSeen,
  MediaWikiSeen,
  PageSeen,
} from '../../wiki/examine/seen.ts';
import { type ListingJob, type Log, refuseIfStopping } from '../job.ts';
import { judgeAccount, judgeFilters } from './judge-account.ts';
import { examineData } from './judge-data.ts';
import { judgeEndpoint } from './judge-endpoint.ts';
import { judgeLogin } from './judge-login.ts';
import { type Editor, judgePage } from './judge-page.ts';
import { judgeSite, judgeStop } from './judge-site.ts';
import { examineState } from './judge-state.ts';

/** A wiki to look at. */
export type WikiToExamine =
  | {
      readonly kind: 'mediawiki';
      readonly name: string;
      /** Address of its `api.php`. */
      readonly place: string;
      /** Whether edits are marked as a bot's. */
      readonly bot: boolean;
      readonly credentials: Credentials;
      /** What the variables of its credentials begin with. */
      readonly variables: string;
      /** What is wrong with the credentials, before anything is sent. */
      readonly findings: readonly Finding[];
      readonly examine: (request: ExamineRequest) => Promise<MediaWikiSeen>;
    }
  | {
      readonly kind: 'folder';
      readonly name: string;
      /** Path of its folder, as the user knows it. */
      readonly place: string;
      readonly examine: (request: ExamineRequest) => Promise<FolderSeen>;
    };

/** A listing to look at. */
export interface ListingToExamine {
  readonly name: string;
  readonly wiki: string;
  readonly page: string;
  readonly schema: RecordSchema;
  readonly data: ListingJob['data'];
}

/** What the round is made over. */
export interface Round {
  readonly wikis: readonly WikiToExamine[];
  readonly listings: readonly ListingToExamine[];
  readonly state: StateStore;
  readonly log: Log;
  /** Aborted when no further wiki is to be looked at. */
  readonly stopping: AbortSignal;
}

/**
 * Looks at every wiki and listing, in the config's order.
 *
 * @throws {SyncError} interrupted
 */
export async function examineWikis(round: Round): Promise<{
  readonly wikis: readonly ExaminedWiki[];
  readonly listings: readonly ExaminedListing[];
}> {
  const wikis: ExaminedWiki[] = [];
  const about = new Map<string, readonly Finding[]>();
  for (const wiki of round.wikis) {
    refuseIfStopping(round);
    const listings = round.listings.filter((listing) => listing.wiki === wiki.name);
    round.log('info', `looking at ${wiki.name}`);
    const { findings, pages } = await examined(wiki, listings);
    wikis.push({ wiki: wiki.name, place: wiki.place, findings });
    for (const [index, { name }] of listings.entries()) about.set(name, pages[index] ?? []);
  }
  const listings: ExaminedListing[] = [];
  for (const listing of round.listings) {
    const { name, wiki, page } = listing;
    const findings = [
      ...(about.get(name) ?? []),
      ...(await examineData(listing.data)),
      ...(await examineState(round.state, listing)),
    ];
    listings.push({ listing: name, wiki, page, findings });
  }
  return { wikis, listings };
}

/** The findings of a wiki, and those of each listing on it. */
interface Examined {
  readonly findings: readonly Finding[];
  readonly pages: readonly (readonly Finding[])[];
}

async function examined(
  wiki: WikiToExamine,
  listings: readonly ListingToExamine[],
): Promise<Examined> {
  const request = {
    listings: listings.map(({ page, schema }) => ({ page, template: schema.template })),
  };
  try {
    if (wiki.kind === 'folder') return judgeFolder(await wiki.examine(request), wiki, listings);
    return judgeMediaWiki(await wiki.examine(request), wiki, listings);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const advice = error.hint ?? 'Check the address in the config.';
    return { findings: [problem('wiki', error.code, error.message, advice)], pages: [] };
  }
}

function judgeMediaWiki(
  seen: MediaWikiSeen,
  wiki: WikiToExamine & { readonly kind: 'mediawiki' },
  listings: readonly ListingToExamine[],
): Examined {
  const { account, failure } = seen;
  const needs = { bot: wiki.bot, titles: listings.map(({ page }) => page) };
  const findings = [
    ...(failure === undefined ? [] : [judgeEndpoint(failure, wiki.place)]),
    ...judgeSite(seen),
    ...wiki.findings,
    ...(wiki.findings.length > 0 ? [] : judgeLogin(seen, loginOf(wiki))),
    ...(account === undefined ? [] : judgeAccount(account, needs)),
    ...judgeFilters(seen.filters),
    ...(seen.site === undefined ? [] : [judgeStop(seen.stop)]),
  ];
  const editor = { wiki: wiki.name, name: nameOf(wiki.credentials, seen), account };
  return { findings, pages: judgePages(seen.pages, listings, editor) };
}

function loginOf(wiki: WikiToExamine & { readonly kind: 'mediawiki' }) {
  return { credentials: wiki.credentials.kind, variables: wiki.variables };
}

/** The account's name, even if it could not log in. */
function nameOf(credentials: Credentials, { login }: MediaWikiSeen): string | undefined {
  if (login.kind === 'done') return login.account;
  return credentials.kind === 'password' ? credentials.username.replace(/@.*$/s, '') : undefined;
}

function judgeFolder(
  seen: FolderSeen,
  wiki: { readonly name: string; readonly place: string },
  listings: readonly ListingToExamine[],
): Examined {
  const editor = { wiki: wiki.name, name: undefined, account: undefined };
  return {
    findings: [folderFinding(seen, wiki.place)],
    pages: judgePages(seen.pages, listings, editor),
  };
}

function folderFinding({ exists, unwritable }: FolderSeen, place: string): Finding {
  if (!exists) {
    return problem(
      'folder',
      'folder-missing',
      `There is no folder '${place}'.`,
      "Check the wiki's 'folder', which is relative to the config.",
    );
  }
  return unwritable === undefined
    ? ok('folder', 'folder-writable', `The folder '${place}' can be read and written to.`)
    : problem(
        'folder',
        'folder-unwritable',
        `The folder '${place}' cannot be written to (${unwritable}).`,
        'Pages can be planned and pulled from it, but not pushed to it.',
      );
}

function judgePages(
  pages: readonly PageSeen[],
  listings: readonly ListingToExamine[],
  editor: Editor,
): readonly (readonly Finding[])[] {
  return listings.map(({ schema }, index) => {
    const page = pages[index];
    if (page !== undefined) return judgePage(page, schema, editor);
    const advice = 'Look at what was found about the wiki first.';
    return [warning('page', 'page-unseen', 'The page could not be looked at.', advice)];
  });
}
