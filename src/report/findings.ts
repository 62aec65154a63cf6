/** A report as a list of findings, for programs that mark lines of files. */
import type { Diagnostic, Place, Severity } from '../core/diagnostic.ts';
import type { ListingReport, RunReport } from './run-report.ts';

/** One thing that somebody should look at. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, and what to do. */
  readonly text: string;
  /** In a file; `undefined` where it concerns a page, or a listing as a whole. */
  readonly place: Place | undefined;
  /** The listing, and the page's place if it is there. */
  readonly about: string | undefined;
  /** What tells it from others wherever it stands: listing, source, record and field. */
  readonly identity: readonly string[];
  /** Why it stays, if people know of it. */
  readonly waived?: string;
}

/** Diagnostics, conflicts, and why a listing was refused or failed. */
export function findingsOf({ diagnostics, listings }: RunReport): readonly Finding[] {
  return [
    ...diagnostics.map((diagnostic) => ofDiagnostic(diagnostic, undefined)),
    ...listings.flatMap(ofListing),
  ];
}

function ofListing(report: ListingReport): readonly Finding[] {
  const { listing, plan, outcome, diagnostics } = report;
  const whole = {
    severity: 'error',
    place: undefined,
    about: listing,
    identity: [listing],
  } as const;
  const conflicts = (plan?.conflicts ?? []).map(({ key, field, reason }): Finding => {
    const name = field === undefined ? key : `${key}: ${field}`;
    return { ...whole, code: 'conflict', text: `Conflict about ${name}. ${reason}` };
  });
  const ended: readonly Finding[] =
    outcome.kind === 'failed'
      ? [{ ...whole, code: outcome.code, text: withHint(outcome.message, outcome.hint) }]
      : outcome.kind === 'refused'
        ? [{ ...whole, code: 'refused', text: `Nothing was written: ${outcome.reason}` }]
        : [];
  const waived = (report.waived ?? []).map(({ diagnostic, reason, until }) => ({
    ...ofDiagnostic(diagnostic, report),
    waived: until === undefined ? reason : `${reason} (until ${until})`,
  }));
  return [
    ...diagnostics.map((one) => ofDiagnostic(one, report)),
    ...waived,
    ...conflicts,
    ...ended,
  ];
}

function ofDiagnostic(
  { code, severity, message, hint, place, record, field }: Diagnostic,
  report: ListingReport | undefined,
): Finding {
  const text = withHint(message, hint);
  const isInFile = report === undefined || place?.source === report.dataFile;
  const identity = [report?.listing, place?.source, record, field].map((part) => part ?? '');
  const named = { code, severity, text, identity };
  if (isInFile) return { ...named, place, about: report?.listing };
  const at = place === undefined ? '' : ` (${place.source}, line ${place.line ?? 1})`;
  return { ...named, place: undefined, about: `${report.listing}${at}` };
}

function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message} ${hint}`;
}
