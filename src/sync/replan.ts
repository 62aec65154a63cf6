/** Plans anew when people edit the page under a run's hands. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Plan } from '../core/plan/plan.ts';
import { SyncError, type SyncErrorCode } from '../errors.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';

/** One attempt's end. */
export interface Attempt {
  readonly report: ListingReport;
  /** Whether the page is not what was planned, as the wiki merged it with somebody's edit. */
  readonly isMerged: boolean;
  /** Whether a change had to wait for what this attempt has written. */
  readonly hasMore?: boolean;
}

/** Takes the report of what an attempt has written, should the rest of it fail. */
export type Note = (report: ListingReport) => void;

/** How often a run plans. */
const maxAttempts = 3;

/** What the next plan may put right: nothing of the edit is on the page. */
const replanned: readonly SyncErrorCode[] = ['edit-conflict', 'edit-lost'];

/**
 * Plans and carries out, from the start again where the page changed meanwhile, or where the wiki
 * merged the edit: what it made of two edits by lines, knowing nothing of records, is looked at.
 */
export async function planningAnew(
  job: ListingJob,
  attempt: (note: Note) => Promise<Attempt>,
): Promise<ListingReport> {
  let before: ListingReport | undefined;
  for (let count = 1; ; count += 1) {
    const { report, again, error } = await tryOnce(attempt);
    if (report !== undefined) before = joined(before, report);
    if (again === undefined || count === maxAttempts) return ended(before, error);
    job.log('warn', `${job.name}: ${again}`);
  }
}

interface End {
  /** Of what was written. */
  readonly report?: ListingReport | undefined;
  readonly error?: SyncError;
  /** Why it is planned anew; `undefined` if it is not. */
  readonly again?: string;
}

async function tryOnce(attempt: (note: Note) => Promise<Attempt>): Promise<End> {
  let noted: ListingReport | undefined;
  try {
    const { report, isMerged, hasMore } = await attempt((written) => {
      noted = written;
    });
    if (!isMerged) return hasMore === true ? { report, again: waiting } : { report };
    const again = `${mergeNotice.message} Reading it again.`;
    return { report: withMergeNotice(report), again };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const isReplanned = replanned.includes(error.code);
    return {
      report: noted,
      error,
      ...(isReplanned ? { again: `${error.message} Planning anew.` } : {}),
    };
  }
}

function ended(before: ListingReport | undefined, error: SyncError | undefined): ListingReport {
  if (before === undefined) throw error ?? new Error('An attempt ended without a report.');
  if (error === undefined) return before;
  const { code, message, hint } = error;
  const outcome = {
    kind: 'failed',
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
  } as const;
  return joined(before, { ...before, outcome });
}

/** Why a run goes on after its first edit. */
const waiting = 'A change waited until both sides had the same key. Planning anew.';

const mergeNotice: Diagnostic = {
  code: 'edit-merged',
  severity: 'warning',
  message: "The wiki merged the edit with somebody else's that came at the same time.",
  hint: "Look at the page's last two revisions, whether it says what both meant.",
};

/** The report of a run whose first attempts wrote something. */
export function joined(before: ListingReport | undefined, report: ListingReport): ListingReport {
  if (before === undefined) return report;
  const diagnostics = [
    ...before.diagnostics.filter(({ code }) => code === mergeNotice.code),
    ...report.diagnostics,
  ];
  if (before.outcome.kind !== 'done') return { ...report, diagnostics };
  if (report.outcome.kind !== 'done') {
    return withDiagnostic({ ...report, diagnostics }, writtenBefore(before));
  }
  const { page = before.outcome.page, data = before.outcome.data } = report.outcome;
  const { pageDiff = before.pageDiff } = report;
  return {
    ...report,
    diagnostics,
    ...planOf(before, report),
    ...(pageDiff === undefined ? {} : { pageDiff }),
    outcome: {
      kind: 'done',
      ...(page === undefined ? {} : { page }),
      ...(data === undefined ? {} : { data }),
    },
  };
}

/** With all changes that were carried out. */
function planOf(before: ListingReport, { plan }: ListingReport): { readonly plan?: Plan } {
  const { plan: first, outcome } = before;
  if (first === undefined || plan === undefined || outcome.kind !== 'done') return {};
  const toPage = outcome.page === undefined ? [] : first.toPage;
  const ours = outcome.page === undefined ? [] : (first.around ?? []);
  const around = [...ours, ...(plan.around ?? [])];
  const toData = outcome.data === undefined ? [] : first.toData;
  return {
    plan: {
      ...plan,
      toPage: [...toPage, ...plan.toPage],
      ...(around.length === 0 ? {} : { around }),
      toData: [...toData, ...plan.toData],
    },
  };
}

/** Tells that the page is not what was planned. */
export function withMergeNotice(report: ListingReport): ListingReport {
  return withDiagnostic(report, mergeNotice);
}

function withDiagnostic(report: ListingReport, diagnostic: Diagnostic): ListingReport {
  return { ...report, diagnostics: [diagnostic, ...report.diagnostics] };
}

/** What is said of the end does not hold for what came before it. */
function writtenBefore({ outcome, dataFile }: ListingReport): Diagnostic {
  const { page, data } = outcome.kind === 'done' ? outcome : {};
  const what = [
    ...(page === undefined ? [] : [`the page was saved as revision ${page.revision ?? ''}`.trim()]),
    ...(data === undefined ? [] : [`${dataFile} was written`]),
  ];
  return {
    code: 'written-before',
    severity: 'warning',
    message: `Before that, ${what.join(', and ')}.`,
    hint: 'That stays: the next run goes on from there.',
  };
}
