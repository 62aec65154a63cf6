/** Lengths of time as people write them: `3 days`. */
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';

const units: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** The shape of one. */
export const duration = lazily(() =>
  z
    .string()
    .check(
      z.refine(
        (text) => parseDuration(text) !== undefined,
        'must be a length of time such as 3 days, 12 hours or 90 minutes',
      ),
    ),
);

/** In milliseconds; `undefined` if it is none. */
export function parseDuration(text: string): number | undefined {
  const [, count = '', unit = ''] = /^\s*(\d{1,6})\s*(minute|hour|day)s?\s*$/.exec(text) ?? [];
  const length = units[unit];
  return length === undefined || Number(count) === 0 ? undefined : Number(count) * length;
}
