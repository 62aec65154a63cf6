import { describe, expect, it } from 'vitest';
import { inferListing } from '../../../src/core/adopt/infer-listing.ts';
import { parsePage } from '../../../src/core/wikitext/parse-page.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';

function proposalOf(text: string, hints = {}) {
  const page = parsePage(text, { template: 't', aliases: [] }, standardSite);
  if (typeof page === 'string') throw new Error(page);
  return inferListing(page, hints);
}

const call = (name: string) => `{{t|name=${name}}}\n`;

describe('the key', () => {
  it.each([
    ['what is called so', '{{t|text=a|name=b}}{{t|text=c|name=d}}', 'name'],
    ['a short text', '{{t|on=2014-01-02|what=b}}{{t|on=2014-01-03|what=d}}', 'what'],
    [
      'a name before a description',
      `{{t|desc=${'word '.repeat(30)}1|what=b}}{{t|desc=${'word '.repeat(30)}2|what=d}}`,
      'what',
    ],
    [
      'a name that is nearly unique before a description that is',
      `{{t|d=a\nb|name=A}}{{t|d=a\nc|name=B}}{{t|d=a\nd|name=B}}{{t|d=a\ne|name=C}}{{t|d=a\nf|name=D}}`,
      'name',
    ],
    ['a description for want of more', '{{t|d=a\nb}}{{t|d=a\nc}}', 'd'],
    ['the first of positional ones', '{{t|b|x}}{{t|d|y}}', 'value-1'],
    ['a number', '{{t|n=1|kind=a}}{{t|n=2|kind=a}}', 'n'],
    ['what people call required', '{{t|a=1x|b=2x}}{{t|a=3x|b=4x}}', 'b'],
  ])('is %s', (_, text, key) => {
    const parameter = {
      name: 'b',
      aliases: [],
      type: 'unknown',
      required: true,
      suggestedValues: [],
    };
    const described = /a=1x/.test(text) ? { parameters: [parameter] } : undefined;

    expect(proposalOf(text, { described })?.key).toBe(key);
  });

  it('is none where nothing has a value', () => {
    expect(proposalOf('{{t|a=}}{{t}}')).toBeUndefined();
    expect(proposalOf('{{t|a=x}}', { key: 'b' })).toBeUndefined();
  });
});

describe('the sections', () => {
  it.each<readonly [string, string, object | undefined]>([
    [
      'the nearest headings',
      `== A ==\n${call('1')}${call('2')}== B ==\n${call('3')}`,
      { a: 'A', b: 'B' },
    ],
    [
      'without markup',
      `== ''A'' ==\n${call('1')}${call('2')}== [[x|B]] ==\n${call('3')}`,
      { a: 'A', b: 'B' },
    ],
    [
      'those further up where the nearest come again',
      `== X ==\n=== Open ===\n${call('1')}${call('2')}== Y ==\n=== Open ===\n${call('3')}`,
      { x: 'X', y: 'Y' },
    ],
    [
      'those further up where each record has its own',
      `== X ==\n=== 1 ===\n${call('1')}=== 2 ===\n${call('2')}== Y ==\n=== 3 ===\n${call('3')}`,
      { x: 'X', y: 'Y' },
    ],
    ['none where there is one', `== A ==\n${call('1')}${call('2')}`, undefined],
    ['none where there is none', `${call('1')}${call('2')}`, undefined],
    [
      'none where each record has its own',
      `== 1 ==\n${call('1')}== 2 ==\n${call('2')}== 3 ==\n${call('3')}`,
      undefined,
    ],
    [
      'none where a heading is made of equals signs',
      `== == x == ==\n${call('1')}${call('2')}== B ==\n${call('3')}`,
      undefined,
    ],
    ['two of two records', `== A ==\n${call('1')}== B ==\n${call('2')}`, { a: 'A', b: 'B' }],
  ])('are %s', (_, text, headings) => {
    const section = proposalOf(text)?.section;

    expect(section && Object.fromEntries(section.headings)).toEqual(headings);
  });

  it('have a name of their own', () => {
    const text = '== A ==\n{{t|section=1}}{{t|section=2}}\n== B ==\n{{t|section=3}}';

    expect(proposalOf(text)?.section?.field).toBe('section-2');
  });
});

describe('the fields', () => {
  it.each([
    ['one that stands once and is misspelt', '{{t|name=D|dificulty=x}}', false],
    ['but not one beside the right one', '{{t|name=D|difficulty=x|dificulty=x}}', true],
    ['nor one with another number', '{{t|name=D|difficulty2=x}}', true],
  ])('leave out %s', (_, last, isField) => {
    const text = `${['A', 'B', 'C'].map((name) => `{{t|name=${name}|difficulty=x}}`).join('')}${last}`;

    expect(proposalOf(text)?.fields.length).toBe(isField ? 3 : 2);
  });
});
