/** What has an explanation. */
import type { DiagnosticCode } from '../core/diagnostic-code.ts';
import type { SyncErrorCode } from '../core/error-code.ts';
import type { Explanation } from '../core/explanation.ts';
import type { FindingCode } from '../core/finding-code.ts';
import type { GuardResult } from '../core/plan/plan.ts';

/** A code that a report, a failure, the doctor or a guard may show. */
export type ExplainedCode = DiagnosticCode | SyncErrorCode | FindingCode | GuardResult['guard'];

/** An explanation whose related codes are such codes. */
export interface Entry extends Explanation {
  readonly see?: readonly ExplainedCode[];
}

/** A part of the explanations. */
export type Entries = Readonly<Partial<Record<ExplainedCode, Entry>>>;
