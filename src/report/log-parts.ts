/** The words of the run log, for every format that people read. */
import type { ChangeCounts } from '../core/change.ts';
import type { LogEntry, LogWrite, WriteResult } from './log-report.ts';

const kinds: readonly (readonly [keyof ChangeCounts, string])[] = [
  ['create', 'added'],
  ['update', 'updated'],
  ['delete', 'deleted'],
  ['move', 'moved'],
  ['rename', 'renamed'],
];

const results: Readonly<Record<WriteResult, string>> = {
  done: '',
  merged: ", merged with somebody's edit",
  changed: ', changed by the wiki',
  'not-done': ', not done',
  unclear: ', done or not: it was edited since',
  open: ', not known yet',
  unknown: ', not known any more',
};

/** `2 updated, 1 added`; what is no record's is `text alone`. */
export function countsText(counts: ChangeCounts): string {
  const parts = kinds.flatMap(([kind, word]) =>
    counts[kind] === 0 ? [] : [`${counts[kind]} ${word}`],
  );
  return parts.length === 0 ? 'text alone' : parts.join(', ');
}

/** A write in words, without its link. */
export function writeText(
  { side, counts, result, revision, baseRevision }: LogWrite,
  dataFile: string,
): string {
  const what = `${countsText(counts)}${results[result]}`;
  if (side === 'data') return `data file: ${what} in ${dataFile}`;
  const from = baseRevision === undefined ? '' : ` from ${baseRevision}`;
  return `page: ${what}${revision === undefined ? '' : `; revision ${revision}${from}`}`;
}

/** How it ended, in words. */
export function outcomeText({ outcome, reason, undoneBy, undoes }: LogEntry): string {
  const end = outcome === 'cut-off' ? 'cut off' : outcome;
  return [
    reason === undefined ? end : `${end}: ${reason}`,
    ...(undoes === undefined ? [] : [`takes back ${undoes}`]),
    ...(undoneBy === undefined ? [] : [`taken back by ${undoneBy}`]),
  ].join('; ');
}

/** `2026-03-01 12:30`, in UTC. */
export function minuteText(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
