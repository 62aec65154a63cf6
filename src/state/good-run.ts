/**
 * When a listing's last good run ended. It is there to be shown: what cannot be read is as if there
 * were none, until the next good run.
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
    run: z.string(),
    command: z.string(),
    /** Milliseconds since 1970, by this machine's clock. */
    time: z.number(),
  }),
);

/** What is kept of a listing's last good run. */
export type GoodRun = Omit<ShapeOf<typeof written>, 'version'>;

/** As text. */
export function renderGoodRun(run: GoodRun): string {
  return `${JSON.stringify({ version: 1, ...run })}\n`;
}

/** Reads the text; `undefined` if it is none. */
export function parseGoodRun(text: string): GoodRun | undefined {
  const read = readJson(text, written());
  if (typeof read === 'string') return undefined;
  const { version: _version, ...run } = read;
  return run;
}
