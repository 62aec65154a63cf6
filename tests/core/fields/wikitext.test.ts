import { describe, expect, it } from 'vitest';
import { readAs } from '../../../src/core/fields/field-type.ts';
import { wikitext } from '../../../src/core/fields/wikitext.ts';

describe('wikitext', () => {
  it('reads what stands there', () => {
    const paragraphs = "* '''C''' and [[Rust]]\n* {{tl|x}}\n\nMore <!-- soon -->";

    expect(wikitext.read(paragraphs, {})).toEqual(readAs(paragraphs));
  });

  it('writes what a data file holds, with lines as they end on a wiki', () => {
    expect(wikitext.fromData('== x ==\r\n', {})).toEqual(readAs('== x =='));
    expect(wikitext.write("''a''\nb", 'c', {})).toBe("''a''\nb");
  });

  it('may bring any markup to the page', () => {
    expect(wikitext.markup).toEqual(['any']);
  });
});
