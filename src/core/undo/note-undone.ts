/** What is noted of a run that is taken back, so that the same is not done again. */
import type { RecordSchema } from '../schema.ts';
import { inverse } from './compose.ts';
import type { RunChanges } from './take-back.ts';
import type { UndoneChange } from './undone.ts';

/** What changes that take a run back undo: its own changes, as they would be made again. */
export function undoneBy(
  run: string,
  back: RunChanges,
  schema: RecordSchema,
): readonly UndoneChange[] {
  const of = (side: 'page' | 'data') =>
    back[side].map((change): UndoneChange => ({ side, run, change: inverse(change, schema) }));
  return [...of('page'), ...of('data')];
}

/** What was taken back before and by now; the newer counts where both are of the same place. */
export function joinUndone(
  before: readonly UndoneChange[],
  now: readonly UndoneChange[],
): readonly UndoneChange[] {
  const isReplaced = (one: UndoneChange, field: string | undefined): boolean =>
    now.some(
      ({ side, change }) =>
        side === one.side &&
        change.key === one.change.key &&
        (field === undefined || change.fields.some((step) => step.field === field)),
    );
  const kept = before.flatMap((one): readonly UndoneChange[] => {
    const { change } = one;
    if (change.kind === 'create' || change.kind === 'delete') {
      return isReplaced(one, undefined) ? [] : [one];
    }
    const fields = change.fields.filter(({ field }) => !isReplaced(one, field));
    return fields.length === 0 ? [] : [{ ...one, change: { ...change, fields } }];
  });
  return [...kept, ...now];
}
