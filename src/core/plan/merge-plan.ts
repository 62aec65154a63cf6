/** What a plan changes on both sides, after people have had their say. */
import type { Change, Conflict } from '../change.ts';
import type { Relocation } from '../pages/relocate.ts';
import { applyChoices } from '../reconcile/choices.ts';
import { settleConflicts } from '../reconcile/decide.ts';
import { inOrder, type Reconciliation, reconcile } from '../reconcile/reconcile.ts';
import { isArrival } from '../schema.ts';
import { holdUndone } from '../undo/undone.ts';
import { heedPeople } from './heed-people.ts';
import type { PlanInput } from './plan-input.ts';

/** Merges the sides, with what moves between this page and others of the listing. */
export function mergePlan(input: PlanInput, moved: Relocation): Reconciliation {
  const merge = decidedMerge(input, moved);
  const toPage = merge.toPage.filter((change) => mayBeMade(change, merge.conflicts, input, moved));
  return { ...merge, toPage };
}

function decidedMerge(input: PlanInput, moved: Relocation): Reconciliation {
  const { base, schema, people, prefer, resolve, choices, undone = [] } = input;
  const { data, wiki, bases } = moved;
  const sides = { data, wiki };
  const merged = reconcile({ base, bases, ...sides }, schema);
  const toPage = inOrder([...merged.toPage, ...moved.departures], wiki, data);
  const first = moved.departures.length === 0 ? merged : { ...merged, toPage };
  const decided = { schema, ...sides, renamed: first.renamed };
  const preferred =
    prefer === undefined ? first : settleConflicts(first, () => ({ take: prefer }), decided);
  const heard = heedPeople(preferred, people, input);
  const known = base && { ...base, records: new Map([...base.records, ...bases]) };
  const heeded = holdUndone(heard, undone, { base: known, ...sides, schema });
  if (choices !== undefined) return applyChoices(heeded, choices, decided);
  if (resolve === undefined) return heeded;
  const isDecided = ({ key }: Change): boolean =>
    moved.incoming.has(key) &&
    heeded.conflicts.some((conflict) => conflict.key === key && resolve(conflict) !== undefined);
  // What is decided about a record that comes from another page lets it come.
  const comers = heeded.toPage.filter(isDecided);
  return settleConflicts({ ...heeded, toPage: comers, toData: [] }, resolve, decided);
}

/** A record that conflicts stays on the page where it is, and nothing of it is written here. */
function mayBeMade(
  change: Change,
  conflicts: readonly Conflict[],
  { schema }: PlanInput,
  { incoming }: Relocation,
): boolean {
  if (!incoming.has(change.key)) return true;
  return isArrival(change, schema) && !conflicts.some(({ key }) => key === change.key);
}

/**
 * Records about which there is a conflict as a whole: one side has them, and the other has not.
 * None when conflicts are being settled, as the others would keep each one from it.
 */
export function heldKeys(
  { resolve }: PlanInput,
  { conflicts }: Reconciliation,
): ReadonlySet<string> {
  const whole = conflicts.filter(({ field }) => field === undefined && resolve === undefined);
  return new Set(whole.map(({ key }) => key));
}
