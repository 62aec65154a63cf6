/**
 * Three-way merge of a text by its lines, for fields that are set up so: else two changes of one
 * value conflict, as their lines put together may be a text that nobody meant.
 */
import { diff3Merge } from 'node-diff3';

/**
 * Both changes together; `undefined` if they touch each other, or if it is not certain.
 *
 * The order of the two does not matter.
 */
export function mergeLines(base: string, one: string, other: string): string | undefined {
  const [lines, first, second] = [base, one, other].map((text) => text.split('\n')) as Texts;
  const merged = diff3Merge(first, lines, second, { excludeFalseConflicts: true });
  const result = merged.flatMap(({ ok }) => ok ?? []);
  if (merged.some(({ conflict }) => conflict !== undefined)) return undefined;
  return isWhole(result, { lines, first, second }) ? result.join('\n') : undefined;
}

type Texts = [string[], string[], string[]];

/**
 * Whether each line stands as often as both changes say. Repeated lines can be matched in more than
 * one way, and then a line may be lost, or come twice, without a conflict.
 */
function isWhole(
  result: readonly string[],
  sides: {
    readonly lines: readonly string[];
    readonly first: readonly string[];
    readonly second: readonly string[];
  },
): boolean {
  const [merged, base, one, other] = [result, sides.lines, sides.first, sides.second].map(counts);
  const of = (from: ReadonlyMap<string, number> | undefined, line: string): number =>
    from?.get(line) ?? 0;
  return [...new Set([...result, ...sides.lines, ...sides.first, ...sides.second])].every(
    (line) => {
      const [before, a, b] = [of(base, line), of(one, line), of(other, line)];
      const both = a === b && a !== before;
      // The same line added on both sides may be one, where the changes are alike, or two.
      const wanted = a + b - before;
      const found = of(merged, line);
      return found === wanted || (both && found === a);
    },
  );
}

function counts(lines: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of lines) found.set(line, (found.get(line) ?? 0) + 1);
  return found;
}
