/** What of the run log is kept: the oldest runs go, each as a whole, and it is kept how many went. */
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';
import { readJson } from './shapes.ts';

/** How much is kept. The newest run is kept whatever it is. */
export interface RunLimits {
  readonly runs: number;
  readonly bytes: number;
  /** Milliseconds. */
  readonly age: number;
}

/** What is kept where nobody says otherwise: all that fits in, however old it is. */
export const defaultRunLimits: RunLimits = { runs: 1000, bytes: 100_000_000, age: Infinity };

/** What is not in the log any more. */
export interface RotatedRuns {
  /** The newest of them. */
  readonly upTo: string;
  /** How many there were. */
  readonly runs: number;
}

/** What went, and what may still have something there that is to be removed. */
export interface Rotation extends RotatedRuns {
  readonly removing: readonly string[];
}

const written = lazily(() =>
  z.strictObject({
    version: z.literal(1),
    upTo: z.string(),
    runs: z.number(),
    removing: z.array(z.string()),
  }),
);

/** Reads the text; it is there to be shown, so that what cannot be read is none. */
export function parseRotation(text: string): Rotation | undefined {
  const read = readJson(text, written());
  return typeof read === 'string' ? undefined : read;
}

/** As text. */
export function renderRotation({ upTo, runs, removing }: Rotation): string {
  return `${JSON.stringify({ version: 1, upTo, runs, removing })}\n`;
}

/**
 * What went when these have gone too.
 *
 * @param beyond newest first
 */
export function rotationWith(
  before: Rotation | undefined,
  beyond: readonly string[],
  removing: readonly string[],
): Rotation {
  const [newest = ''] = beyond;
  const upTo = before !== undefined && before.upTo > newest ? before.upTo : newest;
  return { upTo, runs: (before?.runs ?? 0) + beyond.length, removing };
}

/**
 * Runs that are too many, too large together, or too old; newest first.
 *
 * @param runs with their sizes, newest first
 * @param how the limits, and milliseconds since 1970
 */
export function runsBeyond(
  runs: readonly { readonly run: string; readonly bytes: number }[],
  { limits, now }: { readonly limits: RunLimits; readonly now: number },
): readonly string[] {
  let bytes = 0;
  const first = runs.findIndex(({ run, bytes: size }, index) => {
    bytes += size;
    const isOld = now - beganAt(run) > limits.age;
    return index > 0 && (index >= limits.runs || bytes > limits.bytes || isOld);
  });
  return first === -1 ? [] : runs.slice(first).map(({ run }) => run);
}

/** A run's name begins with it: milliseconds since 1970, to the base of 36. */
export function beganAt(run: string): number {
  return Number.parseInt(run.slice(0, 8), 36);
}
