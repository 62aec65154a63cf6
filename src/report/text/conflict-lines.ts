/** Conflicts: what each side has, and what a person can do. */
import type { CommitInfo, Conflict, RevisionInfo } from '../../core/change.ts';
import { type Base, fieldBase } from '../../core/reconcile/base.ts';
import { valueText } from '../../core/render/value-text.ts';
import { diffWords, likeness } from '../../core/render/word-diff.ts';
import type { FieldValue } from '../../core/value.ts';
import { otherTakes, resolveCommand } from '../resolve-command.ts';
import { type Line, span, type TextContext } from './line.ts';
import { stepLines } from './step-lines.ts';
import { labelSpan, valueLines } from './value-lines.ts';
import { alike } from './word-spans.ts';

const indent = 8;

interface ConflictContext extends TextContext {
  /** What both sides last agreed on; `undefined` on first contact. */
  readonly agreed: Base | undefined;
}

/** The conflicts under a heading, with what to do below; none if there are none. */
export function conflictLines(
  listing: string,
  conflicts: readonly Conflict[],
  context: ConflictContext,
): readonly Line[] {
  if (conflicts.length === 0) return [];
  return [
    { indent: 2, spans: [span('Conflicts, for a person to settle', 'strong')] },
    ...conflicts.flatMap((conflict) => oneConflict(conflict, context)),
    ...adviceLines(listing, conflicts),
  ];
}

/** What a person can do, with the first conflict as the example. */
function adviceLines(listing: string, conflicts: readonly Conflict[]): readonly Line[] {
  const [example] = conflicts;
  const say = (text: string): Line => ({ indent: 4, hang: 0, spans: [span(text)] });
  return [
    say('Neither side is changed. Make both agree, or let one win, such as'),
    ...(example === undefined
      ? []
      : [{ indent: 6, spans: [span(resolveCommand(listing, example))], isUnfolded: true }]),
    ...(example === undefined ? [] : [say(`or with ${otherTakes(example).join(', or ')}.`)]),
    ...(conflicts.every(isHeldBack) ? [] : [say(preferAdvice(conflicts))]),
    ...(conflicts.some(isHeldBack)
      ? [say(`What was taken back is made again after 'wikisync acknowledge ${listing}'.`)]
      : []),
  ];
}

function preferAdvice(conflicts: readonly Conflict[]): string {
  const which = conflicts.some(isHeldBack) ? 'every other conflict' : 'every conflict';
  return `--prefer data, or --prefer wiki, settles ${which} of a run.`;
}

/** By people, or by an undo: then it is not for a run to decide. */
function isHeldBack({ isTakenBack, isUndone }: Conflict): boolean {
  return isTakenBack === true || isUndone === true;
}

function oneConflict(conflict: Conflict, context: ConflictContext): readonly Line[] {
  const { key, field, base, data, wiki, reason, wikiEdit, dataEdit } = conflict;
  const heading: Line = {
    indent: 4,
    spans: [
      span('! ', 'error'),
      span(key, 'error'),
      ...(field === undefined ? [] : [span(': '), span(field, 'strong')]),
    ],
  };
  const why: Line = { indent, hang: 0, spans: [span(reason)] };
  const edit = [
    ...(wikiEdit === undefined ? [] : [editLine(wikiEdit)]),
    ...(dataEdit === undefined ? [] : [commitLine(dataEdit)]),
  ];
  if (field === undefined) return [heading, why, ...edit];
  return [
    heading,
    why,
    ...edit,
    ...baseLines(conflict, context),
    ...sideLines('data', data, { base, context }),
    ...sideLines('wiki', wiki, { base: base ?? data, context }),
  ];
}

/** What both sides last agreed on, if they ever did. */
function baseLines({ key, field = '', base }: Conflict, context: ConflictContext): readonly Line[] {
  const known = fieldBase(context.agreed?.records.get(key), field);
  if (base !== undefined || known.kind === 'known') {
    return valueLines('base', base, { indent, verbose: context.verbose });
  }
  const text = known.kind === 'unknown' ? ' (not known)' : ' (never agreed)';
  return [{ indent, spans: [labelSpan('base'), span(text, 'quiet')] }];
}

/** Who edited the wiki, when, and where to see it. */
function editLine({ revision, time, user, link }: RevisionInfo): Line {
  const by = user === undefined ? 'somebody' : user;
  const when = time.replace('T', ' ').replace(/:\d\dZ$/, ' UTC');
  const place = link === undefined ? '' : `, ${link}`;
  const text = `Last changed on the wiki by ${by} in revision ${revision} on ${when}${place}`;
  return { indent, hang: 0, spans: [span(text, 'quiet')] };
}

function commitLine({ commit, time, author }: CommitInfo): Line {
  const text =
    commit === undefined
      ? 'Last changed in the data file since its last commit'
      : `Last changed in the data file by ${author ?? 'somebody'} in commit ${commit.slice(0, 10)} on ${(time ?? '').slice(0, 10)}`;
  return { indent, hang: 0, spans: [span(text, 'quiet')] };
}

/** A side's value; as what changed since the base, where the base still shows in it. */
function sideLines(
  label: string,
  value: FieldValue | undefined,
  { base, context }: { readonly base: FieldValue | undefined; readonly context: TextContext },
): readonly Line[] {
  if (base === undefined || value === undefined || !isLong(base, value)) {
    return valueLines(label, value, { indent, verbose: context.verbose });
  }
  return stepLines({ label, before: base, after: value, indent }, context);
}

/** Whether the values are so long, and so much alike, that one has to search for the difference. */
function isLong(base: FieldValue, value: FieldValue): boolean {
  const texts = { base: valueText(base), value: valueText(value) };
  if (Math.max(texts.base.length, texts.value.length) <= 40) return false;
  return likeness(diffWords(texts.base, texts.value)) >= alike;
}
