/**
 * Page histories that were read before: revisions do not change, so that only newer ones are read.
 * It is a cache: what cannot be read is as if it were not there.
 */
import { lazily } from '../lazily.ts';
import { type ShapeOf, z } from '../shape.ts';

const revision = lazily(() =>
  z.strictObject({
    revisionId: z.int(),
    parentId: z.int(),
    timestamp: z.string(),
    user: z.optional(z.string()),
    summary: z.optional(z.string()),
    tags: z.array(z.string()),
    text: z.optional(z.string()),
  }),
);

const written = lazily(() =>
  z.strictObject({
    version: z.literal(1),
    listing: z.string(),
    wiki: z.string(),
    pageId: z.int(),
    /** Newest first, without a gap. */
    revisions: z.array(revision()),
  }),
);

/** What is kept of one listing's page. */
export type CachedHistory = Omit<ShapeOf<typeof written>, 'version'>;

/** As text. */
export function renderHistory(history: CachedHistory): string {
  return `${JSON.stringify({ version: 1, ...history })}\n`;
}

/** Reads the text; `undefined` if it is none. */
export function parseHistory(text: string): CachedHistory | undefined {
  try {
    const { version: _version, ...history } = written().parse(JSON.parse(text));
    return history;
  } catch {
    return undefined;
  }
}
