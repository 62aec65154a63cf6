/** A listing in one line, and all of them in another. */
import { type Change, countChanges } from '../../core/change.ts';
import type { Severity } from '../../core/diagnostic.ts';
import { pageChanges } from '../../core/plan/plan.ts';
import type { ListingReport } from '../run-report.ts';

const kinds = ['create', 'update', 'delete', 'move', 'rename'] as const;

/** How a listing stands, worst first. */
export const standings = [
  'failed',
  'refused',
  'with errors',
  'with conflicts',
  'with changes',
  'without errors',
  'in sync',
] as const;

/** One of the standings. */
export type Standing = (typeof standings)[number];

/** How a listing stands; `without errors` if it was only checked. */
export function standingOf({ outcome, diagnostics, plan }: ListingReport): Standing {
  if (outcome.kind === 'failed' || outcome.kind === 'refused') return outcome.kind;
  if (diagnostics.some(({ severity }) => severity === 'error')) return 'with errors';
  if (plan === undefined) return 'without errors';
  if (plan.conflicts.length > 0) return 'with conflicts';
  return pageChanges(plan) + plan.toData.length > 0 ? 'with changes' : 'in sync';
}

/**
 * `Page: 1 to update. Data file: nothing. 1 conflict.`, or `In sync.`; in the past tense where done.
 * Without a plan, as after a check, what was found; `''` if the outcome says all.
 */
export function summaryText(report: ListingReport): string {
  const { plan, diagnostics } = report;
  const count = (wanted: Severity): number =>
    diagnostics.filter(({ severity }) => severity === wanted).length;
  const problems = [
    counted(plan?.conflicts.length ?? 0, 'conflict'),
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('notice'), 'notice'),
    ...((report.waived ?? []).length === 0 ? [] : [`${report.waived?.length} waived`]),
  ].filter((text) => text !== '');
  const found = problems.length === 0 ? [] : [`${problems.join(', ')}.`];
  switch (standingOf(report)) {
    case 'without errors':
      return found[0] ?? 'No problems.';
    case 'in sync':
      return ['In sync.', ...found].join(' ');
    case 'failed':
    case 'refused':
    case 'with errors':
    case 'with conflicts':
    case 'with changes':
      return [...changesTexts(report), ...found].join(' ');
  }
}

/** `3 listings: 1 failed, 2 in sync.` */
export function totalText(listings: readonly ListingReport[]): string {
  const found = listings.map(standingOf);
  const parts = standings.flatMap((standing) => {
    const count = found.filter((one) => one === standing).length;
    return count === 0 ? [] : [`${count} ${standing}`];
  });
  return `${listings.length} listings: ${parts.join(', ')}.`;
}

function changesTexts({ plan, outcome }: ListingReport): readonly string[] {
  if (plan === undefined) return [];
  const done = outcome.kind === 'done' ? outcome : {};
  return [
    `Page: ${changesText(plan.toPage, 'page' in done, plan.around?.length ?? 0)}.`,
    `Data file: ${changesText(plan.toData, 'data' in done)}.`,
  ];
}

function changesText(changes: readonly Change[], isDone: boolean, around = 0): string {
  const counts = countChanges(changes);
  const parts = kinds.flatMap((kind) => {
    if (counts[kind] === 0) return [];
    return [`${counts[kind]} ${isDone ? `${kind}d` : `to ${kind}`}`];
  });
  if (around > 0) parts.push(`${around} around the records`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** `2 errors`; `''` for none. */
export function counted(count: number, noun: string): string {
  if (count === 0) return '';
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
