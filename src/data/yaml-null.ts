/** Plain scalars that YAML's own schema takes for null. */
const nulls: readonly string[] = ['~', 'null', 'Null', 'NULL'];

/** What a scalar without quotes is: 1.10, yes and 2014-01-20 are what is written. */
export function plainText(source: string): string | undefined {
  return nulls.includes(source) ? undefined : source;
}
