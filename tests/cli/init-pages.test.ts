/** Pages that are hard to read are adopted without being touched, and the next plan is empty. */
import { describe, expect, it } from 'vitest';
import { workplace } from '../support/command-line.ts';

interface Odd {
  readonly text: string;
  readonly options?: readonly string[];
  /** 1 where something on the page is wrong and left alone. */
  readonly code?: number;
  /** Codes with their places, of what is not understood. */
  readonly found?: readonly string[];
}

const many = Array.from(
  { length: 2000 },
  (_, index) => `{{row|n=Row ${index}|v=${index % 7}|s=${index % 2 === 0 ? 'on' : 'off'}}}`,
);

const odd: Readonly<Record<string, Odd>> = {
  'the same template inside itself': {
    text: '{{box|name=A|in={{box|name=B}}}}\n{{box|name=C|in=}}\n{{box|name=D|in={{box|name=E|in={{box|name=F}}}}}}',
  },
  'positional arguments with their numbers': {
    text: '{{t|1=Ann|2=Berlin}}\n{{t|Bo|Bonn}}\n{{t|2=Cork|1=Cy}}',
  },
  'keys that stand twice': {
    text: '{{t|name=A|v=1}}\n{{t|name=A|v=1}}\n{{t|name=B|v=1}}\n{{t|name=C|v=2}}\n{{t|name=D|v=2}}',
    code: 1,
    found: ['key-twice 1:1', 'key-twice 2:1'],
  },
  'empty keys': {
    text: '{{t|name=|v=1}}\n{{t|name=B|v=1}}\n{{t|name=<!-- none -->|v=1}}\n{{t|name=D|v=1}}\n{{t|v=1}}\n{{t|name=E|v=1}}\n{{t|name=F|v=1}}',
    code: 1,
    found: ['key-missing 1:1', 'key-missing 3:1', 'key-missing 5:1'],
  },
  'an argument that stands twice': {
    text: '{{t|name=A|v=1|v=2}}\n{{t|name=B|v=3}}',
    found: ['argument-twice 1:11'],
  },
  'parameters that differ by case and underscore': {
    text: '{{t|Name=A|name=x|first name=1|first_name=2|first-name=3}}\n{{t|Name=B|name=y|first name=4|first_name=5|first-name=6}}',
  },
  'names of parameters that mean something elsewhere': {
    text: '{{t|constructor=A|__proto__=b|records=c|section=d|prototype=1}}\n{{t|constructor=B|__proto__=b|records=c|section=e|prototype=2}}',
  },
  'names of parameters that no field can have': {
    text: '{{t|name=A|=x|<b>=y|{{a}}=z|a b = q}}\n{{t|name=B|=x|[[c]]=y}}',
    found: [
      'argument-unknown 1:11',
      'argument-unknown 1:14',
      'argument-unknown 1:20',
      'argument-unknown 2:11',
      'argument-unknown 2:14',
    ],
  },
  'numbers for names': { text: '{{t|01=A|0=b|007=c|1=d}}\n{{t|01=B|0=b|007=c|1=e}}' },
  'letters of every kind': {
    text: '{{Ελλάδα|όνομα=Αθήνα|😀=1|naïve=x y|Ärger=ß}}\n{{Ελλάδα|όνομα=Πάτρα|😀=2|naïve=z|Ärger=ẞ}}',
  },
  'parser functions, which are no templates': {
    text: '{{#if:x|{{t|name=no|v=1}}}}\n{{#switch:a|b=c}}\n{{#if:y|z}}\n{{t|name=A|v=1}}\n{{t|name=B|v=2}}',
    found: ['call-passed-over 1:1'],
  },
  'a namespace before the name': {
    text: '{{Template:Row|name=A}}\n{{template: row |name=B}}\n{{row|name=C}}\n{{:Row|name=D}}\n{{:Row|name=E}}',
    options: ['--template', 'Row'],
  },
  'substituted calls': {
    text: '{{subst:t|name=A}}\n{{t|name=B}}\n{{safesubst:t|name=C}}\n{{t|name=D}}',
    found: ['call-passed-over 1:1', 'call-passed-over 3:1'],
  },
  'transcluded lists': {
    text: '{{:Other list}}\n{{:Other list}}\n{{Part/1}}\n{{Part/1}}\n{{t|name=A}}\n{{t|name=B}}',
  },
  'calls in tables, lists, galleries, refs and links': {
    text: '{| class="wikitable"\n|-\n| {{t|name=A|v=1}} || {{t|name=B|v=2}}\n|}\n* {{t|name=C|v=3}}\n** {{t|name=D|v=4}}\n<gallery>\n{{t|name=no|v=0}}\n</gallery>\nx<ref>{{t|name=no|v=0}}</ref>\n[[File:X.png|{{t|name=E|v=5}}]]',
  },
  modules: {
    text: '{{#invoke:List|row|name=A}}\n{{#invoke:List|row|name=B}}\n{{t|name=A|v={{#invoke:X|y}}}}\n{{t|name=B|v=}}',
  },
  'two thousand records': { text: many.join('\n') },
  'line ends of Windows': {
    text: '== L ==\r\n{{t\r\n|name=A\r\n|v=one\r\ntwo\r\n}}\r\n{{t\r\n|name=B\r\n|v=\r\n}}\r\n',
  },
  'a byte order mark': { text: '\uFEFF{{t|name=A|v=1}}\n{{t|name=B|v=2}}\n' },
  'no line feed at the end': { text: '{{t|name=A}} {{t|name=B}}' },
  'a heading for each record': {
    text: '== A ==\n{{t|name=A}}\n== B ==\n{{t|name=B}}\n== C ==\n{{t|name=C}}\n',
  },
  'headings that come again below others': {
    text: '== 2014 ==\n=== Open ===\n{{t|name=A}}\n{{t|name=B}}\n=== Done ===\n{{t|name=C}}\n== 2015 ==\n=== Open ===\n{{t|name=D}}\n',
  },
  'a record before the first heading': {
    text: '{{t|name=A}}\n== L ==\n{{t|name=B}}\n== M ==\n{{t|name=C}}\n{{t|name=D}}\n',
    found: ['taken-for-granted 1:1'],
  },
  'headings that stand twice': {
    text: '== L ==\n{{t|name=A}}\n{{t|name=B}}\n== M ==\n{{t|name=C}}\n== L ==\n{{t|name=D}}\n',
    found: ['taken-for-granted 6:1'],
  },
  'headings with markup in them': {
    text: "== ''[[Talks|The talks]]'' <!-- x --> ==\n{{t|name=A}}\n{{t|name=B}}\n== {{icon}} == \n{{t|name=C}}\n",
    found: ['taken-for-granted 4:1'],
  },
  'dates in several styles, and one that is none': {
    text: [
      '2014-01-02',
      '2014-02-31',
      '3 March 2014',
      '04.05.2014',
      '2014-06-07',
      '8/9/2014',
      '2014-10-11',
    ]
      .map((date, index) => `{{t|name=N${index}|on=${date}}}`)
      .join('\n'),
    found: ['taken-for-granted 6:16', 'value-unreadable 2:16'],
  },
  'dates that show no order': {
    text: '{{t|name=A|on=03/04/2014}}\n{{t|name=B|on=05/06/2014}}',
    found: ['taken-for-granted 1:15'],
  },
  'dates of which one shows the order': {
    text: '{{t|name=A|on=03/04/2014}}\n{{t|name=B|on=05/16/2014}}',
  },
  'dates with the names of months of another language': {
    text: '{{t|name=A|on=2. März 2014}}\n{{t|name=B|on=3. Mai 2014}}\n{{t|name=C|on=1. Juni 2014}}',
  },
  'words that mean something in YAML': {
    text: '{{t|name=null|v=~|w=on}}\n{{t|name=true|v=- a|w=off}}\n{{t|name=2014-01-01|v=a: b #c|w=on}}\n{{t|name=0x1F|v=[a, b]|w=on}}\n{{t|name=.inf|v=@x|w=%y}}\n{{t|name="q"|v=\'s\'|w=!t}}',
  },
  'a choice whose names would be others': {
    text: ['A+', 'A', 'A-', 'A+', 'A', 'A-', 'a', 'A+']
      .map((v, index) => `{{t|name=N${index}|grade=${v}}}`)
      .join('\n'),
  },
  'a call that never ends': {
    text: '{{t|name=A}}\n{{t|name=B}}\n{{t|name=C\n\nText.',
    code: 1,
    found: ['call-unclosed 3:1'],
  },
  'a parameter that is misspelt once': {
    text: '{{t|name=A|difficulty=low}}\n{{t|name=B|difficulty=low}}\n{{t|name=C|difficulty=high}}\n{{t|name=D|dificulty=high}}',
    found: ['argument-unknown 4:11'],
  },
  'a long key, and one of several lines': {
    text: `{{t|x=${'word '.repeat(300)}1|y=a\nb}}\n{{t|x=${'word '.repeat(300)}2|y=c\nd}}`,
  },
};

/** What is told of it, without what every adopted page has. */
const plainly = (out: string): readonly string[] =>
  [...out.matchAll(/^ {2}(?:notice|warning|error): pages:[^\n]*(?:\n {4}[^\n]*)*?\[([a-z-]+)\]/gm)]
    .map(([text, code]) => `${code} ${/:(\d+:\d+): /.exec(text)?.[1]}`)
    .toSorted();

describe.each(Object.entries(odd))(
  'a page with %s',
  (_, { text, options = [], code = 0, found = [] }) => {
    it('is adopted as it is, and the next plan is empty', async () => {
      const place = workplace();
      place.write('pages/List.wiki', text);

      const made = await place.run('init', 'pages/List.wiki', '--yes', ...options);

      expect(made).toMatchObject({ code });
      expect(plainly(made.out)).toEqual([...found].toSorted());
      const planned = await place.run('plan', '--format', 'json');
      const [listing] = JSON.parse(planned.out).listings;
      expect(listing.changes).toEqual({ page: [], data: [] });
      expect(listing.conflicts).toEqual([]);
      expect(place.read('pages/List.wiki')).toBe(text);
    });
  },
);
