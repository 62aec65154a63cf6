import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson, printableLine } from '../../src/report/printable.ts';
import { forbidden, nasty } from './nasty.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

describe('printable', () => {
  it.each([
    ['plain Zoë 計画 😀', 'plain Zoë 計画 😀'],
    ['two\nlines', 'two\nlines'],
    ['red \u001B[31m', 'red \\u{1B}[31m'],
    ['over\rwritten', 'over\\u{D}written'],
    ['a\tb', 'a\\u{9}b'],
    ['\u0000\u007F\u0085\u009B', '\\u{0}\\u{7F}\\u{85}\\u{9B}'],
    ['\u202Egnp.exe', '\\u{202E}gnp.exe'],
    ['\u2066a\u2069', '\\u{2066}a\\u{2069}'],
    ['a\u200Bb\u200D\uFEFF\u00AD', 'a\\u{200B}b\\u{200D}\\u{FEFF}\\u{AD}'],
    ['hidden \u{E0041}', 'hidden \\u{E0041}'],
    ['a\u2028b', 'a\\u{2028}b'],
    ['half \uD83D', 'half \\u{D83D}'],
    ['heart ❤\uFE0F', 'heart ❤\uFE0F'],
  ])('shows %j as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it.each([
    ['::error::x', '\\u{3A}:error::x'],
    ['a\n  ::set-output name=x::y', 'a\n  \\u{3A}:set-output name=x::y'],
    ['a ::error::', 'a ::error::'],
    [':: indented twice', '\\u{3A}: indented twice'],
    ['x ##[add-mask]y', 'x \\u{23}#[add-mask]y'],
    ['##[Warning a=b]y', '\\u{23}#[Warning a=b]y'],
    ['##vso[task.setvariable variable=x]y', '\\u{23}#vso[task.setvariable variable=x]y'],
    ["##teamcity[setParameter name='x']", "\\u{23}#teamcity[setParameter name='x']"],
    ['##[[Link]] and ##[http://x.org it]', '##[[Link]] and ##[http://x.org it]'],
  ])('takes the order out of %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leaves no control character and no order of any text', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(printable(text)).not.toMatch(forbidden);
      }),
      { numRuns },
    );
  });

  it('treats each character alone as it does beside others', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);

      expect([code, `${printable(character)}計`]).toEqual([code, printable(`${character}計`)]);
    }
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(printable(printable(text))).toBe(printable(text));
      }),
      { numRuns },
    );
  });
});

describe('printableLine', () => {
  it('shows line feeds', () => {
    expect(printableLine('a\nb')).toBe('a\\u{A}b');
  });
});

describe('printableJson', () => {
  it('escapes what JSON leaves as it is', () => {
    const json = JSON.stringify(['\u009B\u202E\u{E0041}', '##[error]']);

    expect(printableJson(json)).toBe('["\\u009b\\u202e\\udb40\\udc41","\\u0023#[error]"]');
  });

  it('means the same, and has no control character and no order', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const json = printableJson(JSON.stringify({ [text]: [text] }, undefined, 2));

        expect(JSON.parse(json)).toEqual({ [text]: [text] });
        expect(json).not.toMatch(forbidden);
      }),
      { numRuns },
    );
  });
});
