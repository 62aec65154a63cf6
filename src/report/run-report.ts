/** What a run shows, as data: every report format renders this one value. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Explanation } from '../core/explanation.ts';
import type { Waived } from '../core/lint/waive.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { ReviewedPlan } from '../core/plan/reviewed-plan.ts';
import type { Base } from '../core/reconcile/base.ts';
import type { SyncErrorCode } from '../errors.ts';

/** How a listing ended, beside what its plan says. */
export type ListingOutcome =
  /** `plan`, `check` or `--dry-run`: nothing was to be written. */
  | { readonly kind: 'planned' }
  /** Done; a side that needed no change is not named. */
  | {
      readonly kind: 'done';
      readonly page?: { readonly revision?: number };
      readonly data?: { readonly file: string; readonly commits?: readonly CommitReport[] };
    }
  /** Nothing written: a guard tripped, or the input has errors that concern all of it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The wiki or the disk failed. */
  | {
      readonly kind: 'failed';
      readonly code: SyncErrorCode;
      readonly message: string;
      readonly hint?: string;
    };

/** A commit of the data file. */
export interface CommitReport {
  readonly commit: string;
  readonly author: string;
  /** Absent if it is what is checked out. */
  readonly branch?: string;
}

/** A section as the wiki renders it: HTML that nobody has looked through. */
export interface Preview {
  readonly heading: string;
  readonly before: string;
  readonly after: string;
}

/** One listing's part of a report. */
export interface ListingReport {
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  readonly dataFile: string;
  /** `undefined` if it could not be made: the diagnostics or the outcome say why. */
  readonly plan?: Plan;
  /** What can be applied later, exactly as it is; absent if nothing can. */
  readonly reviewed?: ReviewedPlan;
  /** Names the plan, where no more of it than that is known: see `digestOfPlan`. */
  readonly digest?: string;
  /** Where people see the page as it was read; absent for a folder. */
  readonly link?: string;
  /** What both sides last agreed on; absent on first contact. */
  readonly base?: Base;
  /** What the wiki makes of changed sections; absent if it was not asked. */
  readonly previews?: readonly Preview[];
  /** The page's text as it was read, and as it would be. */
  readonly pageTexts?: { readonly before: string; readonly after: string };
  /** All of them, the plan's included. */
  readonly diagnostics: readonly Diagnostic[];
  /** What `check` found too, and people know of. */
  readonly waived?: readonly Waived[];
  /** Whom to ask about each record, by key; absent if it was not looked for. */
  readonly contacts?: ReadonlyMap<string, readonly string[]>;
  readonly outcome: ListingOutcome;
  /** Whether it is about pages that are made from records: their changes are by title. */
  readonly made?: true;
  /** Whether records stay on the page until another page of the listing has them. */
  readonly waits?: true;
  /** Whether the page's diff is what the report is about: then it is shown unasked. */
  readonly showsDiff?: boolean;
  /** Unified diff of the page's text, as it would be or was saved; absent without page changes. */
  readonly pageDiff?: string;
}

/** A whole run. */
export interface RunReport {
  readonly command: string;
  /** Problems that concern no listing, such as the config's. */
  readonly diagnostics: readonly Diagnostic[];
  readonly listings: readonly ListingReport[];
}

/** How a report is to look. */
export interface ReportOptions {
  readonly colour: boolean;
  /** Only what needs a person: conflicts, tripped guards, errors. */
  readonly quiet: boolean;
  /** With unchanged surroundings, notices, and the page's line diff. */
  readonly verbose: boolean;
  /** With findings that are waived. Default: no. */
  readonly waived?: boolean;
  /** What there is to say about a code, for formats that have room for it. */
  readonly explain?: (code: string) => Explanation | undefined;
  /** Columns of the terminal. Default: 100. */
  readonly width?: number;
}

/** A report format: a pure function to one string. To add one, see CONTRIBUTING. */
export type Reporter = (report: RunReport, options: ReportOptions) => string;
