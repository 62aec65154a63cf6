/** What a run's exit code says; scripts and schedulers depend on it. */
import { type Diagnostic, hasErrors, type Severity } from '../core/diagnostic.ts';
import { pageChanges } from '../core/plan/plan.ts';
import type { SyncErrorCode } from '../errors.ts';
import { allFindings, type DoctorReport } from '../report/doctor-report.ts';
import type { ListingReport, RunReport } from '../report/run-report.ts';

/** Every exit code, by what it says. */
export const exitCodes = {
  done: 0,
  failed: 1,
  pending: 2,
  conflicts: 3,
  guarded: 4,
  usage: 64,
  defect: 70,
  later: 75,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** From the worst on: of several listings' codes the first of these wins. */
const severity: readonly ExitCode[] = [70, 64, 1, 4, 3, 75, 2, 0];

/** What counts, beyond errors and conflicts. */
export interface ExitOptions {
  /** Whether changes that are only planned count: `--exit-code`. */
  readonly pendingCounts: boolean;
  /** The least grave finding that is a failure: `--fail-on`. Default: `error`. */
  readonly failOn?: Severity;
}

/** The code of a whole run: the worst of its listings'. */
export function exitCodeOf(report: RunReport, options: ExitOptions): ExitCode {
  const codes = report.listings.map((listing) => listingCode(listing, options));
  if (fails(report.diagnostics, options)) codes.push(exitCodes.failed);
  return worstOf(codes);
}

/** The code that says most. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return severity.find((code) => codes.includes(code)) ?? exitCodes.done;
}

/** The code of a doctor's round: warnings are none of its business. */
export function doctorCode(report: DoctorReport): ExitCode {
  const problems = allFindings(report).filter(({ level }) => level === 'problem');
  if (hasErrors(report.diagnostics) || problems.some(({ passes }) => passes !== true)) {
    return exitCodes.failed;
  }
  return problems.length > 0 ? exitCodes.later : exitCodes.done;
}

/** The code for an error that ended a run, or a listing. */
export function errorCode(code: SyncErrorCode): ExitCode {
  if (code === 'usage') return exitCodes.usage;
  const passes: readonly SyncErrorCode[] = [
    'edit-conflict',
    'edit-lost',
    'file-changed',
    'interrupted',
    'outcome-unknown',
    'state-locked',
    'state-unavailable',
    'wiki-unavailable',
  ];
  return passes.includes(code) ? exitCodes.later : exitCodes.failed;
}

const gravest: readonly Severity[] = ['error', 'warning', 'notice'];

function fails(diagnostics: readonly Diagnostic[], { failOn = 'error' }: ExitOptions): boolean {
  const grave = gravest.slice(0, gravest.indexOf(failOn) + 1);
  return diagnostics.some(({ severity }) => grave.includes(severity));
}

function listingCode(listing: ListingReport, options: ExitOptions): ExitCode {
  const { outcome, plan } = listing;
  const isWrong = fails(listing.diagnostics, options);
  if (outcome.kind === 'failed') {
    return worstOf([errorCode(outcome.code), ...(isWrong ? [exitCodes.failed] : [])]);
  }
  if (isWrong) return exitCodes.failed;
  if (outcome.kind === 'refused') return exitCodes.guarded;
  if (plan === undefined) return exitCodes.done;
  if (plan.conflicts.length > 0) return exitCodes.conflicts;
  const isPending = outcome.kind === 'planned' && pageChanges(plan) + plan.toData.length > 0;
  return isPending && options.pendingCounts ? exitCodes.pending : exitCodes.done;
}
