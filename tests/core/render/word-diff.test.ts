import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, likeness, type WordPart } from '../../../src/core/render/word-diff.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

function marked(parts: readonly WordPart[]): string {
  return parts
    .map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`,
    )
    .join('');
}

describe('diffWords', () => {
  it.each([
    ['2026-01-03', '2026-02-03', '2026-[-01-]{+02+}-03'],
    ['Mentor: A, Student: B', 'Mentor: A, Student: C', 'Mentor: A, Student: [-B-]{+C+}'],
    ['Tülin İZER here', 'Tülin İZERS here', 'Tülin [-İZER-]{+İZERS+} here'],
    ['Новый проект', 'Новое проект', '[-Новый-]{+Новое+} проект'],
    ['新しい計画', '新しい計算', '新しい計[-画-]{+算+}'],
    ['cafe\u0301', 'cafe', '[-cafe\u0301-]{+cafe+}'],
    ['so 😀', 'so 😁', 'so [-😀-]{+😁+}'],
    ['a  b', 'a b', 'a[-  -]{+ +}b'],
    ['a ', 'a', 'a[- -]'],
    ['old words here', 'new signs here', '[-old words-]{+new signs+} here'],
    ['one two three', 'two three', '[-one -]two three'],
    ['a\nb', 'c\nd', '[-a-]{+c+}\n[-b-]{+d+}'],
    ['', 'x', '{+x+}'],
    ['x', '', '[-x-]'],
    ['', '', ''],
    ['same', 'same', 'same'],
  ])('shows %j to %j as %j', (before, after, expected) => {
    expect(marked(diffWords(before, after))).toBe(expected);
  });

  it('finds the same words in plain texts as in those of any script', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZ0_- .\r\n\t\f\u007f') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const beside = (each: string) => `${each}\n\u00e9`;
        const parts = diffWords(beside(before), beside(after));
        const plain = diffWords(`${before}\ne`, `${after}\ne`);

        expect(parts.map((part) => ({ ...part, text: part.text.replace('\u00e9', 'e') }))).toEqual(
          plain,
        );
      }),
      { numRuns },
    );
  });

  const numbered = (mark: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${mark}${index}`);

  it.each([
    ['words', numbered('a', 200), numbered('b', 200)],
    ['order', numbered('a', 200), numbered('a', 200).toReversed()],
  ])('replaces long strings that have other %s', (_what, before, after) => {
    expect(diffWords(before.join(' - '), after.join(' - '))).toEqual([
      { kind: 'removed', text: before.join(' - ') },
      { kind: 'added', text: after.join(' - ') },
    ]);
  });

  it('finds the one word that changed in a long string', () => {
    const before = numbered('a', 5_000).join(' ');

    expect(diffWords(before, before.replace(' a2000 ', ' new '))).toMatchObject([
      { kind: 'same' },
      { kind: 'removed', text: 'a2000' },
      { kind: 'added', text: 'new' },
      { kind: 'same' },
    ]);
  });

  const strings = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\r', '😀', 'é', '\u0301', '画', '-') }),
    fc.string({ unit: fc.constantFrom('\uD83D', '\uDE00', 'a') }),
  );

  it('makes up both strings, with no empty part and nothing twice in a row', () => {
    fc.assert(
      fc.property(strings, strings, (before, after) => {
        const parts = diffWords(before, after);
        const without = (kind: string): string =>
          parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('');

        expect([without('added'), without('removed')]).toEqual([before, after]);
        expect(parts.every(({ text }) => text !== '')).toBe(true);
        expect(parts.some(({ kind }, index) => kind === parts[index + 1]?.kind)).toBe(false);
      }),
      { numRuns },
    );
  });

  it('keeps surrogate pairs whole', () => {
    const wholes = fc.string({ unit: fc.constantFrom('😀', '😁', '𝒳', 'a', ' ') });
    fc.assert(
      fc.property(wholes, wholes, (before, after) => {
        expect(diffWords(before, after).some(({ text }) => /\p{Cs}/u.test(text))).toBe(false);
      }),
      { numRuns },
    );
  });
});

describe('likeness', () => {
  it.each([
    ['same', 'same', 1],
    ['', '', 1],
    ['a', 'b', 0],
    ['one two', 'one six', 0.5],
    ['ab', 'ab cdefgh', 0.25],
  ])('of %j and %j is %d', (before, after, share) => {
    expect(likeness(diffWords(before, after))).toBe(share);
  });
});
