import { diff3Merge } from 'node-diff3';

/** A three-way merge by lines, as diff3 does it; `undefined` if the changes touch each other. */
export function mergeTexts(base: string, mine: string, current: string): string | undefined {
  if (mine === current || current === base) return mine;
  if (mine === base) return current;
  const regions = diff3Merge(mine.split('\n'), base.split('\n'), current.split('\n'), {
    excludeFalseConflicts: true,
  });
  if (regions.some(({ conflict }) => conflict !== undefined)) return undefined;
  return regions.flatMap(({ ok }) => ok ?? []).join('\n');
}
