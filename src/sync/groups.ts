/** Which listings may be worked on at the same time. */
import { byKey } from '../core/by-key.ts';
import type { ListingJob } from './job.ts';

/**
 * The listings in groups that have no wiki and no data file in common, each in its order: a wiki is
 * asked one thing at a time, and a file is written by one run at a time.
 */
export function groupsOf(jobs: readonly ListingJob[]): readonly (readonly ListingJob[])[] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  for (const { wiki, data } of jobs) {
    const [one, other] = [rootOf(`wiki ${wiki.name}`), rootOf(`file ${data.path}`)];
    if (one !== other) parents.set(other, one);
  }
  return [...byKey(jobs, ({ wiki }) => rootOf(`wiki ${wiki.name}`)).values()];
}
