import { describe, expect, it } from 'vitest';
import { readPageRecords } from '../../../src/core/wikitext/page-records.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { parsed } from '../../support/pages.ts';
import { plainSchema, xenPage, xenSchema } from '../../support/xen.ts';

const schema = plainSchema('item', ['Name', 'Size']);

function read(text: string, site = standardSite) {
  return readPageRecords(parsed(text, schema, site), schema, 'w:P');
}

function namesIn(text: string, site = standardSite): readonly string[] {
  return read(text, site).set.records.map(({ key }) => key);
}

function valueIn(argument: string): unknown {
  return read(`{{item|Name=A|Size=${argument}}}`).set.records[0]?.values.get('Size');
}

describe('readPageRecords, on the Xen page', () => {
  const page = readPageRecords(parsed(xenPage, xenSchema), xenSchema, 'xen:P');
  const valuesOf = (index: number) => page.set.records[index]?.values;

  it('finds eight records in three sections', () => {
    expect(page.set.records.map(({ values }) => values.get('programme'))).toEqual([
      'gsoc',
      'gsoc',
      'gsoc',
      'gsoc',
      'gsoc',
      'partner',
      'opw',
      'opw',
    ]);
  });

  it('reads each style of date, flag, choice and contacts', () => {
    expect(page.set.records.map(({ values }) => values.get('inserted'))).toEqual([
      '2012-12-01',
      '2014-01-20',
      '2013-01-30',
      '2013-11-28',
      '2012-08-01',
      '2014-04-21',
      '2014-04-21',
      '2014-04-21',
    ]);
    expect(page.set.records.map(({ values }) => values.get('gsoc'))).toEqual([
      true,
      true,
      true,
      true,
      true,
      undefined,
      false,
      undefined,
    ]);
    expect(valuesOf(3)?.get('difficulty')).toBe('medium');
    expect(valuesOf(3)?.get('contacts')).toEqual([
      { role: 'Mentor', name: 'Dave Scott' },
      { role: 'Student', name: 'Jyotsna Prakash' },
    ]);
    expect(valuesOf(4)?.get('contacts')).toEqual([
      { role: 'Mentor', name: 'Boris Ostrovsky' },
      { role: 'Student', name: 'Tülin İZER' },
    ]);
  });

  it('tells absent from present', () => {
    expect(valuesOf(0)?.has('difficulty')).toBe(false);
    expect(valuesOf(1)?.get('comments')).toBe(
      '{{Comment|[[User:Dushyant|dushyant]]}} Hello, this one is mine.',
    );
  });

  it('finds nothing wrong but two ambiguous dates', () => {
    expect(
      page.diagnostics.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`),
    ).toEqual(['value-doubtful 15:7', 'value-doubtful 74:7']);
  });
});

describe('readPageRecords, which calls are records', () => {
  it.each([
    ['the first letter in the other case', '{{Item|Name=A}}'],
    ['the namespace', '{{Template:item|Name=A}}'],
    ['the namespace in another case, with spaces', '{{ template : Item |Name=A}}'],
    ['a comment and a line break', '{{item<!-- c -->\n|Name=A}}'],
    ['a fragment', '{{item#x|Name=A}}'],
    ['an entity', '{{&#105;tem|Name=A}}'],
    ['an only-include region', '<onlyinclude>{{item|Name=A}}</onlyinclude>'],
    ['a table cell', '{|\n| {{item|Name=A}}\n|}'],
    ['a list', '* {{item|Name=A}}'],
  ])('takes one with %s', (_what, text) => {
    expect(namesIn(text)).toEqual(['A']);
  });

  it('takes underscores for spaces', () => {
    const spaced = plainSchema('list item', ['Name']);

    const page = parsed('{{List_item|Name=A}}{{list  item|Name=B}}', spaced);

    expect(page.calls).toHaveLength(2);
  });

  it('takes redirects of the template and its aliases', () => {
    const site = { ...standardSite, templateRedirects: ['Entry'] };
    const aliased = { ...schema, aliases: ['thing'] };

    expect(namesIn('{{entry|Name=A}}', site)).toEqual(['A']);
    expect(parsed('{{Thing|Name=A}}{{entry|Name=B}}', aliased, site).calls).toHaveLength(2);
  });

  it('takes the names that the wiki has for its template namespace', () => {
    const site = { ...standardSite, templateNamespaces: ['Vorlage', 'Template'] };

    expect(namesIn('{{Vorlage:Item|Name=A}}', site)).toEqual(['A']);
    expect(namesIn('{{Vorlage:Item|Name=A}}')).toEqual([]);
  });

  it('tells cases of the first letter apart where the wiki does', () => {
    const site = { ...standardSite, caseSensitive: true };

    expect(namesIn('{{item|Name=A}}{{Item|Name=B}}', site)).toEqual(['A']);
  });

  it.each([
    ['a comment', '<!-- {{item|Name=A}} -->'],
    ['nowiki', '<nowiki>{{item|Name=A}}</nowiki>'],
    ['pre', '<pre>{{item|Name=A}}</pre>'],
    ['syntaxhighlight', '<syntaxhighlight lang="x">{{item|Name=A}}</syntaxhighlight>'],
    ['a noinclude', '<noinclude>{{item|Name=A}}</noinclude>'],
    ['an includeonly', '<includeonly>{{item|Name=A}}</includeonly>'],
    ['another call', '{{box|{{item|Name=A}}}}'],
    ['a parser function', '{{#if:x|{{item|Name=A}}}}'],
    ['a parameter’s default', '{{{x|{{item|Name=A}}}}}'],
    ['a heading', '== {{item|Name=A}} =='],
    ['a reference', '<ref>{{item|Name=A}}</ref>'],
    ['a substitution', '{{subst:item|Name=A}}'],
    ['the main namespace', '{{:item|Name=A}}'],
    ['another namespace', '{{User:item|Name=A}}'],
    ['a longer name', '{{items|Name=A}}'],
    ['a name made by a call', '{{item{{x}}|Name=A}}'],
    ['braces that are no call', '{{{{item|Name=A}}]}}'],
    ['braces that a heading keeps open', '{{{\n=== }}{{item|Name=A}}\n }}'],
    ['a line that an unended comment makes a heading', '={{item|Name=A}}<!-- x\n=='],
    ['a line that an unended includeonly makes a heading', '={{item|Name=A}}<includeonly>\n= '],
  ])('passes over one in %s', (_where, text) => {
    expect(namesIn(text)).toEqual([]);
  });

  it('reports the calls that it passed over, with their place', () => {
    const { diagnostics } = read(
      'x\n<noinclude>\n{{item|Name=A}}</noinclude>{{box|{{item|Name=B}}}}',
    );

    expect(diagnostics.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)).toEqual(
      ['call-passed-over 3:1', 'call-passed-over 3:28'],
    );
  });
});

describe('readPageRecords, values', () => {
  it.each([
    ['a control character', 'a\u0007b', 'the character U+0007 cannot stand in a data file'],
    ['half a surrogate pair', 'a\ud800', 'half of a surrogate pair stands alone'],
    ['decomposed letters', 'e\u0301', 'not in the Unicode normal form NFC'],
  ])('leaves alone a value that no data file can hold: %s', (_what, value, reason) => {
    const { set, diagnostics } = read(`{{item|Name=A|Size=${value}}}`);

    expect(set.records[0]?.unread).toEqual(new Set(['Size']));
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['value-unreadable', expect.stringContaining(reason)],
    ]);
  });

  it.each([
    ['a nested call', '{{x|y=z}}', '{{x|y=z}}'],
    ['a link with a bar', '[[a|b]]', '[[a|b]]'],
    ['nowiki', '<nowiki>|}}</nowiki>', '<nowiki>|}}</nowiki>'],
    ['a reference', '<ref>a|b</ref>', '<ref>a|b</ref>'],
    ['an equals sign', 'a=b', 'a=b'],
    ['several paragraphs', '\n a\n\n* b\n* c\n', 'a\n\n* b\n* c'],
    ['a table', '{{{!}}\n{{!}} a\n{{!}}}\n', '{|\n| a\n|}'],
    ['an escaped bar in a call', '{{x|a{{!}}b}}', '{{x|a{{!}}b}}'],
    ['a comment at its end', 'a <!-- b -->', 'a'],
    ['a comment inside', 'a <!-- b --> c', 'a <!-- b --> c'],
    ['astral characters', '😀 𝕏', '😀 𝕏'],
    ['nothing but a comment', ' <!-- b --> ', ''],
  ])('reads %s', (_what, argument, value) => {
    expect(valueIn(argument)).toBe(value);
  });

  it('takes the last of two arguments of one name, and says so', () => {
    const { set, diagnostics } = read('{{item|Name=A|Size=1|Size=2}}');

    expect(set.records[0]?.values.get('Size')).toBe('2');
    expect(diagnostics.map(({ code }) => code)).toEqual(['argument-twice']);
  });

  it('counts positional arguments, and lets a number name one', () => {
    const positional = plainSchema('item', ['1', '2']);

    const { set } = readPageRecords(parsed('{{item| A |2=b}}', positional), positional, 'P');

    expect([...(set.records[0]?.values ?? [])]).toEqual([
      ['1', 'A'],
      ['2', 'b'],
    ]);
  });

  it('reports an argument that no field is for, with a suggestion', () => {
    expect(read('{{item|Name=A|Sise=1}}').diagnostics).toEqual([
      {
        code: 'argument-unknown',
        severity: 'notice',
        message: "No field is for the argument 'Sise'.",
        hint: "Did the page mean 'Size'?",
        place: { source: 'w:P', line: 1, column: 14 },
      },
    ]);
  });

  it('leaves a value that its type cannot read out of the record, and says where it stands', () => {
    const text = xenPage.replace('|Difficulty=Medium', '|Difficulty=Middling');

    const { set, diagnostics } = readPageRecords(parsed(text, xenSchema), xenSchema, 'xen:P');

    expect(set.records[1]?.unread).toEqual(new Set(['difficulty']));
    expect(set.records[1]?.values.has('difficulty')).toBe(false);
    expect(diagnostics.find(({ code }) => code === 'value-unreadable')?.place).toEqual({
      source: 'xen:P',
      line: 32,
      column: 13,
    });
  });
});

describe('readPageRecords, quarantine', () => {
  it('keeps records of one key apart from the others, each with its place', () => {
    const { set, diagnostics } = read('{{item|Name=A}}\n{{item|Name=B}}\n{{item|Name= A }}');

    expect(set.quarantined).toEqual(new Set(['A']));
    expect(diagnostics.map(({ code, place }) => `${code} ${place?.line}`)).toEqual([
      'key-twice 1',
      'key-twice 3',
    ]);
  });

  it('counts a call without a key, and one that never ends', () => {
    const { set, diagnostics } = read(
      '{{item|Size=1}}\n{{item|Name=\n{{item|Name=B}}\n{{item\n|Name=C',
    );

    expect(set.unidentified).toBe(3);
    expect(set.records.map(({ key }) => key)).toEqual(['B']);
    expect(diagnostics.map(({ code, place }) => `${code} ${place?.line}`)).toEqual([
      'call-unclosed 2',
      'call-unclosed 4',
      'key-missing 1',
    ]);
  });
});

describe('readPageRecords, sections', () => {
  it('takes the innermost heading that the config names, at any level', () => {
    const text = [
      '= OPW Round 8 =',
      '{{project|Project=A}}',
      '==== Sub ====',
      '{{project|Project=B}}',
      "== <!-- c -->''[[x|GSoC]]'' Projects ==",
      '{{project|Project=C}}',
      '= Other =',
      '{{project|Project=D}}',
    ].join('\n');

    const { set } = readPageRecords(parsed(text, xenSchema), xenSchema, 'P');

    expect(set.records.map(({ key, values }) => [key, values.get('programme')])).toEqual([
      ['A', 'opw'],
      ['B', 'opw'],
      ['C', 'gsoc'],
      ['D', undefined],
    ]);
    expect(set.records[3]?.unread).toEqual(new Set(['programme']));
  });
});
