/** Cron expressions and time zones: the only user of croner, which is loaded where there is a schedule. */
import { Cron } from 'croner';

/** The moment after another one; `undefined` if there is none. Milliseconds since 1970. */
export type NextMoment = (after: number) => number | undefined;

/**
 * The moments of a cron expression. Where the clock is put forward, a time that is left out comes as
 * soon as it is over; where it is put back, a fixed time comes once and `*` goes on through both.
 *
 * @throws {RangeError} no such expression, or time zone
 */
export function cronMoments(expression: string, timezone: string): NextMoment {
  const cron = open(expression, timezone);
  return remembered((after) => cron.nextRun(new Date(after))?.getTime());
}

/** Gaps between moments that are remembered: one is asked about again and again. */
const mostGaps = 4;

/** The same moments: from one to the next there is only one answer, and finding it takes long. */
function remembered(next: NextMoment): NextMoment {
  let gaps: readonly { readonly from: number; readonly to: number }[] = [];
  return (after) => {
    const known = gaps.find(({ from, to }) => from <= after && after < to);
    if (known !== undefined) return known.to;
    const to = next(after);
    if (to !== undefined) gaps = [{ from: after, to }, ...gaps].slice(0, mostGaps);
    return to;
  };
}

/** Why this is no cron expression, as a clause; `undefined` if it is one. */
export function cronProblem(expression: string): string | undefined {
  try {
    const never = open(expression, 'UTC').nextRun(new Date(0)) === null;
    return never ? 'it never comes' : undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function open(expression: string, timezone: string): Cron {
  // Seven parts would be years, and a date would be one run: neither is a schedule.
  if (
    !/^(?:@(?:hourly|daily|midnight|weekly|monthly|yearly|annually)|\S+(?:\s+\S+){4,5})$/i.test(
      expression.trim(),
    )
  ) {
    throw new RangeError('it needs five parts: minute, hour, day, month, day of the week');
  }
  try {
    // Paused: it keeps no time of its own. A list of hours is as fixed as one.
    return new Cron(expression, { timezone, paused: true, fixedTimeRule: 'no-wildcard' });
  } catch (error) {
    throw new RangeError(plain(error));
  }
}

function plain(error: unknown): string {
  const message = error instanceof Error ? error.message : 'it cannot be read';
  return message.replace(/^\w+: /, '').replace(/\.$/, '');
}
