/** Which of the account's own changes people took back: told by values, not by the wiki's tags. */
import type { RevisionInfo } from '../change.ts';
import { type FieldValue, sameValue } from '../value.ts';
import { type HistoryStep, type PageHistory, stepsOf } from './page-history.ts';

/** What a person has seen and let pass: reverts up to a revision, of a field, a record, or all. */
export interface Acknowledgement {
  readonly key?: string | undefined;
  readonly field?: string | undefined;
  readonly through: number;
}

/** A record, or a field of it, that is not changed on the page again. */
export interface HeldPlace {
  readonly key: string;
  readonly field?: string | undefined;
}

/** Whether a place is among those. */
export function isHeld(held: readonly HeldPlace[], { key, field }: HeldPlace): boolean {
  return held.some((place) => place.key === key && place.field === field);
}

/**
 * The revision in which a person took back the account's last change of a field, if that change
 * made the value that is wanted now: a value that is wanted anew was never taken back.
 */
export function takenBack(
  history: PageHistory,
  what: { readonly key: string; readonly field: string },
  wanted: FieldValue | undefined,
): RevisionInfo | undefined {
  const steps = stepsOf(history, what);
  const at = steps.findLastIndex(({ by }) => by.isOwn);
  const own = steps[at];
  if (own === undefined || !sameValue(own.after, wanted)) return undefined;
  return revertAfter(own, steps.slice(at + 1));
}

function revertAfter(own: HistoryStep, later: readonly HistoryStep[]): RevisionInfo | undefined {
  let by: RevisionInfo | undefined;
  for (const step of later) {
    if (sameValue(step.after, own.before)) by = step.by;
    else if (sameValue(step.after, own.after)) by = undefined;
  }
  return by;
}

/**
 * The revision in which a person deleted a record that is not there now, and that the account had
 * written after a revision: people may delete their own, and the data file have another of that name.
 *
 * @param after -1 if it does not matter who wrote it
 */
export function deletedByPerson(
  history: PageHistory,
  key: string,
  after: number,
): RevisionInfo | undefined {
  const last = stepsOf(history, { key }).at(-1);
  if (last?.kind !== 'went' || last.by.isOwn) return undefined;
  const isOurs = history.steps.some(
    (step) => step.key === key && step.by.isOwn && step.by.revision > after,
  );
  return isOurs || after === -1 ? last.by : undefined;
}

/** The revision in which a person brought back a record that the account had deleted. */
export function restoredByPerson(history: PageHistory, key: string): RevisionInfo | undefined {
  const steps = stepsOf(history, { key });
  const last = steps.at(-1);
  const isOurs = steps.at(-2)?.kind === 'went' && steps.at(-2)?.by.isOwn === true;
  return isOurs && last?.kind === 'came' && !last.by.isOwn ? last.by : undefined;
}

/** A change of the account's that a person took back. */
export interface Revert {
  readonly key: string;
  /** `undefined` if the record as a whole came back, or went. */
  readonly field?: string | undefined;
  readonly by: RevisionInfo;
}

/** All changes of the account's that people took back, oldest first. */
export function revertsIn(history: PageHistory): readonly Revert[] {
  const found: Revert[] = [];
  const last = new Map<string, HistoryStep>();
  for (const step of history.steps) {
    const { key, field, by } = step;
    const id = JSON.stringify([key, field]);
    const own = last.get(id);
    if (by.isOwn) last.set(id, step);
    else if (own !== undefined && isTakenBack(own, step)) {
      found.push({ key, by, ...(field === undefined ? {} : { field }) });
      last.delete(id);
    }
  }
  return found;
}

function isTakenBack(own: HistoryStep, step: HistoryStep): boolean {
  if (own.kind === 'changed') return sameValue(step.after, own.before);
  return own.kind !== step.kind;
}

/** Whether a person has let a revert pass. */
export function isAcknowledged(
  acknowledged: readonly Acknowledgement[],
  what: { readonly key: string; readonly field?: string | undefined },
  { revision }: Pick<RevisionInfo, 'revision'>,
): boolean {
  return acknowledged.some(
    ({ key, field, through }) =>
      revision <= through &&
      (key === undefined || key === what.key) &&
      (field === undefined || field === what.field),
  );
}
