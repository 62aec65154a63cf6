/** The page's own text, before and after, side by side as wikis show it. */
import { type LinePart, lineParts } from '../../core/render/line-diff.ts';
import { diffWords, type WordPart } from '../../core/render/word-diff.ts';
import { type Html, html } from './html.ts';
import { sideOf } from './values.ts';

/** Unchanged lines around each change. */
const context = 2;

/** A table of two columns; none if nothing changes. */
export function pageDiff(texts: {
  readonly before: string;
  readonly after: string;
}): Html | undefined {
  if (texts.before === texts.after) return undefined;
  const rows = rowsOf(lineParts(texts.before, texts.after));
  return html`<details><summary>The page’s text, side by side</summary>
<table class="diff"><thead><tr><th class="number" scope="col">Line</th><th scope="col">Before</th><th class="number" scope="col">Line</th><th scope="col">After</th></tr></thead><tbody>
${rows}</tbody></table>
</details>`;
}

function rowsOf(parts: readonly LinePart[]): readonly Html[] {
  const rows: Html[] = [];
  let before = 1;
  let after = 1;
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (part.kind === 'same') {
      rows.push(
        ...sameRows(
          part.lines,
          { before, after },
          { isFirst: index === 0, isLast: next === undefined },
        ),
      );
      before += part.lines.length;
      after += part.lines.length;
    } else if (part.kind === 'removed') {
      const added = next?.kind === 'added' ? next.lines : [];
      rows.push(...changedRows(part.lines, added, { before, after }));
      before += part.lines.length;
      after += added.length;
    } else if (parts[index - 1]?.kind !== 'removed') {
      rows.push(...changedRows([], part.lines, { before, after }));
      after += part.lines.length;
    }
  }
  return rows;
}

interface Numbers {
  readonly before: number;
  readonly after: number;
}

function sameRows(
  lines: readonly string[],
  from: Numbers,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): readonly Html[] {
  const head = isFirst ? 0 : context;
  const tail = isLast ? 0 : context;
  const hidden = lines.length - head - tail;
  const row = (line: string, at: number): Html =>
    html`<tr><td class="number">${from.before + at}</td><td class="text">${line}</td><td class="number">${from.after + at}</td><td class="text">${line}</td></tr>\n`;
  if (hidden <= 1) return lines.map(row);
  const gap = html`<tr><td colspan="4" class="quiet">${hidden} unchanged lines</td></tr>\n`;
  return [
    ...lines.slice(0, head).map(row),
    gap,
    ...lines.slice(lines.length - tail).map((line, at) => row(line, head + hidden + at)),
  ];
}

function changedRows(
  removed: readonly string[],
  added: readonly string[],
  from: Numbers,
): readonly Html[] {
  const count = Math.max(removed.length, added.length);
  return Array.from({ length: count }, (_, at) =>
    changedRow(removed[at], added[at], { before: from.before + at, after: from.after + at }),
  );
}

function changedRow(old: string | undefined, now: string | undefined, at: Numbers): Html {
  const isBoth = old !== undefined && now !== undefined;
  const parts = isBoth ? diffWords(old, now) : undefined;
  const cells = [
    cellsOf(old, { parts, side: 'removed', number: at.before }),
    cellsOf(now, { parts, side: 'added', number: at.after }),
  ];
  const kinds = [
    ...(old === undefined ? [] : ['removed']),
    ...(now === undefined ? [] : ['added']),
  ];
  return html`<tr class="${kinds.join(' ')}">${cells}</tr>\n`;
}

function cellsOf(
  line: string | undefined,
  about: {
    readonly parts: readonly WordPart[] | undefined;
    readonly side: 'removed' | 'added';
    readonly number: number;
  },
): Html {
  const { parts, side, number } = about;
  const name = side === 'removed' ? 'old' : 'new';
  if (line === undefined) return html`<td class="number"></td><td class="text ${name}"></td>`;
  const shown = parts === undefined ? html`${line}` : sideOf(parts, side);
  return html`<td class="number">${number}</td><td class="text ${name}">${shown}</td>`;
}
