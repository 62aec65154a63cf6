/** HTML as a value that cannot be made from a text without escaping it. */
import { printable } from '../printable.ts';

/** Markup that is safe to be put into a document. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What a template may be filled with: texts are escaped, `undefined` is nothing. */
export type Part = Html | string | number | undefined | readonly Part[];

/** A template whose values are escaped, in elements as well as in quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  const markup = strings.map((text, index) => text + markupOf(values[index])).join('');
  return new Html(markup);
}

/** Text as HTML has it; what has no sign of its own, or turns text around, is shown by its number. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** JSON for a script element: no end of the element is in it. */
export function scriptJson(value: unknown): Html {
  const json = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Html(json);
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escapeHtml(String(part));
}
