/** From listings whose pages are to be found to listings of pages. */
import { relative } from 'node:path';
import type { Config, ListingConfig } from '../config/normalize.ts';
import { type PagesToFind, pageListings, pageMark, sameFiles } from '../config/page-listings.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { standardSite } from '../core/wikitext/site.ts';
import { canonicalTitle } from '../core/wikitext/title.ts';
import { formatFor } from '../data/formats.ts';
import { SyncError } from '../errors.ts';
import type { ListingOutcome, ListingReport } from '../report/run-report.ts';
import { findPages, type ValuesOfData } from '../sync/find-pages.ts';
import type { Log } from '../sync/job.ts';
import type { Wiki } from '../wiki/wiki.ts';

/** What was found. */
export interface FoundPages {
  readonly listings: readonly ListingConfig[];
  /** What there is to tell of listings some or all of whose pages could not be found. */
  readonly reports: readonly ListingReport[];
}

/** Asks the wikis, and reads data files where pages follow from their values. */
export async function findAllPages(
  config: Config,
  wanted: readonly PagesToFind[],
  about: { readonly wikis: ReadonlyMap<string, Wiki>; readonly cwd: string; readonly log: Log },
): Promise<FoundPages> {
  const taken = new Set(config.listings.flatMap(claimsOf));
  const listings: ListingConfig[] = [];
  const reports: ListingReport[] = [];
  for (const one of wanted) {
    const { pages, problem } = await pagesFound(one, about);
    // A page that has a listing of its own is left to that.
    const own = pages.filter((page) => !claimsOf(page).some((claim) => taken.has(claim)));
    for (const claim of own.flatMap(claimsOf)) taken.add(claim);
    listings.push(...own);
    if (problem !== undefined) reports.push(reportOf(one, problem, about.cwd));
  }
  return { listings, reports };
}

interface Found {
  readonly pages: readonly ListingConfig[];
  readonly problem?: Pick<ListingReport, 'diagnostics' | 'outcome'>;
}

async function pagesFound(
  one: PagesToFind,
  { wikis, cwd, log }: Parameters<typeof findAllPages>[2],
): Promise<Found> {
  const { common, name } = one;
  const wiki = wikis.get(common.wiki);
  if (wiki === undefined) throw new Error(`The wiki of '${name}' is not open.`);
  log('info', `${name}: looking which pages it has on ${common.wiki}`);
  try {
    const titles = await findPages(wiki, one.source, valuesOfData(one, cwd));
    if (titles.size === 0) return refused([noPages(one)], 'it has no pages');
    const hasFiles = common.dataPath.includes(pageMark);
    const twins = hasFiles ? sameFiles([...titles.keys()]) : [];
    const left = new Set(twins.flat());
    const pages = pageListings(one, titles).filter(({ value = '' }) => !left.has(value));
    if (twins.length === 0) return { pages };
    return { ...refused(twins.map(oneFile), 'pages would have one data file'), pages };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const { code, message, hint } = error;
    const more = hint === undefined ? {} : { hint };
    return failed({ kind: 'failed', code, message, ...more });
  }
}

function refused(diagnostics: readonly Diagnostic[], reason: string): Found {
  return { pages: [], problem: { diagnostics, outcome: { kind: 'refused', reason } } };
}

function failed(outcome: ListingOutcome): Found {
  return { pages: [], problem: { diagnostics: [], outcome } };
}

function valuesOfData({ common, field }: PagesToFind, cwd: string): ValuesOfData | undefined {
  const path = common.dataPath;
  const format = formatFor(path);
  if (field === undefined || format === undefined) return undefined;
  return { path, shownPath: relative(cwd, path), format, field: field.name };
}

/** Each page and template of a wiki whose calls are the listing's records. */
function claimsOf({ wiki, page, schema }: ListingConfig): readonly string[] {
  const title = canonicalTitle(page, standardSite);
  return [schema.template, ...schema.aliases].map((template) =>
    JSON.stringify([wiki, title, canonicalTitle(template, standardSite)]),
  );
}

function noPages(one: PagesToFind): Diagnostic {
  return {
    code: 'pages-none',
    severity: 'error',
    message: `There is no page for '${one.name}': ${sourceText(one)} has none.`,
    hint: 'Check its spelling in the config; nothing was done for this listing.',
  };
}

function oneFile([first, second]: readonly [string, string]): Diagnostic {
  return {
    code: 'page-file-twice',
    severity: 'error',
    message: `'${first}' and '${second}' would have one data file on some systems, and are left alone.`,
    hint: 'Make a listing of its own for one of them, with another data file.',
  };
}

function sourceText({ source }: PagesToFind): string {
  switch (source.kind) {
    case 'category':
      return `the category '${source.category}'`;
    case 'prefix':
      return `the prefix '${source.prefix}'`;
    case 'values':
      return `'${source.before}…${source.after}'`;
  }
}

function reportOf(
  one: PagesToFind,
  problem: Pick<ListingReport, 'diagnostics' | 'outcome'>,
  cwd: string,
): ListingReport {
  const { common, name } = one;
  return {
    listing: name,
    wiki: common.wiki,
    page: sourceText(one),
    dataFile: relative(cwd, common.dataPath),
    ...problem,
  };
}
