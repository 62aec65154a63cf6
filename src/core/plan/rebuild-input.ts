/** What a page is regenerated from, read. */
import { type DataEntry, readDataRecords } from '../data-records.ts';
import { type Checked, type Diagnostic, hasErrors } from '../diagnostic.ts';
import type { Layout } from '../layout/layout.ts';
import { dataOfPage } from '../pages/data-of-page.ts';
import type { Identified } from '../read-records.ts';
import { withLineFeeds } from '../wikitext/line-feeds.ts';
import { type PageEntry, readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import type { PageContext } from '../wikitext/place-steps.ts';
import { isWithoutRecords } from './guards.ts';
import type { PlanInput } from './make-plan.ts';
import type { NamedListing } from './page-layout.ts';
import { untrusted } from './plan-of.ts';

/** What a page is regenerated from. */
export interface RebuildInput extends PlanInput {
  /** The config's; the listing's sections and the data file's order are enough without one. */
  readonly pageLayout: Layout;
  /** The other listings of the page, whose records stay. */
  readonly neighbours: readonly NamedListing[];
  /** Of a good revision, whose prose is taken; the page's own if absent. */
  readonly prose: string | undefined;
  /** Whether what people wrote is replaced by what the layout says. */
  readonly replacesProse: boolean;
}

/** A page's text, and its records. */
export interface ReadPage {
  readonly context: PageContext;
  readonly read: Identified<PageEntry>;
}

/** Everything, read. */
export interface ReadRebuild {
  readonly data: Identified<DataEntry>;
  readonly page: ReadPage;
  /** The page that prose is taken from. */
  readonly prose: ReadPage;
}

/** Reads the data file's records and the pages'; an error is what keeps it from being trusted. */
export function readRebuild(input: RebuildInput): Checked<ReadRebuild> {
  const { schema, prose: proseText } = input;
  const { source, text } = input.page;
  const all = readDataRecords(input.data.file, schema);
  const data = dataOfPage(all, schema);
  const dataOrder = data.set.records.map(({ key }) => key);
  const page = readPage(input, text, dataOrder);
  if (typeof page === 'string') return { diagnostics: [untrusted(source, page)] };
  const prose = proseText === undefined ? page : readPage(input, proseText, dataOrder);
  if (typeof prose === 'string') return { diagnostics: [untrusted(`${source} as it was`, prose)] };
  const isKept = prose === page && !input.replacesProse;
  const diagnostics = [
    ...data.diagnostics,
    // Headings come back.
    ...page.read.diagnostics.filter(({ code }) => code !== 'section-unknown'),
    ...emptyData(input, page, data),
    ...elsewhere(page, data, all),
    ...coming(input, page, data),
    ...(isKept ? [] : wouldBeLost(page, source)),
  ];
  const isHarmless = isKept || !hasErrors(wouldBeLost(page, source));
  const isUsable =
    isHarmless &&
    !hasErrors([
      ...data.diagnostics,
      ...emptyData(input, page, data),
      ...elsewhere(page, data, all),
      ...coming(input, page, data),
    ]);
  return isUsable ? { value: { data, page, prose }, diagnostics } : { diagnostics };
}

function readPage(
  { schema, page: { site, source } }: RebuildInput,
  original: string,
  dataOrder: readonly string[],
): ReadPage | string {
  const page = parsePage(withLineFeeds(original).text, schema, site);
  if (typeof page === 'string') return page;
  const read = readPageRecords(page, schema, source);
  const entries = new Map(
    read.pairs
      .filter(({ record }) => !read.set.quarantined.has(record.key))
      .map(({ record, entry }) => [record.key, entry]),
  );
  return { context: { page, entries, schema, site, dataOrder }, read };
}

function emptyData(
  input: RebuildInput,
  { read }: ReadPage,
  { set }: Identified<DataEntry>,
): readonly Diagnostic[] {
  if (!isWithoutRecords(set) || input.allowed.has('empty')) return [];
  // An archive that nothing is in yet has nothing to lose.
  if (isWithoutRecords(read.set) && (input.base?.records.size ?? 0) === 0) return [];
  return [
    {
      code: 'side-empty',
      severity: 'error',
      message: 'The data file has no records: the page would lose all that it has.',
      hint: 'Restore the data file; if it is meant, allow it with --allow empty.',
      place: { source: input.data.path },
    },
  ];
}

/** Records that are to go to another page of the listing are added there before they leave this one. */
function elsewhere(
  { context }: ReadPage,
  own: Identified<DataEntry>,
  all: Identified<DataEntry>,
): readonly Diagnostic[] {
  const keys = new Set(own.pairs.map(({ record }) => record.key));
  return all.pairs
    .filter(({ record: { key } }) => !keys.has(key) && context.entries.has(key))
    .map(({ record: { key } }) => ({
      code: 'regenerate-pending',
      severity: 'error',
      message: `'${key}' belongs on another page of the listing.`,
      hint: "Let 'wikisync sync' take it there first.",
      record: key,
    }));
}

/** Records that come from another page bring their calls along, with what only these say. */
function coming(
  { others }: RebuildInput,
  { context }: ReadPage,
  { pairs }: Identified<DataEntry>,
): readonly Diagnostic[] {
  return pairs.flatMap(({ record: { key } }) => {
    if (context.entries.has(key)) return [];
    const from = others?.read.find(({ records }) =>
      records.pairs.some(({ record }) => record.key === key),
    );
    if (from === undefined) return [];
    return [
      {
        code: 'regenerate-pending',
        severity: 'error',
        message: `'${key}' still stands on '${from.title}'.`,
        hint: "Let 'wikisync sync' bring it first.",
        record: key,
      },
    ];
  });
}

/** Calls that cannot be told apart are left alone where they are, and have no place on a new page. */
function wouldBeLost({ read }: ReadPage, source: string): readonly Diagnostic[] {
  const { quarantined, unidentified } = read.set;
  const count = quarantined.size + unidentified;
  if (count === 0) return [];
  return [
    {
      code: 'regenerate-pending',
      severity: 'error',
      message: `The page has ${count} ${count === 1 ? 'record' : 'records'} that cannot be told apart or read, and that would be lost.`,
      hint: 'Put them right on the page first; without --from and --replace they stay where they are.',
      place: { source },
    },
  ];
}
