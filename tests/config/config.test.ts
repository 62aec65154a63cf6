import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from '../../src/config/config.ts';

const committed = readFileSync('config/wikisync.schema.json', 'utf8');
const example = readFileSync('config/wikisync.yaml', 'utf8');

function validator(): ValidateFunction {
  return new Ajv({ strict: true, allowUnionTypes: true, formats: { uri: true } }).compile(
    JSON.parse(committed),
  );
}

/** All schemas within a JSON Schema that a key of a mapping has. */
function keySchemas(schema: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, part]): (readonly [string, unknown])[] => {
    const inner = keySchemas(part, `${path}/${name}`);
    const isKeys = name === 'properties' && typeof part === 'object' && part !== null;
    return isKeys ? [...Object.entries(part), ...inner] : [...inner];
  });
}

describe('configJsonSchema', () => {
  it('is what the committed file holds: npm run schema', () => {
    expect(committed).toBe(`${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);
  });

  it('takes the example', () => {
    const validate = validator();

    expect(validate(parse(example)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['an unknown key', 'key: title', 'kee: title'],
    ['an owner that there is not', 'owner: data', 'owner: dta'],
    ['a share over a hundred percent', 'update: 30%', 'update: 130%'],
    ['a name with a space', 'xen-2014:', 'xen 2014:'],
    ['a mapping that is empty', 'values: { true: [Yes], false: [No] }', 'values: {}'],
    ['a field without its parameter', 'parameter: Desc, ', ''],
  ])('refuses %s', (_what, right, wrong) => {
    expect(example).toContain(right);

    expect(validator()(parse(example.replace(right, wrong)))).toBe(false);
  });

  it('describes every key', () => {
    const keys = keySchemas(JSON.parse(committed));

    const silent = keys.filter(([, schema]) => !/"(?:description|\$ref)":/.test(top(schema)));
    expect(keys.length).toBeGreaterThan(30);
    expect(silent.map(([key]) => key)).toEqual([]);
  });
});

/** A schema's own keys, without those of the schemas within it. */
function top(schema: unknown): string {
  return JSON.stringify(schema, (key, value: unknown) =>
    ['properties', 'additionalProperties', 'anyOf', 'items'].includes(key) ? undefined : value,
  );
}
