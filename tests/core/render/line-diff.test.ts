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

  it('has titles as they are read, in whatever letters', () => {
    expect(diffLines('a\n', 'b\n', { label: 'רשימה', newLabel: '列表 "x"' })).toBe(
      '--- רשימה\n+++ 列表 "x"\n@@ -1,1 +1,1 @@\n-a\n+b\n',
    );
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

  it('has titles as they are read, in whatever letters', () => {
    expect(diffLines('a\n', 'b\n', { label: 'רשימה', newLabel: '列表 "x"' })).toBe(
      '--- רשימה\n+++ 列表 "x"\n@@ -1,1 +1,1 @@\n-a\n+b\n',
    );
  });

  it('replaces texts that are too long and unlike to compare', () => {
    const lines = (mark: string): string =>
      Array.from({ length: 3_001 }, (_, index) => `${mark}${index}`).join('\n');

    expect(lineParts(lines('a'), lines('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  it('compares long texts record by record, by the lines that both have once', () => {
    const record = (at: number, state: string) => [`|Name=${at}`, `|State=${state} ${at}`, '}}'];
    const numbers = Array.from({ length: 1000 }, (_, at) => at);
    const before = numbers.flatMap((at) => record(at, 'old'));
    // One goes, one comes, and one goes elsewhere.
    const after = [1, 2, 5000, ...numbers.slice(3), 0].flatMap((at) => record(at, 'new'));

    const parts = lineParts(before.join('\n'), after.join('\n'));

    expect(parts.slice(0, 8)).toEqual([
      { kind: 'removed', lines: record(0, 'old') },
      { kind: 'same', lines: ['|Name=1'] },
      { kind: 'removed', lines: ['|State=old 1'] },
      { kind: 'added', lines: ['|State=new 1'] },
      { kind: 'same', lines: ['}}', '|Name=2'] },
      { kind: 'removed', lines: ['|State=old 2'] },
      { kind: 'added', lines: ['|State=new 2'] },
      { kind: 'same', lines: ['}}'] },
    ]);
    expect(parts.at(-1)).toEqual({ kind: 'added', lines: record(0, 'new') });
    expect(parts.flatMap(({ kind, lines }) => (kind === 'added' ? [] : lines))).toEqual(before);
    expect(parts.flatMap(({ kind, lines }) => (kind === 'removed' ? [] : lines))).toEqual(after);
    expect(parts.every(({ kind }, at) => kind !== parts[at + 1]?.kind)).toBe(true);
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
