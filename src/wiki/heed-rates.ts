import type { QueryAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';

/** Heeds how many edits the account may make. */
export function heedRates({ pace }: WikiContext, { query }: QueryAnswer): void {
  pace.allow(Object.values(query.userinfo?.ratelimits?.edit ?? {}));
}
