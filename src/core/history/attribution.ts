/** Which of the wiki's editors made the changes that a data file is to take. */
import type { Change, RevisionInfo } from '../change.ts';
import { sameValue } from '../value.ts';
import { type PageHistory, stepsOf } from './page-history.ts';

/** One editor's part of the changes. */
export interface EditorsPart {
  /** `undefined` if it is not known. */
  readonly user: string | undefined;
  /** Oldest first; none if it is not known. */
  readonly revisions: readonly RevisionInfo[];
  readonly changes: readonly Change[];
}

/**
 * Divides changes among those who made them, in the order of their first revisions; what nobody is
 * known for comes last. A record that came or went is one person's, whoever wrote its fields.
 *
 * @param history without what was taken back whole
 */
export function partsByEditor(
  changes: readonly Change[],
  history: PageHistory,
): readonly EditorsPart[] {
  const parts = new Map<string, { revisions: RevisionInfo[]; changes: Change[] }>();
  for (const { by, change } of changes.flatMap((change) => piecesOf(change, history))) {
    const user = by === undefined || by.isOwn ? undefined : by.user;
    const id = user === undefined ? '' : `=${user}`;
    const part = parts.get(id) ?? { revisions: [], changes: [] };
    parts.set(id, part);
    part.changes.push(change);
    if (by === undefined || user === undefined) continue;
    if (!part.revisions.some(({ revision }) => revision === by.revision)) part.revisions.push(by);
  }
  return [...parts]
    .map(
      ([id, { revisions, changes: own }]): EditorsPart => ({
        user: id === '' ? undefined : id.slice(1),
        revisions: revisions.toSorted((a, b) => a.revision - b.revision),
        changes: own,
      }),
    )
    .toSorted((a, b) => firstRevision(a) - firstRevision(b));
}

/** All of the changes that are in the parts, in their own order, each with the fields it has there. */
export function changesWithin(
  changes: readonly Change[],
  parts: readonly EditorsPart[],
): readonly Change[] {
  const taken = parts.flatMap((part) => part.changes);
  return changes.flatMap((change) => {
    const pieces = taken.filter(({ key, kind }) => key === change.key && kind === change.kind);
    const fields = change.fields.filter(({ field }) =>
      pieces.some((piece) => piece.fields.some((other) => other.field === field)),
    );
    return pieces.length === 0 ? [] : [{ ...change, fields }];
  });
}

interface Piece {
  readonly by: RevisionInfo | undefined;
  readonly change: Change;
}

function piecesOf(change: Change, history: PageHistory): readonly Piece[] {
  const { key, kind } = change;
  if (kind === 'create' || kind === 'delete') {
    const wanted = kind === 'create' ? 'came' : 'went';
    const step = stepsOf(history, { key }).findLast((each) => each.kind === wanted);
    return [{ by: step?.by, change }];
  }
  if (kind === 'rename') {
    return [{ by: stepsOf(history, { key }).findLast((each) => each.kind === 'went')?.by, change }];
  }
  return change.fields.map((field) => {
    const step = stepsOf(history, { key, field: field.field }).at(-1);
    const isHere = step !== undefined && sameValue(step.after, field.after);
    return { by: isHere ? step.by : undefined, change: { ...change, fields: [field] } };
  });
}

function firstRevision({ revisions }: EditorsPart): number {
  return revisions[0]?.revision ?? Number.POSITIVE_INFINITY;
}
