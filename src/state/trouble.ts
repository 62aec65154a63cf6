/**
 * Since when a listing's runs go wrong: those after the last good one. It is there to be shown: what
 * cannot be read is as if there were none, until the next run.
 */
import { lazily } from '../lazily.ts';
import { type ShapeOf, z } from '../shape.ts';
import { readJson } from './shapes.ts';

const written = lazily(() =>
  z.strictObject({
    version: z.literal(1),
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    /** When the first of them ended: milliseconds since 1970, by this machine's clock. */
    since: z.number(),
    /** How many there were. */
    runs: z.number(),
    /** Of the last one. */
    run: z.string(),
    command: z.string(),
    /** What was wrong with it. */
    reason: z.string(),
  }),
);

/** What is kept of a listing's trouble. */
export type Trouble = Omit<ShapeOf<typeof written>, 'version'>;

/** As text. */
export function renderTrouble(trouble: Trouble): string {
  return `${JSON.stringify({ version: 1, ...trouble })}\n`;
}

/** Reads the text; `undefined` if it is none. */
export function parseTrouble(text: string): Trouble | undefined {
  const read = readJson(text, written());
  if (typeof read === 'string') return undefined;
  const { version: _version, ...trouble } = read;
  return trouble;
}
