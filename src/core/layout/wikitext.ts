/** Text of a layout that is markup, and text that shall be none. */

/** Text that is put on a page as it is; any other is escaped there. */
export class Wikitext {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/**
 * A value for the middle of a page's line, where nothing of it means anything: what would begin a
 * link, a call, a list, a table's cell, bold text or a signature becomes an entity.
 */
export function plainText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(
      /[<>[\]{}|]|^[*#:;= !+-]|'(?=')|(?<=')'|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_|!(?=!)/g,
      entity,
    );
}

function entity(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}

/** The text of a value; nothing has an empty one. @throws {Error} a list or a record, which have many texts */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Wikitext) return value.text;
  if (typeof value !== 'object') return String(value);
  throw new Error(
    Array.isArray(value)
      ? "a list has no text of its own: say what stands between with 'join'"
      : "a record, person or link has no text of its own: name its field, or use 'wikitext'",
  );
}
