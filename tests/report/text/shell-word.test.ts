import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../../src/report/text/shell-word.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

describe('shellWord', () => {
  it.each([
    ['skills', 'skills'],
    ['Größe', 'Größe'],
    ['', '""'],
    ['two words', '"two words"'],
    ["it's", '"it\'s"'],
    ['~root', '"~root"'],
    ['say "no"', '\'say "no"\''],
    ["it's $5", "'it'\\''s $5'"],
  ])('writes %j as %s', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });

  it('is read as the text by a shell', () => {
    const text = fc.string({ unit: fc.constantFrom(...' aé1-~*?#&|;<>(){}[]"\'`$\\!%=^') });
    const words = fc.sample(text, numRuns);

    const script = `printf '%s\\n' ${words.map(shellWord).join(' ')}`;
    const read = execFileSync('sh', ['-s'], { input: script, encoding: 'utf8' });

    expect(read.split('\n').slice(0, -1)).toEqual(words);
  });
});
