/** Which pages that are made from records are to be written, and which people have edited. */
import type { Conflict } from '../core/change.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { MadePages } from '../state/made-pages.ts';
import type { FoundPage, Revision } from '../wiki/wiki.ts';
import { fileHash } from './settle.ts';
import type { MadeWrite } from './write-made.ts';

/** What is to be done. */
export interface ComparedPages {
  readonly writes: readonly MadeWrite[];
  readonly conflicts: readonly Conflict[];
  /** By title, the hash of what wikisync last wrote there, or found as it was to be. */
  readonly known: MadePages;
  readonly diagnostics: readonly Diagnostic[];
}

/** What was written to the pages before, and what a person says of those that people edited. */
interface Judgement {
  readonly known: MadePages;
  readonly takes: (title: string) => 'data' | 'wiki' | undefined;
}

/** What is to be done about one page. */
type Verdict =
  | { readonly kind: 'in step'; readonly text: string }
  | { readonly kind: 'write'; readonly base: Revision | undefined }
  | { readonly kind: 'conflict'; readonly conflict: Conflict }
  | { readonly kind: 'unusable'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'left' };

function judge(page: FoundPage, text: string, { known, takes }: Judgement): Verdict {
  const { title } = page;
  if (page.kind === 'unusable') {
    return { kind: 'unusable', diagnostic: unusable(title, page.problem) };
  }
  if (page.kind === 'missing') return { kind: 'write', base: undefined };
  const { revision } = page;
  if (revision.text.trimEnd() === text) return { kind: 'in step', text: revision.text };
  const isOurs = known.get(title) === fileHash(revision.text) || isMade(page);
  const taken = takes(title);
  if (isOurs || taken === 'data') return { kind: 'write', base: revision };
  if (taken === 'wiki') return { kind: 'left' };
  return { kind: 'conflict', conflict: edited(page, text) };
}

/** Compares the pages as they are with what they are to be. */
export function comparePages(
  found: readonly FoundPage[],
  texts: ReadonlyMap<string, string>,
  judgement: Judgement,
): ComparedPages {
  const judged = found.map((page) => {
    const text = texts.get(page.title) ?? '';
    return { page, text, verdict: judge(page, text, judgement) };
  });
  return {
    writes: judged.flatMap(({ page: { title }, text, verdict }) =>
      verdict.kind === 'write' ? [{ title, text, base: verdict.base }] : [],
    ),
    conflicts: judged.flatMap(({ verdict }) =>
      verdict.kind === 'conflict' ? [verdict.conflict] : [],
    ),
    known: new Map(
      judged.flatMap(({ page: { kind, title }, verdict }) => {
        const before = kind === 'there' ? judgement.known.get(title) : undefined;
        const hash = verdict.kind === 'in step' ? fileHash(verdict.text) : before;
        return hash === undefined ? [] : [[title, hash] as const];
      }),
    ),
    diagnostics: judged.flatMap(({ verdict }) =>
      verdict.kind === 'unusable' ? [verdict.diagnostic] : [],
    ),
  };
}

/** Whether the newest revision is one that wikisync made, by its mark. */
function isMade({ isOwn, summary = '' }: FoundPage & { readonly kind: 'there' }): boolean {
  return isOwn && /\(ws-[0-9a-f]{8}, made\)$/.test(summary);
}

function edited(page: FoundPage & { readonly kind: 'there' }, text: string): Conflict {
  const { title, user, revision, isOwn } = page;
  const who = user === undefined || isOwn ? 'Somebody' : `'${user}'`;
  return {
    key: title,
    field: 'text',
    data: text,
    wiki: revision.text,
    reason: `${who} edited the page, or made it: it is not overwritten.`,
  };
}

function unusable(title: string, problem: string): Diagnostic {
  return {
    code: 'made-title',
    severity: 'error',
    message: `The page '${title}' cannot be made: ${problem}`,
    hint: "Change the record's field, or the page's name in the config.",
  };
}
