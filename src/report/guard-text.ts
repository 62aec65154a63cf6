/** A guard's result in words, for reports and for the reason of a refusal. */
import { grouped } from '../core/plan/limit.ts';
import type { GuardResult } from '../core/plan/plan.ts';

/** What is above the limit, and the limit; without the guard's name and without a full stop. */
export function guardText(result: GuardResult): string {
  const { guard, side, limit, missing = [] } = result;
  if (guard === 'canary') {
    const where = side === 'page' ? 'not on the page' : 'not in the data file';
    return `${recordNames(missing)} ${where}, where ${missing.length === 1 ? 'it' : 'they'} must be`;
  }
  return `${amount(result)} ${place(result)}, where the limit is ${limit}`;
}

function amount({ count, of, unit }: GuardResult): string {
  const noun = unit === 'bytes' ? 'byte' : 'record';
  return `${grouped(count)} of ${grouped(of)} ${of === 1 ? noun : `${noun}s`}`;
}

function place({ guard, side, direction }: GuardResult): string {
  const name = side === 'page' ? 'page' : 'data file';
  if (guard === 'recreate') return `that somebody took from the ${name}`;
  const where = side === 'page' ? 'on the page' : 'in the data file';
  return direction === undefined ? where : `${direction} ${where}`;
}

function recordNames(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0
    ? `the record ${last} is`
    : `the records ${quoted.join(', ')} and ${last} are`;
}
