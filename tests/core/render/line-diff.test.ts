import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, lineParts } from '../../../src/core/render/line-diff.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '\r', '-', '+ x', '\\ No newline'), { maxLength: 12 })
  .map((lines) => lines.join('\n'));

describe('diffLines', () => {
  it('is empty for equal texts', () => {
    expect(diffLines('a\n', 'a\n', { label: 'Page' })).toBe('');
  });

  it('shows changed lines between unchanged ones, three of them by default', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n';

    expect(
      diffLines(before, before.replace('5', 'five'), { label: 'Page' }),
    ).toMatchInlineSnapshot(`
      "--- Page
      +++ Page
      @@ -2,7 +2,7 @@
       2
       3
       4
      -5
      +five
       6
       7
       8
      "
    `);
  });

  it('labels both texts, takes as much context as wanted, and marks a missing last line feed', () => {
    const options = { label: 'wiki', newLabel: 'planned', context: 0 };

    expect(diffLines('a\nb', 'a\nb\n', options)).toMatchInlineSnapshot(`
      "--- wiki
      +++ planned
      @@ -2,1 +2,1 @@
      -b
      \\ No newline at end of file
      +b
      "
    `);
  });

  it('replaces texts that are too long and unlike to compare, and still applies', () => {
    const lines = (mark: string): string =>
      Array.from({ length: 3_001 }, (_, index) => `${mark}${index}`).join('\n');

    const patch = diffLines(lines('a'), lines('b'), { label: 'Page' });

    expect(patch.split('\n').slice(0, 4)).toEqual([
      '--- Page',
      '+++ Page',
      '@@ -1,3001 +1,3001 @@',
      '-a0',
    ]);
    expect(applyPatch(lines('a'), patch)).toBe(lines('b'));
  });

  it('gives the second text if applied to the first', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(applyPatch(before, diffLines(before, after, { label: 'x' }))).toBe(after);
      }),
      { numRuns },
    );
  });
});

describe('lineParts', () => {
  it('has removed lines before those added in their place', () => {
    expect(lineParts('a\nb\nc', 'a\nB\nc')).toEqual([
      { kind: 'same', lines: ['a'] },
      { kind: 'removed', lines: ['b'] },
      { kind: 'added', lines: ['B'] },
      { kind: 'same', lines: ['c'] },
    ]);
  });

  it('sees a last line feed as an empty line', () => {
    expect(lineParts('a', 'a\n')).toEqual([
      { kind: 'same', lines: ['a'] },
      { kind: 'added', lines: [''] },
    ]);
  });

  it('replaces texts that are too long and unlike to compare', () => {
    const lines = (mark: string): string =>
      Array.from({ length: 3_001 }, (_, index) => `${mark}${index}`).join('\n');

    expect(lineParts(lines('a'), lines('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  it('makes up both texts', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = lineParts(before, after);
        const without = (kind: string): string =>
          parts.flatMap((part) => (part.kind === kind ? [] : part.lines)).join('\n');

        expect([without('added'), without('removed')]).toEqual([before, after]);
      }),
      { numRuns },
    );
  });
});
