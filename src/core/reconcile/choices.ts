/** A reviewer's choices: which of a plan's changes are made, which the other way, and which not yet. */
import type { Change, Conflict, FieldChange } from '../change.ts';
import { type Decide, type Decided, settleConflicts } from './decide.ts';
import type { Merge } from './merge-record.ts';

/** What is chosen for one change, or conflict, of a plan. */
export interface Choice {
  /** Where the plan has it: among the changes of a side, or among the conflicts. */
  readonly of: 'page' | 'data' | 'conflict';
  readonly key: string;
  /** The record as a whole if absent. */
  readonly field?: string;
  /** Whose value stands in the end; `skip` leaves both sides as they are. */
  readonly take: 'data' | 'wiki' | 'skip';
}

type Offer = Pick<Merge, 'toPage' | 'toData' | 'conflicts'>;

/** Why a choice cannot be made, in a clause; `undefined` if it can. */
export function choiceProblem(choice: Choice, offer: Offer): string | undefined {
  const { of, key, field, take } = choice;
  if (of === 'conflict') {
    const isThere = offer.conflicts.some((one) => one.key === key && one.field === field);
    return isThere ? undefined : 'the plan has no such conflict';
  }
  const change = changesOf(offer, of).find((one) => one.key === key);
  if (change === undefined) return 'the plan has no such change';
  if (field !== undefined && !isDivisible(change)) {
    return `a ${change.kind} cannot be divided into fields`;
  }
  if (field !== undefined && !change.fields.some((step) => step.field === field)) {
    return 'the plan does not change that field';
  }
  if (take === 'skip' || take === planned(of)) return undefined;
  if (change.kind === 'rename') return 'a rename can be made or skipped, and not turned around';
  return stepsOf(change, field).some((step) => isOnBothSides(offer, key, step))
    ? 'both sides are to get a merged text, which can be taken or skipped'
    : undefined;
}

/**
 * The merge as the choices make it. What is skipped stays a difference of the sides, and comes up
 * again with the next plan.
 *
 * @param choices each of them possible: see `choiceProblem`
 */
export function applyChoices<T extends Merge>(
  merge: T,
  choices: readonly Choice[],
  sides: Decided,
): T {
  const taken = choices.filter(({ of, take }) => of !== 'conflict' && take !== planned(of));
  const left = {
    ...merge,
    toPage: withoutChosen(merge.toPage, ofSide(taken, 'page')),
    toData: withoutChosen(merge.toData, ofSide(taken, 'data')),
  };
  const turned = taken.flatMap((choice) => turnedAround(merge, choice));
  const decide: Decide = (conflict) => {
    const turn = turned.find((one) => one.conflict === conflict);
    const take = turn?.take ?? chosen(choices, conflict);
    return take === undefined ? undefined : { take };
  };
  const conflicts = [...merge.conflicts, ...turned.map(({ conflict }) => conflict)];
  const settled = settleConflicts({ ...left, conflicts }, decide, sides);
  return {
    ...settled,
    conflicts: settled.conflicts.filter((one) => merge.conflicts.includes(one)),
  };
}

function ofSide(choices: readonly Choice[], side: Choice['of']): readonly Choice[] {
  return choices.filter(({ of }) => of === side);
}

/** A change that goes the other way, as what a person decided about. */
interface Turned {
  readonly conflict: Conflict;
  readonly take: 'data' | 'wiki';
}

function turnedAround(merge: Merge, choice: Choice): readonly Turned[] {
  const { of, key, take } = choice;
  if (take === 'skip' || of === 'conflict') return [];
  const change = changesOf(merge, of).find((one) => one.key === key);
  if (change === undefined) return [];
  return asConflicts(change, choice).map((conflict) => ({ conflict, take }));
}

function chosen(choices: readonly Choice[], { key, field }: Conflict): 'data' | 'wiki' | undefined {
  const take = choices.find(
    (choice) => choice.of === 'conflict' && choice.key === key && choice.field === field,
  )?.take;
  return take === 'skip' ? undefined : take;
}

/** What the plan does with a side's change if nobody chooses. */
function planned(of: 'page' | 'data'): 'data' | 'wiki' {
  return of === 'page' ? 'data' : 'wiki';
}

function changesOf({ toPage, toData }: Offer, of: 'page' | 'data'): readonly Change[] {
  return of === 'page' ? toPage : toData;
}

function isDivisible({ kind }: Change): boolean {
  return kind === 'update' || kind === 'move';
}

function stepsOf(change: Change, field: string | undefined): readonly FieldChange[] {
  if (!isDivisible(change)) return [];
  return change.fields.filter((step) => field === undefined || step.field === field);
}

function isOnBothSides(offer: Offer, key: string, { field }: FieldChange): boolean {
  return [offer.toPage, offer.toData].every((changes) =>
    changes.some((one) => one.key === key && stepsOf(one, field).length > 0),
  );
}

function withoutChosen(changes: readonly Change[], choices: readonly Choice[]): readonly Change[] {
  return changes.flatMap((change) => {
    const own = choices.filter(({ key }) => key === change.key);
    if (own.length === 0) return [change];
    const fields = change.fields.filter(
      (step) => !own.some(({ field }) => field === undefined || field === step.field),
    );
    return fields.length === 0 ? [] : [{ ...change, fields }];
  });
}

/** A change as what a person decides about. */
function asConflicts(change: Change, { of, field }: Choice): readonly Conflict[] {
  const reason = 'A reviewer turned the change around.';
  if (!isDivisible(change)) return [{ key: change.key, reason }];
  return stepsOf(change, field).map((step): Conflict => {
    const [data, wiki] = of === 'page' ? [step.after, step.before] : [step.before, step.after];
    return {
      key: change.key,
      field: step.field,
      ...(data === undefined ? {} : { data }),
      ...(wiki === undefined ? {} : { wiki }),
      reason,
    };
  });
}
