/** What each side of a merge has where a plan changes something: reports show all of them. */
import type { Change, FieldChange } from '../core/change.ts';
import type { Plan, Side } from '../core/plan/plan.ts';
import { type Base, type FieldBase, fieldBase } from '../core/reconcile/base.ts';
import type { FieldValue } from '../core/value.ts';

/** A field's values; `undefined` where it is absent. */
export interface StepSides {
  /** What both sides last agreed on, if they ever did. */
  readonly base: FieldBase;
  readonly data: FieldValue | undefined;
  readonly wiki: FieldValue | undefined;
  /** What both sides have afterwards. */
  readonly result: FieldValue | undefined;
}

/** The sides of one step of a change. */
export function stepSides(
  step: FieldChange,
  about: {
    readonly change: Change;
    readonly side: Side;
    /** All that the plan has about the record, at least. */
    readonly plan: Pick<Plan, 'toPage' | 'toData'>;
    readonly base: Base | undefined;
  },
): StepSides {
  const { change, side, plan, base } = about;
  const others = side === 'page' ? plan.toData : plan.toPage;
  // A text that was merged by lines is written to both.
  const other = others
    .find(({ key }) => key === change.key)
    ?.fields.find(({ field }) => field === step.field);
  const opposite = other === undefined ? step.after : other.before;
  const agreed = fieldBase(base?.records.get(change.key), step.field);
  const result = step.after;
  return side === 'page'
    ? { base: agreed, data: opposite, wiki: step.before, result }
    : { base: agreed, data: step.before, wiki: opposite, result };
}
