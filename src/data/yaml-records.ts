import type { TextEdit } from '../core/wikitext/text-edit.ts';
import type { ChangePlan, Values } from './changes.ts';
import { blankLinesAfter, columnOf, endAboveBlankLines, lineEnd, lineStart } from './lines.ts';
import type { Extent, TreeItem, TreeList, TreePair } from './tree.ts';
import { dashed, mappingLines, type YamlLayout } from './yaml-render.ts';
import { endOfGap, inkEnd, isDeepComment, isKeepingBlankLines } from './yaml-value.ts';

/** A list of records in block style, of which at least one stays or comes. */
interface RecordList {
  readonly text: string;
  readonly pair: TreePair;
  readonly list: TreeList;
  readonly layout: YamlLayout;
  readonly plan: ChangePlan;
}

/** The edits that insert and remove records in block style. */
export function recordEdits(records: RecordList): readonly TextEdit[] {
  const { list, plan } = records;
  const front = plan.inserts.get(-1);
  const edits = list.items.flatMap((item, index): readonly TextEdit[] => {
    const inserted = plan.inserts.get(index);
    return [
      ...(isRemoved(plan, index) ? removal(records, item, index) : []),
      ...(inserted === undefined ? [] : [insertion(records, item, { index, inserted })]),
    ];
  });
  return front === undefined ? edits : [frontInsertion(records, front), ...edits];
}

/** Writes records as a list in block style, its `-` in the given column. */
export function recordLines(values: Values, column: number, layout: YamlLayout): readonly string[] {
  if (values.size === 0) return [`${' '.repeat(column)}- {}`];
  return dashed(mappingLines(values, column + layout.dashGap, layout), column);
}

function frontInsertion(records: RecordList, inserted: readonly Values[]): TextEdit {
  const { text, list, layout } = records;
  const at = endAboveComments(records);
  const column = columnOf(text, list.start);
  const gap = '\n'.repeat(gapAround(records, 0));
  const newText = inserted
    .map((values) => `\n${recordLines(values, column, layout).join('\n')}`)
    .join(gap);
  return { start: at, end: at, newText: isFollowed(records, -1) ? newText + gap : newText };
}

/** Puts new records in the place of a removed one, or below one that stays. */
function insertion(
  records: RecordList,
  item: TreeItem,
  { index, inserted }: { readonly index: number; readonly inserted: readonly Values[] },
): TextEdit {
  const { text, list, plan } = records;
  const isReplacing = isRemoved(plan, index);
  const keeps = !isReplacing && isKeepingBlankLines(item.value);
  const { end } = extentOf(text, item);
  const at = keeps ? Math.max(end, lineEnd(text, item.end)) : end;
  const column = columnOf(text, list.start);
  const mayBlock = !isDeepComment(text, at, column + 1);
  const layout = { ...records.layout, mayBlock };
  const gap = '\n'.repeat(gapAround(records, index));
  const newText = inserted
    .map((values) => `\n${recordLines(values, column, layout).join('\n')}`)
    .join(gap);
  return { start: at, end: at, newText: isReplacing || keeps ? newText : gap + newText };
}

/**
 * Takes a record out with its lines and the blank lines that set it off: those below it, or for the
 * last one those above.
 */
function removal(records: RecordList, item: TreeItem, index: number): readonly TextEdit[] {
  const { text, list, plan } = records;
  const { start, end } = extentOf(text, item);
  if (plan.inserts.has(index)) return [{ start, end, newText: '' }];
  const previous = list.items[index - 1];
  const floor = previous === undefined ? start : lineEnd(text, previous.end);
  const above = endAboveBlankLines(text, start, floor);
  const below = blankLinesAfter(text, end);
  const kept = keptJustBefore(records, index);
  const gapEnd = kept === undefined ? end : endOfGap(text, kept.value, end);
  if (!isFollowed(records, index)) {
    const isLast = index === list.items.length - 1;
    return [{ start: above, end: isLast ? gapEnd : end, newText: '' }];
  }
  const count = index === 0 ? below.length : blankLinesAfter(text, above).length;
  const blankEnd = below[Math.min(count, below.length) - 1] ?? end;
  return [{ start, end: Math.max(gapEnd, blankEnd), newText: '' }];
}

/** From the end of the line above a record to the end of its last line, or of its last comment. */
function extentOf(text: string, item: TreeItem): Extent {
  let end = lineEnd(text, inkEnd(item.value));
  const column = columnOf(text, item.value.start);
  for (;;) {
    const next = lineEnd(text, end + 1);
    const indent = /^\n( *)#/.exec(text.slice(end, next))?.[1]?.length;
    if (indent === undefined || indent < column) break;
    end = next;
  }
  return { start: lineStart(text, item.start) - 1, end };
}

/** The end of the line above the first record and the comments right above it. */
function endAboveComments({ text, pair, list }: RecordList): number {
  const floor = lineEnd(text, pair.colonEnd);
  let at = lineStart(text, list.start) - 1;
  while (at > floor && /^ *#/.test(text.slice(lineStart(text, at), at))) {
    at = lineStart(text, at) - 1;
  }
  return at;
}

/** How many blank lines set a record off from the next, or the last one from the one before. */
function gapAround({ text, list }: RecordList, index: number): number {
  const item = list.items[Math.min(index, list.items.length - 2)];
  return item === undefined ? 0 : blankLinesAfter(text, extentOf(text, item).end).length;
}

function isRemoved(plan: ChangePlan, index: number): boolean {
  return plan.records.get(index)?.kind === 'remove';
}

/** Whether any record stays or comes below the one at this index. */
function isFollowed({ list, plan }: RecordList, index: number): boolean {
  return list.items.some(
    (_, other) =>
      (other > index && !isRemoved(plan, other)) || (other >= index && plan.inserts.has(other)),
  );
}

/** The record that stays and will stand right above the gap that a removed one leaves. */
function keptJustBefore({ list, plan }: RecordList, index: number): TreeItem | undefined {
  for (let other = index - 1; other >= 0; other -= 1) {
    if (plan.inserts.has(other)) return undefined;
    if (!isRemoved(plan, other)) return list.items[other];
  }
  return undefined;
}
