/** A listing as the rules of `check` see it. */
import type { DataFile } from '../core/data-file.ts';
import { type DataEntry, readDataRecords } from '../core/data-records.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { type Linted, lint } from '../core/lint/lint.ts';
import type { LintedPage, LintInput, WikiFacts } from '../core/lint/rule.ts';
import { dataOfPage } from '../core/pages/data-of-page.ts';
import type { Identified } from '../core/read-records.ts';
import { withLineFeeds } from '../core/wikitext/line-feeds.ts';
import { readPageRecords } from '../core/wikitext/page-records.ts';
import { parsePage } from '../core/wikitext/parse-page.ts';
import type { SiteSettings } from '../core/wikitext/site.ts';
import type { ListingJob } from './job.ts';
import type { Planning } from './plan-listing.ts';
import type { DataSide } from './read-sides.ts';

/** How a listing is checked. */
export interface CheckCall {
  /** ISO 8601: the day by which what is stale, and what a waiver is for, is told. */
  readonly today: string;
}

/** Both sides' texts. */
export interface SideTexts {
  readonly page: string;
  readonly data: string;
}

/** What is given to the rules, and what reading it reported. */
export interface ReadForLint {
  readonly input: LintInput;
  readonly found: readonly Diagnostic[];
}

/** What was read for a plan, with all that planning reported. */
export function plannedForLint(
  job: ListingJob,
  planning: Planning,
  about: CheckCall & { readonly facts: WikiFacts },
): ReadForLint {
  const { data, page } = planning.sides;
  const { read } = planning.whole;
  const { shownPath, format } = job.data;
  const source = `${job.wiki.name}:${page.revision.title}`;
  const linted: LintedPage | undefined =
    read === undefined
      ? undefined
      : {
          ...{ source, parsed: read.page, site: page.site, read: read.wiki },
          planned: withLineFeeds(planning.whole.pageText).text,
        };
  return {
    input: {
      ...{ schema: job.schema, options: job.check.options, page: linted, ...about },
      data: { source: shownPath, read: read?.data ?? dataOf(job, data.file) },
    },
    found: [...planning.diagnostics, ...format.lint(data.text, shownPath)],
  };
}

/** The data file alone. */
export function dataForLint(
  job: ListingJob,
  { text, file }: DataSide,
  call: CheckCall,
): ReadForLint {
  const { schema, check, data } = job;
  const read = dataOf(job, file);
  return {
    input: {
      ...{ schema, options: check.options, page: undefined, facts: {}, today: call.today },
      data: { source: data.shownPath, read },
    },
    found: [...read.diagnostics, ...data.format.lint(text, data.shownPath)],
  };
}

/** Texts that are not written yet; they must be ones that can be read. */
export function textsForLint(
  job: ListingJob,
  texts: SideTexts,
  about: CheckCall & {
    readonly facts: WikiFacts;
    readonly title: string;
    readonly site: SiteSettings;
  },
): ReadForLint {
  const { schema, data, check } = job;
  const { title, site, facts, today } = about;
  const parsed = parsePage(withLineFeeds(texts.page).text, schema, site);
  const { value: file, diagnostics } = data.format.parse(texts.data, data.shownPath);
  if (typeof parsed === 'string' || file === undefined) {
    throw new Error(`What was fixed in '${job.name}' cannot be read.`);
  }
  const source = `${job.wiki.name}:${title}`;
  const onPage = readPageRecords(parsed, schema, source);
  const inData = dataOf(job, file);
  return {
    input: {
      ...{ schema, options: check.options, facts, today },
      page: { source, parsed, site, read: onPage },
      data: { source: data.shownPath, read: inData },
    },
    found: [
      ...diagnostics,
      ...onPage.diagnostics,
      ...inData.diagnostics,
      ...data.format.lint(texts.data, data.shownPath),
    ],
  };
}

function dataOf({ schema }: ListingJob, file: DataFile): Identified<DataEntry> {
  return dataOfPage(readDataRecords(file, schema), schema);
}

/** Runs the rules. */
export function lintOf(job: ListingJob, { input, found }: ReadForLint): Linted {
  return lint(input, found, job.check);
}
