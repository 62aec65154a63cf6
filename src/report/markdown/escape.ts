/**
 * Data in Markdown: always within `code`, `pre` or a fence, where neither Markdown nor a host that
 * links names and numbers (`@user`, `#1`) reads it.
 */
import { printableLine } from '../printable.ts';

/** Text as an HTML element has it, on one line. */
export function htmlText(text: string): string {
  return printableLine(text).replace(/[&<>"'`]/g, entity);
}

/** A name or a value on one line, as code; a table's cell may hold it. */
export function codeText(text: string): string {
  return `<code>${printableLine(text).replace(/[&<>"'`|\\*_~[\]!#@$:]/g, entity)}</code>`;
}

/** Words of ours that may have data in them, as a paragraph: nothing in them is Markdown or HTML. */
export function inlineText(text: string): string {
  return (
    printableLine(text)
      .trimStart()
      .replace(/[&<>"'`\\*_~[\]()#!|@${}+]/g, entity)
      .replace(/^(\d*)([-=.])/, (_, number: string, sign: string) => `${number}${entity(sign)}`)
      // A comment keeps a sign and a word apart, and shows nothing.
      .replace(/&#(?:35|64);|:(?=\/\/)/g, (sign) => `${sign}<!-- -->`)
  );
}

function entity(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}

/** Lines in a fence that none of them closes. */
export function fenced(lines: readonly string[], language: string): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
