import type { Problem } from './problem.ts';

/** What is wrong further down: a problem, and the rest of its path. */
interface Fault {
  readonly path: Problem['path'];
  readonly at?: Problem['at'];
}

/**
 * A copy of plain data without what the problems are about: a wrong value becomes `undefined`, a
 * wrong key goes, and of a list nothing is left.
 */
export function prune(value: unknown, faults: readonly Fault[]): unknown {
  if (faults.length === 0) return value;
  if (faults.some(({ path }) => path.length === 0)) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const wrongKeys = faults.filter(({ path, at }) => path.length === 1 && at === 'key');
  const entries = Object.entries(value).filter(
    ([key]) => !wrongKeys.some(({ path }) => String(path[0]) === key),
  );
  return Object.fromEntries(
    entries.map(([key, part]) => {
      const own = faults.filter(({ path }) => String(path[0]) === key);
      return [
        key,
        prune(
          part,
          own.map(({ path, ...fault }) => ({ ...fault, path: path.slice(1) })),
        ),
      ];
    }),
  );
}
