/** What a plan has about one record: lists of thousands are not searched for each of their parts. */
import type { Change, Conflict } from '../../core/change.ts';
import type { Plan } from '../../core/plan/plan.ts';

/** A plan's part that is about one key. */
export type Near = Pick<Plan, 'toPage' | 'toData' | 'conflicts'>;

/** Looks up a plan by keys. */
export function nearIn({ toPage, toData, conflicts }: Near): (key: string) => Near {
  const [page, data] = [byKey(toPage), byKey(toData)];
  const open = byKey(conflicts);
  return (key) => ({
    toPage: page.get(key) ?? [],
    toData: data.get(key) ?? [],
    conflicts: open.get(key) ?? [],
  });
}

function byKey<T extends Change | Conflict>(
  parts: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const part of parts) {
    const known = found.get(part.key);
    if (known === undefined) found.set(part.key, [part]);
    else known.push(part);
  }
  return found;
}
