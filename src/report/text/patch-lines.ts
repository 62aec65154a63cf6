import { type Line, type Style, span } from './line.ts';

/** A unified diff, line by line as it is: neither folded nor cut. */
export function patchLines(patch: string): readonly Line[] {
  const rows = patch.replace(/\n$/, '').split('\n');
  return rows.map((row, index) => ({
    indent: 4,
    spans: [span(row, index < 2 ? 'strong' : (styles[row.charAt(0)] ?? 'plain'))],
    isUnfolded: true,
  }));
}

const styles: Readonly<Record<string, Style>> = {
  '+': 'added',
  '-': 'removed',
  '@': 'moved',
  '\\': 'quiet',
};
