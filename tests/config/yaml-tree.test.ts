import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grammarTree } from '../../src/config/yaml-grammar.ts';
import { yamlTree } from '../../src/config/yaml-tree.ts';
import { plainYaml } from '../../src/core/yaml/plain-yaml.ts';
import { runs } from '../data/random.ts';

const values = [
  ...['1', '0', '007', '-1', '+1', '1.5', '1e3', '0x1f', '0o7', '.inf', '.nan', '1_000', '30%'],
  ...[
    'true',
    'True',
    'TRUE',
    'false',
    'yes',
    'null',
    '~',
    'Null',
    '',
    '2014-01-20',
    'a b',
    '12:30',
  ],
  ...[
    '"1"',
    "'true'",
    '[a, 1]',
    '{ a: 1, b: [x] }',
    '{ a: , b }',
    'dd/MM/yyyy',
    '123456789012345678',
  ],
  ...['&a b', '*a', '!t x', '# c', 'e', '-', '.', '1.', '.5', 'https://example.org/api.php'],
];
const names = ['a', 'b c', '"q"', '1', 'null', '<<', '__proto__', 'constructor', '- a', '-'];

const config = fc
  .array(
    fc.tuple(fc.constantFrom(0, 0, 0, 2, 2), fc.constantFrom(...names), fc.constantFrom(...values)),
    { minLength: 1, maxLength: 6 },
  )
  .map((lines) =>
    lines.map(([indent, name, value]) => `${' '.repeat(indent)}${name}: ${value}`).join('\n'),
  );

describe('a config', () => {
  it('is read as the package reads it, whatever its values are', () => {
    fc.assert(
      fc.property(config, (text) => {
        expect(yamlTree(text), JSON.stringify(text)).toEqual(grammarTree(text));
      }),
      { numRuns: runs },
    );
  });

  const folder = 'fixtures/bad-input/config';
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

  it.each([
    ...files.map((file) => `${folder}/${file}`),
    'config/wikisync.yaml',
    'fixtures/check/config.yaml',
  ])('is read as the package reads it: %s', (path) => {
    const text = readFileSync(path, 'utf8');

    expect(yamlTree(text)).toEqual(grammarTree(text));
  });

  it('needs no package to be read, if it is as the example', () => {
    const text = readFileSync('config/wikisync.yaml', 'utf8');

    expect(plainYaml(text, (source) => source)).toHaveProperty('kind', 'mapping');
  });
});
