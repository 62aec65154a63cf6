/** Makes pages from records: plans them all, and writes those that are not as they should be. */
import { readDataRecords } from '../core/data-records.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { readLayout } from '../core/layout/render-layout.ts';
import { wantedPages } from '../core/made/plan-made.ts';
import { asWritten } from '../core/pages/data-of-page.ts';
import { digestOf, mappingDigest } from '../core/plan/digest.ts';
import { checkGuards } from '../core/plan/guards.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { ListingRecord } from '../core/record.ts';
import { diffLines } from '../core/render/line-diff.ts';
import { standardSite } from '../core/wikitext/site.ts';
import { SyncError } from '../errors.ts';
import { readText } from '../files.ts';
import type { ListingOutcome, ListingReport } from '../report/run-report.ts';
import { type ComparedPages, comparePages } from './compare-made.ts';
import type { ListingJob, MakerSetup } from './job.ts';
import { reportHead } from './plan-listing.ts';
import { readData } from './read-sides.ts';
import { type Attempt, type Note, planningAnew } from './replan.ts';
import { changeOf, settleMade, writeMade } from './write-made.ts';

/** Pages to be made, wired like a listing. */
export type MakerJob = ListingJob & { readonly maker: MakerSetup };

/** Whether a job makes pages. */
export function isMakerJob(job: ListingJob): job is MakerJob {
  return job.maker !== undefined;
}

/** How they are made. */
export interface MakeOptions {
  readonly dryRun: boolean;
  /** A page that people edited, and whose text is to stand in the end. */
  readonly resolve?: { readonly title: string; readonly take: 'data' | 'wiki' };
}

/** Plans, and writes the pages one after the other. */
export async function makePages(job: MakerJob, options: MakeOptions): Promise<ListingReport> {
  return planningAnew(job, (note) => attempt(job, options, note));
}

interface MadePlan extends ComparedPages {
  readonly dataText: string;
}

async function attempt(job: MakerJob, options: MakeOptions, note: Note): Promise<Attempt> {
  const made = await planMade(job, options);
  const report = (outcome: ListingOutcome): ListingReport => reportOf(job, made, outcome);
  const { guards } = planOf(job, made);
  const tripped = guards.filter((guard) => guard.tripped);
  const faulty = made.diagnostics.some(({ code }) => refusing.includes(code));
  if (options.dryRun || faulty || tripped.length > 0) {
    const names = tripped.map(({ guard, allow }) => `guard '${guard}'; ${allow} lets it pass`);
    const reason = faulty ? 'the layout cannot be used' : names.join('; ');
    const isRefused = faulty || tripped.length > 0;
    return {
      report: report(isRefused ? { kind: 'refused', reason } : { kind: 'planned' }),
      isMerged: false,
    };
  }
  const known = new Map(made.known);
  await job.state.saveMadePages(job.name, known);
  for (const [index, write] of made.writes.entries()) {
    await writeMade(job, write, { known, report: report({ kind: 'planned' }) });
    const done = { ...made, writes: made.writes.slice(0, index + 1) };
    note(reportOf(job, done, { kind: 'done', page: {} }));
  }
  const pages = made.writes.length === 0 ? {} : { page: {} };
  return { report: report({ kind: 'done', ...pages }), isMerged: false };
}

const refusing: readonly Diagnostic['code'][] = ['layout-syntax', 'layout-failed'];

async function planMade(job: MakerJob, { dryRun, resolve }: MakeOptions): Promise<MadePlan> {
  await settleMade(job, { mayWrite: !dryRun });
  const known = await job.state.loadMadePages(job.name);
  const { layout: file } = job.maker;
  const text = await readText(file.path);
  if (text === undefined) {
    throw new SyncError('file-missing', `There is no layout '${file.shownPath}'.`, {
      hint: 'Check the layout in the config: it is relative to the config file.',
    });
  }
  const layout = readLayout(text, file.shownPath);
  // Before the first pull, of which the listing's own report tells, nothing could be made of anything.
  const mayBeMissing = known.size === 0 && job.maker.followsListing;
  const { data, diagnostics: problems } = await readData(job, { mayBeMissing });
  if (layout.value === undefined || data?.exists !== true) {
    const diagnostics = [...layout.diagnostics, ...problems];
    return { writes: [], conflicts: [], known, diagnostics, dataText: '' };
  }
  const { schema, maker } = job;
  const read = readDataRecords(data.file, schema);
  const { set } = read;
  const unread = set.records.filter((record) => record.unread.size > 0).map(({ key }) => key);
  const records = set.records.map(asWritten(read, schema));
  const unfit = new Set([...unread, ...set.quarantined]);
  const wanted = wantedPages({
    ...{
      maker,
      layout: layout.value,
      listing: maker.listing,
      schema,
      records,
      unfit,
      taken: maker.taken,
    },
    site: standardSite,
  });
  job.log('info', `${job.name}: reading ${wanted.texts.size} pages from ${job.wiki.name}`);
  const found = await job.wiki.readPages([...wanted.texts.keys()]);
  const left = [...known.keys()].filter((title) => !wanted.texts.has(title));
  const compared = comparePages(found, wanted.texts, {
    known,
    takes: (title) => (resolve?.title === title ? resolve.take : job.prefer),
  });
  return {
    ...compared,
    writes: compared.writes.filter(({ title }) => resolve === undefined || resolve.title === title),
    known: new Map([
      ...compared.known,
      ...left.map((title) => [title, known.get(title) ?? ''] as const),
    ]),
    diagnostics: [
      ...wanted.diagnostics,
      ...compared.diagnostics,
      ...left.filter((title) => !wanted.kept.has(title)).map(leftOver),
    ],
    dataText: data.text,
  };
}

function leftOver(title: string): Diagnostic {
  return {
    code: 'made-left',
    severity: 'notice',
    message: `Nothing makes the page '${title}' any more; it stays as it is.`,
    hint: "wikisync deletes no page: ask the wiki's people if it is to go.",
  };
}

function planOf(job: MakerJob, made: MadePlan): Plan {
  const toPage = made.writes.map(changeOf);
  const there = [...made.known.keys()].map(
    (key): ListingRecord => ({ key, values: new Map(), unread: new Set(), place: { source: key } }),
  );
  const set = { records: there, quarantined: new Set<string>(), unidentified: 0 };
  const weighed = {
    page: { changes: toPage, set },
    data: { changes: [], set },
    held: new Set<string>(),
    recordOwner: 'data' as const,
    known: new Set<string>(),
    text: { before: '', after: '' },
  };
  const guards = checkGuards(weighed, { ...job.guards, canary: [] }, job.allowed);
  return {
    listing: job.name,
    wiki: job.wiki.name,
    page: job.page,
    dataFile: job.data.shownPath,
    digests: { mapping: mappingDigest(job.schema), data: digestOf(made.dataText), page: '' },
    toPage,
    toData: [],
    conflicts: made.conflicts,
    guards,
    diagnostics: made.diagnostics,
  };
}

function reportOf(job: MakerJob, made: MadePlan, outcome: ListingOutcome): ListingReport {
  const diffs = made.writes.map(({ title, text, base }) =>
    diffLines(base?.text ?? '', text, { label: title }),
  );
  return {
    ...reportHead(job),
    made: true,
    plan: planOf(job, made),
    diagnostics: made.diagnostics,
    outcome,
    ...(diffs.length === 0 ? {} : { pageDiff: diffs.join('') }),
  };
}
