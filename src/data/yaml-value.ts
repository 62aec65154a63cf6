import type { FieldValue } from '../core/value.ts';
import type { TextEdit } from '../core/wikitext/text-edit.ts';
import { areInOneLine, blankLinesAfter, columnOf, lineEnd, lineStart } from './lines.ts';
import type { Extent, TreeNode, TreePair } from './tree.ts';
import {
  flowText,
  newStyle,
  type Rendered,
  renderValue,
  type ValueStyle,
  type YamlLayout,
} from './yaml-render.ts';

/** A block style pair's value as two parts: what is in the name's line, and the lines under it. */
interface Slot {
  readonly inline: Extent;
  /** From the end of the line above; empty where there are no such lines. */
  readonly lines: Extent;
}

/** The edits that give a pair of a mapping in block style another value; its comment stays. */
export function replaceValue(
  text: string,
  pair: TreePair,
  value: FieldValue,
  layout: YamlLayout,
): readonly TextEdit[] {
  const { value: old } = pair;
  if (isFlow(old) && typeof value === 'object') {
    return [{ start: old.start, end: old.end, newText: flowText(value) }];
  }
  const style = styleLike(text, pair, layout);
  const getsLines = typeof value === 'object';
  const { lines } = slotOf(text, pair, getsLines);
  const mayBlock = style.mayBlock && !isDeepComment(text, lines.end, style.blockIndent);
  const rendered = renderValue(value, { ...style, mayBlock }, layout);
  return replaceWritten(text, pair, rendered, getsLines);
}

/**
 * The edits that put what is written already in the place of a pair's value.
 *
 * @param getsLines whether it is a list or a mapping
 */
export function replaceWritten(
  text: string,
  pair: TreePair,
  rendered: Rendered,
  getsLines = true,
): readonly TextEdit[] {
  const { inline, lines } = slotOf(text, pair, getsLines);
  const isUnwritten = inline.start === inline.end;
  const newLines = rendered.lines.map((line) => `\n${line}`).join('');
  const edits = [{ ...lines, newText: newLines }];
  if (rendered.inline === '') {
    const removed = { start: pair.colonEnd, end: inline.end, newText: '' };
    return isUnwritten ? edits : [removed, ...edits];
  }
  const newText = isUnwritten ? ` ${rendered.inline}` : rendered.inline;
  return [{ ...inline, newText }, ...edits];
}

/** Where blank lines that belong to a value end: `|+` at its end keeps them. */
export function isKeepingBlankLines(node: TreeNode): boolean {
  switch (node.kind) {
    case 'scalar':
      return node.block?.keepsBlankLines === true;
    case 'list':
      return !node.flow && isLastKeeping(node.items.at(-1)?.value);
    case 'mapping':
      return !node.flow && isLastKeeping(node.pairs.at(-1)?.value);
  }
}

/** Where the last line of a value ends that is not blank. */
export function inkEnd(node: TreeNode): number {
  switch (node.kind) {
    case 'scalar':
      return node.block?.textEnd ?? node.end;
    case 'list':
      return node.flow ? node.end : inkEndOfLast(node.items.at(-1)?.value, node.end);
    case 'mapping':
      return node.flow ? node.end : inkEndOfLast(node.pairs.at(-1)?.value, node.end);
  }
}

/**
 * Where the lines end that go away when what follows a value is removed: blank lines would become
 * part of a value that keeps them.
 *
 * @param end the end of the last line to be removed
 */
export function endOfGap(text: string, before: TreeNode, end: number): number {
  return isKeepingBlankLines(before) ? (blankLinesAfter(text, end).at(-1) ?? end) : end;
}

/** Whether the next line with anything in it is a comment that a block scalar would take in. */
export function isDeepComment(text: string, end: number, indent: number): boolean {
  const comment = /^\s*\n( *)#/.exec(text.slice(end));
  return comment !== null && (comment[1]?.length ?? 0) >= indent;
}

function isLastKeeping(node: TreeNode | undefined): boolean {
  return node !== undefined && isKeepingBlankLines(node);
}

function inkEndOfLast(node: TreeNode | undefined, end: number): number {
  return node === undefined ? end : inkEnd(node);
}

function isFlow(node: TreeNode): boolean {
  if (node.kind === 'list') return node.flow && node.items.length > 0;
  return node.kind === 'mapping' && node.flow && node.pairs.length > 0;
}

function slotOf(text: string, { colonEnd, value }: TreePair, getsLines: boolean): Slot {
  const isBlockCollection = value.kind !== 'scalar' && !value.flow;
  const isOwnLine = !areInOneLine(text, colonEnd, value.start);
  if (isBlockCollection || (isOwnLine && getsLines)) {
    // Comments above a list stay above its successor, but a block scalar would take them in.
    const start = getsLines ? lineStart(text, value.start) - 1 : lineEnd(text, colonEnd);
    const lines = { start, end: lineEnd(text, inkEnd(value)) };
    return { inline: { start: colonEnd, end: colonEnd }, lines };
  }
  const block = value.kind === 'scalar' ? value.block : undefined;
  const inline = { start: value.start, end: block?.headerEnd ?? value.end };
  const start = lineEnd(text, inline.end);
  return { inline, lines: { start, end: block?.textEnd ?? start } };
}

/** The style of the value that is there, as far as it can hold another. */
function styleLike(text: string, pair: TreePair, layout: YamlLayout): ValueStyle {
  const { value } = pair;
  const style = newStyle(columnOf(text, pair.start), layout);
  if (value.kind === 'list' && !value.flow) {
    return { ...style, listIndent: columnOf(text, value.start) };
  }
  if (value.kind !== 'scalar') return style;
  return {
    ...style,
    style: value.style,
    blockIndent: value.block?.indent ?? style.blockIndent,
    mayBlock: style.mayBlock && (value.style !== 'double' || !String(value.value).includes('\n')),
  };
}
