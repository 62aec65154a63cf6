import { describe, expect, it } from 'vitest';
import type { Markup } from '../../../src/core/fields/field-type.ts';
import { escapeArgument } from '../../../src/core/wikitext/escape.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';

function escaped(
  value: string,
  more: { markup?: readonly Markup[]; positional?: boolean; previous?: string } = {},
) {
  const { markup = ['any'], positional = false, previous } = more;
  return escapeArgument(value, { markup, positional, previous, site: standardSite });
}

describe('escapeArgument', () => {
  it('knows categories by the name that the wiki has for them', () => {
    const site = { ...standardSite, actingNamespaces: ['Kategorie', 'Category'] };
    const context = { positional: false, previous: undefined, markup: ['link'] as const, site };

    expect(escapeArgument('[[Kategorie:A]]', context).kind).toBe('refused');
    expect(escapeArgument('[[openSUSE:A]]', context).kind).toBe('text');
  });

  it.each([
    ['plain words', 'plain words'],
    ['a | b', 'a {{!}} b'],
    ['[[a|b]] | c', '[[a|b]] {{!}} c'],
    ['{{x|y}} | z', '{{x|y}} {{!}} z'],
    ['<nowiki>|</nowiki>|', '<nowiki>|</nowiki>{{!}}'],
    ['<!-- | -->|', '<!-- | -->{{!}}'],
    ['{| class="x"\n|-\n| a\n|}', '{{{!}} class="x"\n{{!}}-\n{{!}} a\n{{!}}}'],
    ['a = b', 'a = b'],
    ['😀 Å', '😀 Å'],
    ['<nowiki>~~~~</nowiki>', '<nowiki>~~~~</nowiki>'],
    ['~~', '~~'],
    ['* a\n* b\n\nc', '* a\n* b\n\nc'],
    ['<ref>x|y</ref>', '<ref>x|y</ref>'],
  ])('writes %j as %j', (value, text) => {
    expect(escaped(value)).toEqual({ kind: 'text', text });
  });

  it('escapes the = of a positional argument outside of links and calls', () => {
    expect(escaped('http://x/?a=b [[c|d=e]] {{f|g=h}}', { positional: true })).toEqual({
      kind: 'text',
      text: 'http://x/?a{{=}}b [[c|d=e]] {{f|g=h}}',
    });
  });

  it.each([
    ['a signature', '~~~~'],
    ['a name', 'x ~~~ y'],
    ['a time', '~~~~~'],
    ['a signature in a call', '{{x|~~~~}}'],
    ['a substitution', '{{subst:x}}'],
    ['a safe substitution', '{{ safesubst: x}}'],
    ['a substitution in a call', '{{x|{{subst:y}}}}'],
    ['the pipe trick', '[[A (b)|]]'],
    ['the other pipe trick', '[[|b]]'],
    ['closing braces', 'a }} b'],
    ['opening braces', 'a {{ b'],
    ['an unclosed link', '[[a'],
    ['an unclosed comment', 'a <!-- b'],
    ['an unclosed nowiki', 'a <nowiki> b'],
    ['a stray closing tag', 'a </nowiki> b'],
    ['an unclosed ref', 'a <ref> b'],
    ['a noinclude', '<noinclude>a</noinclude>'],
    ['an includeonly', '<includeonly>a</includeonly>'],
    ['an onlyinclude', '<onlyinclude>a</onlyinclude>'],
    ['a heading', 'a\n== b ==\nc'],
    ['a heading at once', '== b =='],
    ['a behaviour switch', '__NOTOC__'],
    ['a redirect', '#REDIRECT [[x]]'],
    ['a control character', 'a\u0007b'],
    ['a NUL', 'a\u0000b'],
    ['a DEL', 'a\u007Fb'],
    ['a carriage return', 'a\rb'],
    ['half a surrogate pair', 'a\uD83D b'],
    ['a decomposed letter', 'Tu\u0308lin'],
    ['an angstrom sign', '\u212B'],
    ['a noncharacter', 'a\uFFFE'],
    ['a line separator', 'a\u2028b'],
    ['language conversion', '-{a|b}-'],
    ['a script', '<script>alert(1)</script>'],
    ['raw HTML', '<html><b></html>'],
    ['an event handler', '<b class="x" onclick="alert(1)">a</b>'],
  ])('refuses %s', (_what, value) => {
    expect(escaped(value).kind).toBe('refused');
  });

  it.each([
    ['a link', '[[a]]'],
    ['a link with a label', '[[a|b]]'],
    ['a category', '[[Category:A]]'],
    ['a file', '[[File:A.png|thumb]]'],
    ['a link to another language', '[[de:A]]'],
    ['an external link', '[http://example.org a]'],
    ['an external link without a scheme', '[//example.org a]'],
    ['a template call', '{{a}}'],
    ['a tag', '<b>a</b>'],
    ['a reference', '<ref>a</ref>'],
    ['a comment', 'a <!-- b --> c'],
  ])('refuses %s in a field of plain text, and takes it in wikitext', (_what, value) => {
    expect(escaped(value, { markup: [] }).kind).toBe('refused');
    expect(escaped(value)).toEqual({ kind: 'text', text: value });
  });

  it.each([
    ['[[a]] b', '[[a]] c'],
    ['== b ==\nc', '== b ==\nd'],
    ['<b>x</b> y', '<b>x</b> z'],
  ])('takes what stands there already: %j becomes %j', (previous, value) => {
    expect(escaped(value, { markup: [], previous }).kind).toBe('text');
  });

  it('takes a link in a field that may bring links, but no category', () => {
    expect(escaped('[[User:A|A]]', { markup: ['link'] }).kind).toBe('text');
    expect(escaped('[[Category:A]]', { markup: ['link'] }).kind).toBe('refused');
  });
});
