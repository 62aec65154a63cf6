/** Which of the wiki's editors made the changes that a data file is to take. */
import type { Change, FieldChange, RevisionInfo } from '../change.ts';
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

/** What is known of who changed a page. */
export interface PagePast {
  /** Without what was taken back whole. */
  readonly history: PageHistory;
  /** Since both sides last agreed: who takes something back that is older, changed it too. */
  readonly recent: PageHistory;
  /** Of renamed records: the data file's key to the page's. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Divides changes among those who made them, in the order of their first revisions; what nobody is
 * known for comes last. A record that came or went is one person's, whoever wrote its fields.
 */
export function partsByEditor(changes: readonly Change[], past: PagePast): readonly EditorsPart[] {
  const parts = new Map<string, { revisions: RevisionInfo[]; changes: Change[] }>();
  for (const { by, change } of changes.flatMap((change) => piecesOf(change, past))) {
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

function piecesOf(change: Change, past: PagePast): readonly Piece[] {
  const { key, kind } = change;
  if (kind !== 'update' && kind !== 'move') {
    const wanted = kind === 'create' ? 'came' : 'went';
    const find = (history: PageHistory) =>
      stepsOf(history, { key }).findLast((each) => each.kind === wanted);
    return [{ by: (find(past.recent) ?? find(past.history))?.by, change }];
  }
  return change.fields.map((field) => ({
    by: editorOf(past.renamed.get(key) ?? key, field, past),
    change: { ...change, fields: [field] },
  }));
}

/** Of what is older than the last agreement only if the value is known to be theirs. */
function editorOf(
  key: string,
  change: FieldChange,
  { history, recent }: PagePast,
): RevisionInfo | undefined {
  const { field, after } = change;
  const last = stepsOf(recent, { key, field }).at(-1) ?? stepsOf(history, { key, field }).at(-1);
  if (last === undefined) return undefined;
  if (last.by.isOwn) return editorBefore(last.by, change, history);
  const isRecent = recent.steps.includes(last);
  return isRecent || sameValue(last.after, after) ? last.by : undefined;
}

/** Who wrote the value in a record that the account's edit gave another key. */
function editorBefore(
  { revision }: RevisionInfo,
  { field, after }: FieldChange,
  history: PageHistory,
): RevisionInfo | undefined {
  const found = history.steps
    .filter(({ kind, by }) => kind === 'went' && by.revision === revision)
    .flatMap(({ key }) => stepsOf(history, { key, field }).at(-1) ?? [])
    .filter((step) => sameValue(step.after, after));
  return found.length === 1 ? found[0]?.by : undefined;
}

function firstRevision({ revisions }: EditorsPart): number {
  return revisions[0]?.revision ?? Number.POSITIVE_INFINITY;
}
