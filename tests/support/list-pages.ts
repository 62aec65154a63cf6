/** Pages with a list as people might write one: any layout, any kinds of values, any headings. */
import fc from 'fast-check';

const parameters = [
  'name',
  'Name',
  'Date',
  'status',
  '1',
  '2',
  '01',
  'first name',
  'first_name',
  'naïve',
  '名称',
  'שם',
  'records',
  'section',
  'constructor',
  'x.y',
  'a "b" c',
  "it's",
  '#no',
  '%',
];

const word = fc.constantFrom(
  'Oak',
  'Elm',
  'Ash tree',
  'été',
  '北河街',
  'ים',
  'C++',
  'A',
  'B',
  '😀',
);

/** What stands in one parameter of a page: values of one kind, with some that are not. */
const kinds: readonly fc.Arbitrary<string>[] = [
  fc.integer({ min: 0, max: 3000 }).map((number) => `Entry ${number}`),
  fc
    .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }))
    .map(
      ([day, month]) => `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/2014`,
    ),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .map(
      ([month, day]) => `2014-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    ),
  fc.constantFrom('3 May 2014', '4 mai 2014', 'May 5, 2014', '6. Mai 2014', 'soon', '2014'),
  fc.constantFrom('Yes', 'no', 'YES', 'No', 'y'),
  fc.constantFrom('Open', 'open', 'Closed', 'Closd', 'In  progress', 'in progress'),
  fc.constantFrom('A+', 'A', 'A-', 'a', '-', '+'),
  fc.constantFrom('7', '007', '1,000', '-0', '0.10', '1e3', '12345678901234567890'),
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(', ')),
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(';')),
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `* ${words.join('\n* ')}`),
  fc.tuple(word, word).map(([a, b]) => `Mentor: ${a}, Student: ${b}`),
  word.map((target) => `[[${target}]]`),
  fc.tuple(word, word).map(([target, label]) => `[[${target}|${label}]]`),
  fc.constantFrom(
    'https://example.org/a?b=c&d',
    '[https://example.org x]',
    '//example.org',
    'none',
  ),
  fc.constantFrom(
    'null',
    'true',
    '~',
    '- a',
    'a: b',
    '#c',
    '@x',
    '"q"',
    "'s'",
    '&a',
    '*b',
    '!t',
    '|',
  ),
  fc.constantFrom(
    'a\nb',
    'a\n\nb',
    "''x''",
    '{{!}}',
    '{{x|y=z}}',
    '<nowiki>|</nowiki>',
    '<!-- c -->',
  ),
  fc.constantFrom(
    'a<!-- c -->b',
    '{{item|name=inner}}',
    '<ref>x</ref>',
    '&amp;',
    '{{=}}',
    '~~~~',
    'é',
  ),
];

const styles = ['inline', 'lines', 'indented', 'aligned', 'tabbed'] as const;

interface Layout {
  readonly style: (typeof styles)[number];
  readonly parameters: readonly string[];
}

function callText(values: readonly (string | undefined)[], { style, parameters }: Layout): string {
  const pairs = values.flatMap((value, index) => {
    const parameter = parameters[index] ?? '';
    return value === undefined ? [] : [[parameter, value] as const];
  });
  switch (style) {
    case 'inline':
      return `{{item|${pairs.map(([name, value]) => `${name}=${value}`).join('|')}}}`;
    case 'lines':
      return `{{Item\n${pairs.map(([name, value]) => `|${name}=${value}\n`).join('')}}}`;
    case 'indented':
      return `{{item\n${pairs.map(([name, value]) => `  | ${name} = ${value}\n`).join('')}}}`;
    case 'aligned':
      return `{{ item \n${pairs.map(([name, value]) => `|${name.padEnd(12)}= ${value}\n`).join('')}}}`;
    case 'tabbed':
      return `{{item\n${pairs.map(([name, value]) => `|\t${name}\t=\t${value}\n`).join('')}}}`;
  }
}

const between = fc.constantFrom(
  '\n',
  '\n',
  '\n',
  ' ',
  '\n\n',
  '\n== L ==\n',
  '\n== M ==\n',
  '\n=== Open ===\n',
  '\n=== Done ===\n',
  '\n== {{icon}} ==\n',
  '\n<!-- c -->\n',
  '\nProse, with [[links]] and {{calls}}.\n',
  '\n<noinclude>{{item|name=hidden}}</noinclude>\n',
  '\n* ',
);

/** A page that calls `item` several times. */
export const listPage: fc.Arbitrary<string> = fc
  .record({
    parameters: fc.uniqueArray(fc.constantFrom(...parameters), { minLength: 1, maxLength: 6 }),
    style: fc.constantFrom(...styles),
    count: fc.integer({ min: 2, max: 14 }),
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 6, maxLength: 6 }),
    newline: fc.constantFrom('\n', '\n', '\r\n'),
    start: fc.constantFrom('', 'A list.\n\n', '== First ==\n', '\uFEFF'),
    end: fc.constantFrom('', '\n', '\n\n[[Category:Lists]]\n'),
  })
  .chain(({ parameters: names, style, count, kinds: chosen, newline, start, end }) => {
    const values = fc.tuple(
      ...names.map((_, index) =>
        fc.oneof(
          { arbitrary: chosen[index] ?? word, weight: 8 },
          { arbitrary: fc.constantFrom(undefined, '', ...[]), weight: 1 },
          { arbitrary: fc.oneof(...kinds), weight: 1 },
        ),
      ),
    );
    const call = values.map((all) => callText(all, { style, parameters: names }));
    const calls = fc.array(fc.tuple(call, between), { minLength: count, maxLength: count });
    return calls.map((all) => (start + all.flat().join('') + end).replaceAll('\n', newline));
  });
