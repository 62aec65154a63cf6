/** A format that knows the text that it was given last. */
import type { DataFormat } from '../core/data-file.ts';

/**
 * The format for the listings of one run: pages that have one data file give it the same text again and
 * again, which is read once.
 */
export function remembered(format: DataFormat): DataFormat {
  let last:
    | {
        readonly text: string;
        readonly source: string;
        readonly file: ReturnType<DataFormat['parse']>;
      }
    | undefined;
  return {
    ...format,
    parse: (text, source) => {
      if (last?.source !== source || last.text !== text) {
        last = { text, source, file: format.parse(text, source) };
      }
      return last.file;
    },
  };
}
