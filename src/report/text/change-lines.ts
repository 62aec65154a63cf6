/** One record's change: its sign, its key, and field by field what changes. */
import type { Change, FieldChange } from '../../core/change.ts';
import { valueText } from '../../core/render/value-text.ts';
import { type Line, type Style, span, type TextContext } from './line.ts';
import { stepLines } from './step-lines.ts';
import { valueLines } from './value-lines.ts';

/** As Terraform has them, but that a record may also move on its page, or keep all but its key. */
const signs: Readonly<Record<Change['kind'], { readonly sign: string; readonly style: Style }>> = {
  create: { sign: '+', style: 'added' },
  update: { sign: '~', style: 'changed' },
  delete: { sign: '-', style: 'removed' },
  move: { sign: '>', style: 'moved' },
  rename: { sign: '=', style: 'moved' },
};

/** What stands behind the key, where the sign alone does not say it. */
const notes: Readonly<Partial<Record<Change['kind'], string>>> = {
  move: ' (move)',
  rename: ' (rename)',
};

const indent = 4;

/** A side's changes under a heading; none if there are none. */
export function sideLines(
  heading: string,
  changes: readonly Change[],
  context: TextContext,
): readonly Line[] {
  if (changes.length === 0) return [];
  return [
    { indent: 2, spans: [span(heading, 'strong')] },
    ...changes.flatMap((change) => changeLines(change, context)),
  ];
}

function changeLines(change: Change, context: TextContext): readonly Line[] {
  const { sign, style } = signs[change.kind];
  const note = notes[change.kind] ?? '';
  return [
    { indent, spans: [span(`${sign} `, style), span(change.key, style), span(note, 'quiet')] },
    ...change.fields
      .filter((field) => !repeatsKey(change, field))
      .flatMap((field) => fieldLines(change, field, context)),
  ];
}

/** A created or deleted record's key stands in its heading already. */
function repeatsKey({ kind, key }: Change, { before, after }: FieldChange): boolean {
  const value = kind === 'create' ? after : kind === 'delete' ? before : undefined;
  return value !== undefined && valueText(value) === key;
}

function fieldLines(change: Change, step: FieldChange, context: TextContext): readonly Line[] {
  const { field, before, after } = step;
  const at = { indent: indent + 4, verbose: context.verbose };
  switch (change.kind) {
    case 'create':
      return valueLines(field, after, at);
    case 'delete':
      return valueLines(field, before, at);
    case 'update':
    case 'move':
    case 'rename':
      return stepLines({ label: field, before, after, indent: at.indent }, context);
  }
}
