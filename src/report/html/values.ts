/** Values, and what changed in them, word by word. */
import type { FieldBase } from '../../core/reconcile/base.ts';
import { valueText } from '../../core/render/value-text.ts';
import { diffWords, type WordPart } from '../../core/render/word-diff.ts';
import { canonicalJson, type FieldValue, sameValue } from '../../core/value.ts';
import { type Html, html } from './html.ts';

/** Characters of unchanged text beyond which it is folded beside a change, and that stay on each side. */
const longest = 240;
const kept = 80;

/** A value by itself. */
export function plainValue(value: FieldValue | undefined): Html {
  if (value === undefined) return html`<span class="quiet">(absent)</span>`;
  const text = valueText(value);
  if (text === '') return html`<span class="quiet">(empty)</span>`;
  return html`<span class="value">${text}</span>`;
}

/** What both sides last agreed on, if they ever did. */
export function baseValue(base: FieldBase): Html {
  if (base.kind === 'known') return plainValue(base.value);
  const text = base.kind === 'unknown' ? '(not known)' : '(never agreed)';
  return html`<span class="quiet">${text}</span>`;
}

/** A value as what changed since another; by itself if there is nothing to compare it with. */
export function changedValue(before: FieldValue | undefined, after: FieldValue | undefined): Html {
  if (before === undefined && after === undefined) return plainValue(after);
  if (sameValue(before, after)) return plainValue(after);
  if (after === undefined)
    return html`<span class="value"><del>${textOf(before)}</del></span> ${plainValue(after)}`;
  if (before === undefined) return html`<span class="value"><ins>${textOf(after)}</ins></span>`;
  const texts = { before: textOf(before), after: textOf(after) };
  const isAlike = texts.before === texts.after;
  const parts = isAlike
    ? diffWords(canonicalJson(before), canonicalJson(after))
    : diffWords(texts.before, texts.after);
  return html`<span class="value">${parts.map((part, index) =>
    partOf(part, { isFirst: index === 0, isLast: index === parts.length - 1 }),
  )}</span>`;
}

/** Parts of a line, on one side of it. */
export function sideOf(parts: readonly WordPart[], side: 'removed' | 'added'): Html {
  const shown = parts.filter(({ kind }) => kind === 'same' || kind === side);
  return html`${shown.map(({ kind, text }) => (kind === 'same' ? html`${text}` : marked(kind, text)))}`;
}

function partOf(
  { kind, text }: WordPart,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): Html {
  if (kind !== 'same') return marked(kind, text);
  const signs = [...text];
  if (signs.length <= longest || (isFirst && isLast)) return html`${text}`;
  const head = isFirst ? '' : signs.slice(0, kept).join('');
  const tail = isLast ? '' : signs.slice(-kept).join('');
  const middle = signs.slice(isFirst ? 0 : kept, isLast ? undefined : -kept).join('');
  return html`${head}<details class="fold"><summary>${String([...middle].length)} unchanged signs</summary>${middle}</details>${tail}`;
}

function marked(kind: 'removed' | 'added', text: string): Html {
  return kind === 'removed' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
}

function textOf(value: FieldValue | undefined): string {
  return value === undefined ? '' : valueText(value);
}
