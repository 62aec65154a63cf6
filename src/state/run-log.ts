/**
 * The run log: for each run that writes, and each of its listings, what it was about to change,
 * written down before it does, and its report once it is through. What became of each write is the
 * journal's to tell, so that a run that was cut off has its outcome here as soon as that has.
 */
import type { Change } from '../core/change.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { SyncErrorCode } from '../core/error-code.ts';
import type { Plan, Side } from '../core/plan/plan.ts';
import type { Base } from '../core/reconcile/base.ts';
import type { UndoneChange } from '../core/undo/undone.ts';
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';
import { diagnostic, outcome, plan } from './report-shapes.ts';
import { agreed, change, readBase, readJson, writtenBase } from './shapes.ts';

const keptBase = lazily(() => z.strictObject(agreed()));

const write = lazily(() =>
  z.strictObject({
    side: z.enum(['page', 'data']),
    id: z.string(),
    changes: z.array(change()),
    base: z.exactOptional(keptBase()),
    undone: z.exactOptional(
      z.array(
        z.strictObject({ side: z.enum(['page', 'data']), run: z.string(), change: change() }),
      ),
    ),
    baseRevision: z.exactOptional(z.number()),
    texts: z.exactOptional(z.strictObject({ before: z.string(), after: z.string() })),
  }),
);

const report = lazily(() =>
  z.strictObject({
    plan: z.exactOptional(plan()),
    base: z.exactOptional(keptBase()),
    link: z.exactOptional(z.string()),
    digest: z.exactOptional(z.string()),
    diagnostics: z.array(diagnostic()),
    outcome: z.exactOptional(outcome()),
    pageDiff: z.exactOptional(z.string()),
  }),
);

const written = lazily(() =>
  z.strictObject({
    version: z.literal(1),
    run: z.string(),
    command: z.string(),
    time: z.number(),
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    dataFile: z.string(),
    undoes: z.exactOptional(z.string()),
    writes: z.array(write()),
    report: report(),
  }),
);

/** One write of a run. */
export interface LoggedWrite {
  readonly side: Side;
  /** Of its intent in the journal. */
  readonly id: string;
  /** What it was to change there. */
  readonly changes: readonly Change[];
  /** What both sides agreed on about these records before; absent on first contact. */
  readonly base?: Base;
  /** What was held back about them, as the run that did it was taken back. */
  readonly undone?: readonly UndoneChange[];
  /** The revision that the page's new text was made from. */
  readonly baseRevision?: number;
  /** The page's text, or the data file's; absent where they are too long to be kept. */
  readonly texts?: { readonly before: string; readonly after: string };
}

/** How a run ended for a listing, as its report says. */
export type LoggedOutcome =
  | { readonly kind: 'planned' }
  | {
      readonly kind: 'done';
      readonly page?: { readonly revision?: number };
      readonly data?: {
        readonly file: string;
        readonly commits?: readonly {
          readonly commit: string;
          readonly author: string;
          readonly branch?: string;
        }[];
      };
    }
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly code: SyncErrorCode;
      readonly message: string;
      readonly hint?: string;
    };

/** What is kept of a listing's report. */
export interface LoggedReport {
  readonly plan?: Plan;
  readonly base?: Base;
  readonly link?: string;
  /** Names the plan. */
  readonly digest?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Absent until the run is through with the listing. */
  readonly outcome?: LoggedOutcome;
  readonly pageDiff?: string;
}

/** What a run did to one listing. */
export interface LoggedRun {
  readonly run: string;
  readonly command: string;
  /** When it was about to write first: milliseconds since 1970, by this machine's clock. */
  readonly time: number;
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  readonly dataFile: string;
  /** The run that it takes back. */
  readonly undoes?: string;
  readonly writes: readonly LoggedWrite[];
  readonly report: LoggedReport;
}

/** As text. */
export function renderRun({ writes, report: { base, ...rest }, ...run }: LoggedRun): string {
  const content = {
    version: 1,
    ...run,
    writes: writes.map(({ base: before, ...each }) => ({
      ...each,
      ...(before === undefined ? {} : { base: writtenBase(before) }),
    })),
    report: { ...rest, ...(base === undefined ? {} : { base: writtenBase(base) }) },
  };
  return `${JSON.stringify(content, undefined, 1)}\n`;
}

/** Reads the text, or says in a clause why it is none. */
export function parseRun(text: string): LoggedRun | string {
  const read = readJson(text, written());
  if (typeof read === 'string') return read;
  const { version: _version, writes, report: kept, ...run } = read;
  const { base, ...rest } = kept;
  return {
    ...run,
    writes: writes.map(({ base: before, ...each }) => ({
      ...each,
      ...(before === undefined ? {} : { base: readBase(before) }),
    })),
    report: { ...rest, ...(base === undefined ? {} : { base: readBase(base) }) },
  };
}
