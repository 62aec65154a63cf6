/** Parts of the pages of the reference. */

/** The comment that a page begins with. */
export function generatedFrom(source: string): string {
  return `<!-- Made by \`npm run docs\` from ${source}: change it there. -->`;
}

/** A table; its cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n');
}

function inCell(cell: string): string {
  return cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}

/** Words of the code's, in which only `code` is markup. */
export function words(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\*_{}[\]<>~&#]/g, '\\$&')))
    .join('');
}

/** A text as code, whatever signs are in it. */
export function code(text: string): string {
  return inTicks(text.replaceAll('\n', ' ⏎ '));
}

function inTicks(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  if (longest === 0) return `\`${text}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${text} ${fence}`;
}
