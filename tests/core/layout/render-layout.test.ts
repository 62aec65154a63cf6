import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callWriter } from '../../../src/core/layout/call-writer.ts';
import type { LayoutFacts, RenderedLayout } from '../../../src/core/layout/layout.ts';
import { readLayout, renderLayout } from '../../../src/core/layout/render-layout.ts';
import { readPageRecords } from '../../../src/core/wikitext/page-records.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { parsed } from '../../support/pages.ts';
import { xenPage, xenSchema } from '../../support/xen.ts';

const page = parsed(xenPage, xenSchema);
const read = readPageRecords(page, xenSchema, 'xen:P');
const records = read.set.records;
const entries = new Map(read.pairs.map(({ record, entry }) => [record.key, entry]));
const callOf = callWriter({
  page,
  entries,
  schema: xenSchema,
  site: standardSite,
  dataOrder: records.map(({ key }) => key),
});

const facts: LayoutFacts = {
  page: { title: '2014 GSoC and OPW Round 8 Projects' },
  listing: { name: 'xen-2014', schema: xenSchema, records, callOf },
  others: [],
  site: standardSite,
};

function rendered(text: string, more: Partial<LayoutFacts> = {}): RenderedLayout {
  const layout = readLayout(text, 'layout.wiki');
  const result = layout.value && renderLayout(layout.value, { ...facts, ...more });
  if (result?.value === undefined) {
    throw new Error([...layout.diagnostics, ...(result?.diagnostics ?? [])][0]?.message);
  }
  return result.value;
}

function problem(text: string): string {
  const layout = readLayout(text, 'layout.wiki');
  const found = layout.value ? renderLayout(layout.value, facts).diagnostics : layout.diagnostics;
  return found.map(({ message, place }) => `${place?.line}:${place?.column} ${message}`).join('\n');
}

describe('a layout', () => {
  it('leaves wikitext as it is', () => {
    const text =
      "{{x|a={{{1|}}}}}\n{| class=\"a\"\n|-\n! a !! b\n|}\n[[A|b]] '''c''' <ref>5 % < 6</ref>\n";

    expect(rendered(text).text).toBe(text);
  });

  it('counts, filters, and names the page', () => {
    const text =
      '<< records | reject: "programme", "partner" | size >> of << records.size >> on << page.title >>';

    expect(rendered(text).text).toBe('7 of 8 on 2014 GSoC and OPW Round 8 Projects');
    expect(rendered('<< records | where: "gsoc", true | size >>').text).toBe('5');
  });

  it('goes through sections in the order of the config, with their headings', () => {
    const text =
      '<% for section in sections %>\n== << section.heading >>: << section.records.size >>\n<% endfor %>\n';

    expect(rendered(text).text).toBe(
      '== GSoC Projects: 5\n== OPW Round 8: 2\n== Xen related GSoC Projects by other mentoring Organizations: 1\n',
    );
  });

  it('sorts by any fields, dates as dates and choices as the config has them', () => {
    const text =
      '<% for r in (records | where: "difficulty" | sort: "difficulty", "inserted desc") %>\n<< r.difficulty >> << r.inserted | date: "d MMM yyyy" >>\n<% endfor %>\n';

    expect(rendered(text).text).toBe(
      'low-medium 1 Aug 2012\nmedium 20 Jan 2014\nmedium 28 Nov 2013\n',
    );
  });

  it('puts what has no value last, whichever way it is sorted', () => {
    const last = (way: string): string =>
      rendered(`<% assign r = records | sort: "difficulty${way}" | last %><< r.difficulty >>`).text;

    expect(last('')).toBe('');
    expect(last(' desc')).toBe('');
  });

  it('groups by a field, with every group that the config knows', () => {
    const text =
      '<% for group in (records | group_by: "difficulty") %><< group.name | default: "none" >> << group.items.size >>, <% endfor %>';

    expect(rendered(text).text).toBe('low 0, low-medium 1, medium 2, high 0, none 5, ');
  });

  it('names people by their roles, each once', () => {
    const text = '<< records | people: "contacts", "Intern" | map: "name" | join: ", " >>';

    expect(rendered(text).text).toBe('David Kiarie, Arianna Avanzini, Mindy Preston');
  });

  it('gives a record the call that the page has for it, byte for byte', () => {
    const text = '<% for r in records %>\n<< r | call >>\n<% endfor %>';

    const calls = page.calls.map(({ span }) => `${xenPage.slice(span.start, span.end)}\n`);
    expect(rendered(text).text).toBe(calls.join(''));
  });

  it('writes a new record as its neighbours are written', () => {
    const [first] = records;
    if (first === undefined) throw new Error('There is none.');
    const values = new Map([
      ['title', 'A | B'],
      ['inserted', '2014-05-01'],
    ]);
    const record = { ...first, key: 'A | B', values };

    const more = { listing: { ...facts.listing, records: [record] } };

    expect(rendered('<< records[0] | call >>', more).text).toBe(
      '{{project\n|Project=A {{!}} B\n|Date=01/05/2014\n}}',
    );
  });

  it('puts values on the page as plain text, and markup only where it says so', () => {
    const hostile = `<< "a'''b'' | {{x}} [[y]] <ref> ~~~~ __TOC__ &lt;" >>`;

    expect(rendered(hostile).text).toBe(
      'a&#39;&#39;&#39;b&#39;&#39; &#124; &#123;&#123;x&#125;&#125; &#91;&#91;y&#93;&#93; &#60;ref&#62; &#126;&#126;&#126;&#126; &#95;&#95;TOC&#95;&#95; &amp;lt;',
    );
    expect(rendered('<< "* = a" >>').text).toBe('&#42; = a');
    expect(rendered('<< records[1] | wikitext: "contacts" >>').text).toBe(
      'Mentor: Andres Lagar-Cavilla, Student: Dushyant Behl',
    );
    expect(rendered(`<< "'''b'''" | wikitext >>`).text).toBe("'''b'''");
  });

  it('says where its spots and lists are', () => {
    const text =
      'Of <% spot total %><< records.size >><% endspot %> people:\n<% list students %>\n<% for p in (records | people: "contacts", "Intern") %>\n<% entry p.name %>* << p.name >>!\n<% endfor %>\n<% endlist %>\n';

    expect(rendered(text)).toEqual({
      text: 'Of 8 people:\n* David Kiarie!\n* Arianna Avanzini!\n* Mindy Preston!\n',
      spots: [
        { kind: 'text', name: 'total', start: 3, end: 4 },
        {
          kind: 'list',
          name: 'students',
          start: 13,
          end: 66,
          entries: [
            { name: 'David Kiarie', line: '* David Kiarie!' },
            { name: 'Arianna Avanzini', line: '* Arianna Avanzini!' },
            { name: 'Mindy Preston', line: '* Mindy Preston!' },
          ],
        },
      ],
    });
  });

  it.each([
    [
      '<% for x in records %>a',
      '1:1 The layout cannot be used: tag <% for x in records %> not closed.',
    ],
    [
      'a\n <% spot %>5<% endspot %>',
      "2:2 The layout cannot be used: '' cannot name a spot: letters, digits, - and _.",
    ],
    ['<% spot a %>5', "1:1 The layout cannot be used: the spot 'a' has no endspot."],
    ['<% nothing %>', '1:1 The layout cannot be used: tag "nothing" not found.'],
    ['<< records | nothing >>', '1:1 The layout cannot be used: undefined filter: nothing.'],
    ['<< nothing >>', '1:4 The layout cannot be used: undefined variable: nothing.'],
    [
      '<< records[0].titel >>',
      "1:4 The layout cannot be used: undefined variable: records.0.titel, but there is 'title'.",
    ],
    [
      '<< records | where: "gsok", true | size >>',
      "1:1 The layout cannot be used: undefined variable: gsok, but there is 'gsoc'.",
    ],
    [
      '<< recods | size >>',
      "1:4 The layout cannot be used: undefined variable: recods, but there is 'records'.",
    ],
    [
      '<< records | wikitext: "title" >>',
      "1:1 The layout cannot be used: a list has no text of its own: say what stands between with 'join'.",
    ],
    [
      '<< records | sort | size >>',
      '1:1 The layout cannot be used: records are sorted by fields: sort: "name".',
    ],
    [
      '<< records | sort: "titel" >>',
      "1:1 The layout cannot be used: there is no field 'titel', but 'title'.",
    ],
    [
      '\n<< records | map: "titel" >>',
      "2:1 The layout cannot be used: there is no field 'titel', but 'title'.",
    ],
    [
      '<< records >>',
      "1:1 The layout cannot be used: a list has no text of its own: say what stands between with 'join'.",
    ],
    [
      '<% for x in records | reverse %><% endfor %>',
      '1:1 The layout cannot be used: filters of a loop stand in parentheses: for x in (records | reverse).',
    ],
    ['<< "a" | call >>', "1:1 The layout cannot be used: 'call' is for a record."],
    [
      '<< "{{" | wikitext >>',
      "1:1 The layout cannot be used: the text '{{' has braces {{ or }} without their partner.",
    ],
    [
      '<% for i in (1..2) %><% spot a %>5<% endspot %><% endfor %>',
      "undefined:undefined The layout cannot be used: 'a' is there twice.",
    ],
    [
      '<% spot a %><% spot b %>5<% endspot %><% endspot %>',
      "undefined:undefined The layout cannot be used: 'b' stands within 'a'.",
    ],
    [
      '<% entry "a" %>',
      "undefined:undefined The layout cannot be used: the entry 'a' stands in no list.",
    ],
  ])('says what is wrong, and where: %j', (text, expected) => {
    expect(problem(text)).toBe(expected);
  });
});

describe('the sandbox', () => {
  it.each([
    '<< constructor >>',
    '<< __proto__ >>',
    '<< page.constructor >>',
    '<< page["__proto__"] >>',
    '<< records.constructor.constructor >>',
    '<< records[0].toString >>',
    '<< "a".constructor >>',
    '<% for i in (1..2) %><< forloop.constructor >><% endfor %>',
    '<< sections[0].heading.constructor >>',
    '<% assign x = records | map: "constructor" %>',
    '<% assign x = records | map: "__proto__" %>',
    '<% assign x = records | where: "constructor" %>',
    '<% assign x = records | group_by: "__proto__" %>',
    '<% assign x = records | where_exp: "r", "r.constructor" %>',
    '<< globalThis >>',
    '<< process.env.HOME >>',
    '<% include "/etc/passwd" %>',
    '<% render "/etc/passwd" %>',
    '<% layout "/etc/passwd" %>',
    '<% liquid echo 1 %>',
    '<< "now" | date: "yyyy-MM-dd" >>',
    '<< records | sample >>',
    '<< "x" | raw >>',
    '<< records | json >>',
  ])('does not let %s out', (text) => {
    expect(problem(text)).toContain('The layout cannot be used');
  });

  it.each([
    '<% for i in (1..999999999) %><% endfor %>',
    '<% for i in (1..99999) %><% for j in (1..99999) %><% endfor %><% endfor %>',
    '<% assign x = "a" %><% for i in (1..99) %><% assign x = x | append: x %><% endfor %>',
    '<% assign x = records %><% for i in (1..99) %><% assign x = x | concat: x %><% endfor %>',
    `<% for i in (1..99999) %>${'a'.repeat(1000)}<% endfor %>`,
    `${'<% if true %>'.repeat(50_000)}${'<% endif %>'.repeat(50_000)}`,
    'a'.repeat(1_000_001),
  ])('ends what would not end, or fill the memory', (text) => {
    expect(problem(text)).toMatch(/limit exceeded|nested too deeply|more than 1000000 characters/);
  });

  it('gives the same bytes for the same facts, whatever was rendered before', () => {
    const text = '<% increment a %><% cycle "x", "y" %><% assign b = 1 %>';

    expect(rendered(text).text).toBe(rendered(text).text);
  });

  it('keeps every value from meaning anything, whatever it is', () => {
    const layout = '<< more_text >>';
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."{}[]|<>=*#:;'~_!&- \nab", '{{', ']]', '<!--') }),
        (text) => {
          const { text: shown } = rendered(layout, { more: { more_text: text } });
          expect(shown).not.toMatch(/[{}[\]|<>\n]|''|~~|__|^[*#:;= !]/);
        },
      ),
      { numRuns: Math.min(500, Number(process.env['WIKISYNC_RUNS'] ?? 500)) },
    );
  });
});
