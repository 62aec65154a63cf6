import type { DataChange, DataFile, DataFormat } from '../core/data-file.ts';
import {
  type Checked,
  type Diagnostic,
  hasErrors,
  type Place,
  placesIn,
} from '../core/diagnostic.ts';
import { withLineFeeds } from '../core/wikitext/line-feeds.ts';
import { applyEdits, type TextEdit } from '../core/wikitext/text-edit.ts';
import { errorsOf } from './problem.ts';
import { forbiddenCharacters, unusableText } from './source-text.ts';

/** A format that need not know of byte order marks and carriage returns. */
export interface TextFormat extends Omit<DataFormat, 'parse' | 'edit' | 'lint'> {
  /** Reads a text; its value does not count if there are errors. */
  readonly read: (text: string, places: (offset: number) => Place) => Checked<DataFile>;
  /** What is worth a look in a file that could be read. */
  readonly lint?: (file: DataFile) => readonly Diagnostic[];
  /** The edits that make the changes, of a text that `read` accepts. */
  readonly edits: (
    text: string,
    changes: readonly DataChange[],
    fieldOrder: readonly string[],
  ) => readonly TextEdit[];
}

/**
 * Gives a format what all have in common: a byte order mark and CRLF line ends are read over and
 * stay, and what is wrong with the text itself is found.
 */
export function dataFormat({ read, lint, edits, ...rest }: TextFormat): DataFormat {
  const parse: DataFormat['parse'] = (original, source) => {
    const { text } = withLineFeeds(splitMark(original).text);
    return parseText(text, source, read);
  };
  return {
    ...rest,
    parse,
    lint: (text, source) => {
      const { value } = parse(text, source);
      return value === undefined ? [] : (lint?.(value) ?? []);
    },
    edit: (original, changes, fieldOrder) => {
      const { mark, text } = splitMark(original);
      // One after the other, so that the edits inside records and those around them never meet.
      const inside = changes.filter(({ kind }) => kind === 'set' || kind === 'unset');
      const around = changes.filter(({ kind }) => kind === 'insert' || kind === 'remove');
      const edited = [inside, around].reduce((current, some) => {
        if (some.length === 0) return current;
        const lines = withLineFeeds(current);
        return applyEdits(current, lines.toOriginal(edits(lines.text, some, fieldOrder)));
      }, text);
      return mark + edited;
    },
  };
}

function parseText(text: string, source: string, read: TextFormat['read']): Checked<DataFile> {
  const places = placesIn(source, text);
  const unusable = unusableText(text);
  if (unusable.length > 0) return { diagnostics: errorsOf(unusable, places) };
  const forbidden = forbiddenCharacters(text);
  if (forbidden.length > 0) return { diagnostics: errorsOf(forbidden, places) };
  const { value, diagnostics } = read(text, places);
  return value === undefined || hasErrors(diagnostics) ? { diagnostics } : { value, diagnostics };
}

function splitMark(text: string): { readonly mark: string; readonly text: string } {
  return text.startsWith('\ufeff') ? { mark: '\ufeff', text: text.slice(1) } : { mark: '', text };
}
