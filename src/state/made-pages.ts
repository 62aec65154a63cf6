/** What is kept of pages that are made from records: what was last written to each. */
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';

/** By title, the SHA-1 of the text that was last written there, or seen there as it was to be. */
export type MadePages = ReadonlyMap<string, string>;

const written = lazily(() =>
  z.strictObject({ version: z.literal(1), pages: z.record(z.string(), z.string()) }),
);

/** As text: the same gives the same. */
export function renderMadePages(pages: MadePages): string {
  const sorted = [...pages].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ version: 1, pages: Object.fromEntries(sorted) }, undefined, 2)}\n`;
}

/** Reads the text, or says in a clause why it is none. */
export function parseMadePages(text: string): MadePages | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const { data, error } = written().safeParse(json);
  if (data === undefined) return error.issues[0]?.message ?? 'it has another shape';
  return new Map(Object.entries(data.pages));
}
