/**
 * A move between two pages of a listing is a change of each of them, maybe of two runs if the first
 * was cut off, and one thing to take back.
 */
import type { Change, FieldChange } from '../change.ts';
import { fieldStep } from '../reconcile/merge-record.ts';
import { fieldChange, fieldNames, presenceStep, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';

/**
 * What a run did to one page, where each move of a record from or to it is told with all that was
 * changed on the way.
 *
 * @param elsewhere what the run did to the listing's other pages
 */
export function withWholeMoves(
  own: readonly Change[],
  elsewhere: readonly Change[],
  schema: RecordSchema,
): readonly Change[] {
  const moves = movesAmong([...own, ...elsewhere], schema);
  const here = [...moves.values()].filter((move) => presenceStep(move, schema) !== undefined);
  const isPartOfMove = (change: Change): boolean =>
    moves.has(change.key) && presenceStep(change, schema) !== undefined;
  return [...own.filter((change) => !isPartOfMove(change)), ...here];
}

/** By key. */
function movesAmong(changes: readonly Change[], schema: RecordSchema): ReadonlyMap<string, Change> {
  const moves = new Map<string, Change>();
  for (const change of changes) {
    const move = stepBetween(change.fields, schema) ? change : pairedMove(change, changes, schema);
    const known = moves.get(change.key);
    if (move !== undefined && (known === undefined || known.fields.length < move.fields.length)) {
      moves.set(change.key, move);
    }
  }
  return moves;
}

/** The step from one page to another. */
function stepBetween(
  fields: readonly FieldChange[],
  { pages }: RecordSchema,
): FieldChange | undefined {
  const step = pages && fieldChange(fields, pages.field);
  const isBetween = step?.before !== undefined && step.after !== undefined;
  return isBetween ? step : undefined;
}

/** A record that one page lost and another got, as histories tell of a move. */
function pairedMove(
  { kind, key, fields }: Change,
  changes: readonly Change[],
  schema: RecordSchema,
): Change | undefined {
  const came = changes.find((other) => other.key === key && other.kind === 'create');
  if (kind !== 'delete' || came === undefined) return undefined;
  const steps = fieldNames(schema)
    .map((name) =>
      fieldStep(name, fieldChange(fields, name)?.before, fieldChange(came.fields, name)?.after),
    )
    .filter(({ before, after }) => !sameValue(before, after));
  return stepBetween(steps, schema) === undefined
    ? undefined
    : { kind: 'move', key, fields: steps };
}
