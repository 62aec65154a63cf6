/**
 * Three-way merge of a text by its lines, for fields that are set up so: else two changes of one
 * value conflict, as their lines put together may be a text that nobody meant.
 *
 * Repeated lines can be matched in more than one way, and then a line may be lost, or come twice,
 * without a conflict: what was put together is checked, and given up where it is doubtful.
 */
import { diff3Merge } from 'node-diff3';

type Lines = readonly string[];

/** The lines of the three versions. */
interface Versions {
  readonly base: Lines;
  readonly one: Lines;
  readonly other: Lines;
}

/**
 * Both changes together; `undefined` if they touch each other, or if it is not certain.
 *
 * The order of the two does not matter. A side that is given what was put together, alone, has both
 * changes from then on: the next merge finds nothing but that.
 */
export function mergeLines(base: string, one: string, other: string): string | undefined {
  const versions = { base: base.split('\n'), one: one.split('\n'), other: other.split('\n') };
  const merged = putTogether(versions);
  if (merged === undefined || !keepsWhatWasDone(merged, versions)) return undefined;
  const text = merged.join('\n');
  if (text === one || text === other) return text;
  return isWhole(merged, versions) && isStable(merged, versions) ? text : undefined;
}

function putTogether({ base, one, other }: Versions): Lines | undefined {
  const regions = diff3Merge([...one], [...base], [...other], { excludeFalseConflicts: true });
  if (regions.some(({ conflict }) => conflict !== undefined)) return undefined;
  return regions.flatMap(({ ok }) => ok ?? []);
}

/** Whether each line is there that a side brought in, and none that a side took out. */
function keepsWhatWasDone(merged: Lines, { base, one, other }: Versions): boolean {
  const [now, before] = [new Set(merged), new Set(base)];
  return [new Set(one), new Set(other)].every(
    (side) =>
      [...side].every((line) => before.has(line) || now.has(line)) &&
      [...before].every((line) => side.has(line) || !now.has(line)),
  );
}

/** Whether each line stands as often as both changes say. */
function isWhole(merged: Lines, versions: Versions): boolean {
  const found = counts(merged);
  const [base, one, other] = [versions.base, versions.one, versions.other].map(counts);
  const of = (from: ReadonlyMap<string, number> | undefined, line: string): number =>
    from?.get(line) ?? 0;
  return [...new Set([...merged, ...versions.base, ...versions.one, ...versions.other])].every(
    (line) => {
      const [before, a, b] = [of(base, line), of(one, line), of(other, line)];
      // The same line added on both sides may be one, where the changes are alike, or two.
      const isOne = a === b && of(found, line) === a;
      return isOne || of(found, line) === a + b - before;
    },
  );
}

/** Whether a side that has both changes is seen to have the other's. */
function isStable(merged: Lines, { base, one, other }: Versions): boolean {
  const text = merged.join('\n');
  return [one, other].every(
    (side) => putTogether({ base, one: side, other: merged })?.join('\n') === text,
  );
}

function counts(lines: Lines): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of lines) found.set(line, (found.get(line) ?? 0) + 1);
  return found;
}
