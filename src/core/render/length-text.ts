/** Lengths of time in words. */

const units: readonly (readonly [name: string, milliseconds: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `3 days`, rounded down to the largest unit; `undefined` for less than a minute. */
export function lengthText(milliseconds: number): string | undefined {
  const [name, length] = units.find(([, each]) => milliseconds >= each) ?? [];
  if (name === undefined || length === undefined) return undefined;
  const count = Math.floor(milliseconds / length);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
