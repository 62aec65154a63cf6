import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { undecided } from '../../../src/core/yaml/lines.ts';
import { plainYaml } from '../../../src/core/yaml/plain-yaml.ts';
import { grammarTree } from '../../../src/data/yaml-grammar.ts';
import { plainText } from '../../../src/data/yaml-null.ts';
import { runs } from '../../data/random.ts';
import { yamlTexts } from '../../data/texts.ts';

/** What is decided is what the package says, with every place, and nothing is wrong with it. */
function judge(text: string): boolean {
  const root = plainYaml(text, plainText);
  if (root === undecided) return false;
  expect({ root, problems: [] }, JSON.stringify(text)).toEqual(grammarTree(text));
  return true;
}

const words = [
  'a',
  'bc',
  'two words',
  '1.10',
  '-5',
  'null',
  '~',
  'é',
  "it's",
  'x:y',
  'a#b',
  '日本',
  'b\u00a0',
  '\u2028c',
];
const quoted = [`'a'`, `"b"`, `'it''s'`, String.raw`"\n\té\"\\"`, `''`, `""`, `'# : x'`];
const flows = ['[]', '{}', '[a, b c]', '{a: b, c: 1}', '{ a: [x, "y"] }', '[a,b]', '[[a], {b: c}]'];
const blocks = ['|', '|-', '>', '>-', '|+', '|2', '| # x'];
const oddities = [
  '- ',
  '? a',
  '&a b',
  '*a',
  '!t x',
  '%x',
  '@',
  '`',
  '<<',
  ': ',
  ' #',
  ',',
  '\t',
  '"',
];
const values = [...words, ...quoted, ...flows, ...blocks, '', ' # a comment'];

/** Lines of all kinds, one under the other, indented somehow. */
const soup = fc
  .array(
    fc.tuple(
      fc.constantFrom(0, 0, 0, 2, 2, 2, 4, 4, 1, 6),
      fc.constantFrom('a:', 'bc d:', '- a:', '-', '- -', '', 'k :', '"q":', '#', '---', '...'),
      fc.constantFrom(...values, ...values, ...oddities),
      fc.constantFrom('', '', '', ' ', ' # c', '#', ':'),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((lines) =>
    lines
      .map(([indent, name, value, end]) => `${' '.repeat(indent)}${name} ${value}${end}`)
      .join('\n'),
  );

/** What stands between lines. */
const between = fc.constantFrom(
  '',
  '',
  '',
  '',
  '',
  '',
  '\n',
  '\n  ',
  '\n# c',
  '\n      # c',
  '\n     ',
);

/** A line's end. */
const ending = fc.constantFrom('', '', '', '', ' ', ' # c');

const scalar = fc.constantFrom(...words, ...words, ...quoted, ...flows, '');

/** Scalars of several lines, under the name that stands so far to the right. */
function longScalar(indent: number): fc.Arbitrary<string> {
  const line = fc.tuple(
    fc.constantFrom(2, 2, 2, 2, 2, 4, 1, 0),
    fc.constantFrom(
      '',
      '',
      'x',
      'two words ',
      '- y',
      '# no comment',
      'a: b',
      "'q'",
      '\tz',
      '    ',
      '\\',
      '"',
      "'",
      'z"',
      "z'",
      "y''",
      '\\"',
    ),
  );
  return fc
    .tuple(
      fc.constantFrom(
        '|',
        '|-',
        '|-',
        '>',
        '>-',
        'word',
        'two words',
        '|+',
        '|2',
        '| # x',
        '"q',
        "'q",
        '"q\\n',
      ),
      fc.array(line, { maxLength: 4 }),
    )
    .map(([head, lines]) =>
      [head, ...lines.map(([more, said]) => `${' '.repeat(indent + more)}${said}`)].join('\n'),
    );
}

/** A mapping or a list in block style, mostly in order. */
function block(indent: number, depth: number): fc.Arbitrary<string> {
  const nested = (more: number): fc.Arbitrary<string> =>
    depth === 0 ? scalar : block(indent + more, depth - 1).map((inner) => `\n${inner}`);
  const value = fc.oneof(
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: longScalar(indent) },
    { weight: 2, arbitrary: fc.constantFrom(2, 2, 2, 4, 0, 1).chain(nested) },
  );
  const name = fc.constantFrom('a', 'bc', 'd e', 'null', '"q"', "'q r'", 'é', 'x-y', '1', '-z');
  const pair = fc.tuple(name, value).map(([key, held]) => `${key}: ${held}`);
  const item = fc.oneof(
    value.map((held) => `- ${held}`),
    depth === 0
      ? scalar.map((held) => `- a: ${held}`)
      : block(indent + 2, depth - 1).map((inner) => `- ${inner.trimStart()}`),
  );
  const lines = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .array(fc.tuple(part, ending, between), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.map(([a, b, c]) => `${' '.repeat(indent)}${a}${b}${c}`).join('\n'));
  return fc.oneof(lines(pair), lines(item));
}

const layered = fc
  .tuple(between, block(0, 3), fc.constantFrom('', '\n', '\n\n', '\n# end\n', '\n...'))
  .map(
    ([before, inner, after]) => `${before.trimStart()}${before === '' ? '' : '\n'}${inner}${after}`,
  );

const text = fc.array(
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom(...words, ' ', '\n', 'long words', ' and more ', '. '),
    },
    { weight: 1, arbitrary: fc.constantFrom(...oddities, '\n\n', '\n  ') },
  ),
  { maxLength: 12 },
);

/** Values as other programs write them. */
const written = fc
  .tuple(
    fc.array(
      fc.dictionary(
        fc.constantFrom('title', 'b c', 'd', 'null', '1'),
        fc.oneof(
          text.map((parts) => parts.join('')),
          fc.array(
            text.map((parts) => parts.join('')),
            { maxLength: 3 },
          ),
          fc.dictionary(
            fc.constantFrom('Mentor', 'x'),
            text.map((parts) => parts.join(' ')),
          ),
          fc.constantFrom(true, 1.5, '2014-01-20'),
        ),
        { minKeys: 1, noNullPrototype: true },
      ),
      { maxLength: 3 },
    ),
    fc.record({
      indent: fc.constantFrom(2, 4),
      lineWidth: fc.constantFrom(20, 40, 80, 0),
      indentSeq: fc.boolean(),
      defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const),
      defaultStringType: fc.constantFrom(
        'PLAIN' as const,
        'PLAIN' as const,
        'QUOTE_SINGLE' as const,
      ),
      flowCollectionPadding: fc.boolean(),
    }),
  )
  .map(([records, options]) => stringify({ records }, options));

/** A text with something taken out, put in twice, or put in. */
function damaged(source: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: source.length });
  const piece = fc.constantFrom(...oddities, ' ', '  ', '\n', ':', '#', "'", '-', '|', '');
  return fc
    .tuple(place, fc.nat({ max: 3 }), piece)
    .map(([at, cut, added]) => source.slice(0, at) + added + source.slice(at + cut));
}

const example = readFileSync('fixtures/xen/projects.yaml', 'utf8');

describe('a YAML text', () => {
  it('is read as the package reads it, whatever its lines are', () => {
    fc.assert(
      fc.property(soup, (source) => void judge(source)),
      { numRuns: 3 * runs },
    );
  });

  it('is read as the package reads it, whatever is inside of what', () => {
    fc.assert(
      fc.property(layered, (source) => void judge(source)),
      { numRuns: runs },
    );
  });

  it('is read as the package reads it, as other programs write it', () => {
    fc.assert(
      fc.property(written, (source) => void judge(source)),
      { numRuns: runs / 2 },
    );
  });

  it.each([...Object.entries(yamlTexts), ['of the example', example] as const])(
    'is read as the package reads it, when it is damaged: %s',
    (_, source) => {
      const plain = source.replaceAll('\r\n', '\n').replace('\ufeff', '');
      fc.assert(
        fc.property(damaged(plain), (each) => void judge(each)),
        { numRuns: runs / 10 },
      );
    },
  );

  it('is decided, if it is one of those that lists are kept in', () => {
    expect(judge(example)).toBe(true);
  });
});
