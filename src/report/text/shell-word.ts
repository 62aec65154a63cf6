/** Words of a command that a person may copy into a shell. */

/**
 * A text as one word: bare where it can be, in double quotes where every shell takes them alike,
 * else in single quotes as a POSIX shell takes them.
 */
export function shellWord(text: string): string {
  if (/^[\p{L}\p{N}_.:@/+-]+$/u.test(text)) return text;
  if (!/["$`\\!%]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
