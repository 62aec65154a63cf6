import type { TextEdit } from '../core/wikitext/text-edit.ts';
import type { FieldChanges, Values } from './changes.ts';
import { columnOf, lineEnd, lineStart } from './lines.ts';
import type { TreeMapping, TreePair } from './tree.ts';
import { mappingLines, type YamlLayout } from './yaml-render.ts';
import {
  endOfGap,
  inkEnd,
  isDeepComment,
  isKeepingBlankLines,
  replaceValue,
} from './yaml-value.ts';

/** The edits that change a record in block style. */
export function fieldEdits(
  text: string,
  record: TreeMapping,
  changes: FieldChanges,
  layout: YamlLayout,
): readonly TextEdit[] {
  const { pairs } = record;
  const column = columnOf(text, record.start);
  if (pairs.every((pair) => changes.removed.has(pair.name))) {
    const lines = mappingLines(changes.added.get('') ?? new Map(), column, layout);
    const newText = lines.length === 0 ? '{}' : lines.join('\n').trimStart();
    return [{ start: record.start, end: inkEnd(record), newText }];
  }
  const edits = pairs.flatMap((pair): readonly TextEdit[] => {
    const value = changes.replaced.get(pair.name);
    const added = changes.added.get(pair.name);
    return [
      ...(value === undefined ? [] : replaceValue(text, pair, value, layout)),
      ...(added === undefined ? [] : [addedAfter(text, pair, added, layout)]),
    ];
  });
  const front = changes.added.get('');
  const removals = removalEdits(text, pairs, changes.removed);
  return front === undefined
    ? [...edits, ...removals]
    : [addedBefore(text, record, front, layout), ...edits, ...removals];
}

function addedAfter(text: string, pair: TreePair, values: Values, layout: YamlLayout): TextEdit {
  const column = columnOf(text, pair.start);
  const at = lineEnd(text, isKeepingBlankLines(pair.value) ? pair.end : inkEnd(pair.value));
  const mayBlock = layout.mayBlock && !isDeepComment(text, at, column + layout.step);
  const lines = mappingLines(values, column, { ...layout, mayBlock });
  return { start: at, end: at, newText: lines.map((line) => `\n${line}`).join('') };
}

function addedBefore(
  text: string,
  record: TreeMapping,
  values: Values,
  layout: YamlLayout,
): TextEdit {
  const column = columnOf(text, record.start);
  const lines = mappingLines(values, column, layout);
  if (isFirstInLine(text, record.start)) {
    const at = lineStart(text, record.start) - 1;
    return { start: at, end: at, newText: lines.map((line) => `\n${line}`).join('') };
  }
  const newText = `${lines.join('\n').slice(column)}\n${' '.repeat(column)}`;
  return { start: record.start, end: record.start, newText };
}

/**
 * Takes fields out with their lines. In the line of the `-`, what follows moves up, be it the next
 * field or a comment.
 */
function removalEdits(
  text: string,
  pairs: readonly TreePair[],
  removed: ReadonlySet<string>,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let movesUp = !isFirstInLine(text, pairs[0]?.start ?? 0);
  let previous: TreePair | undefined;
  for (const [index, pair] of pairs.entries()) {
    if (!removed.has(pair.name)) {
      movesUp = false;
      previous = pair;
      continue;
    }
    const end = lineEnd(text, inkEnd(pair.value));
    if (movesUp) {
      const next = end + text.slice(end).search(/\S/);
      edits.push({ start: pair.start, end: next, newText: '' });
      movesUp = next === pairs[index + 1]?.start;
    } else {
      edits.push({
        start: lineStart(text, pair.start) - 1,
        end: previous === undefined ? end : endOfGap(text, previous.value, end),
        newText: '',
      });
    }
  }
  return edits;
}

function isFirstInLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}
