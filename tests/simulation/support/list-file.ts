/** Data files of the shape that the simulation makes, read and edited without wikisync's code. */
import type { Item } from './list-page.ts';

interface Content {
  /** A file that wikisync made has none. */
  readonly about?: string;
  readonly records: readonly Readonly<Record<string, string>>[];
}

/** A data file's records, in order; `undefined` if it is not whole. */
export function recordsOf(text: string): readonly Item[] | undefined {
  try {
    const content = JSON.parse(text) as Content;
    if (content.about !== undefined && content.about !== about) return undefined;
    return content.records.map((record) => new Map(Object.entries(record)));
  } catch {
    return undefined;
  }
}

/** What else is in the file, and stays there. */
const about = 'kept by people';

/** A data file's text. */
export function renderRecords(records: readonly Item[]): string {
  const content: Content = {
    about,
    records: records.map((values) => Object.fromEntries(values)),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
