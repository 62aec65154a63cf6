import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/normalize.ts';
import { xenSchema } from '../support/xen.ts';

function normalized(text: string): Config | undefined {
  const { value, diagnostics } = parseConfig(text, {
    path: '/r/config/wikisync.yaml',
    shownPath: 'config/wikisync.yaml',
  });
  expect(diagnostics).toEqual([]);
  return value;
}

const small = `wikis:
  w: { folder: wiki }
listings:
  l: { wiki: w, page: List, data: list.csv, template: item, key: name, fields: { name: { parameter: 1, type: text } } }
`;

describe('normalizeConfig', () => {
  it('makes of the example the schema of the fixture page', () => {
    const value = normalized(readFileSync('config/wikisync.yaml', 'utf8'));

    const schema = value?.listings[0]?.schema;
    expect({ ...schema, section: undefined }).toEqual({ ...xenSchema, section: undefined });
    expect(schema?.section?.field).toBe('programme');
    expect(Object.fromEntries(schema?.section?.headings ?? [])).toEqual(
      Object.fromEntries(xenSchema.section?.headings ?? []),
    );
  });

  it('takes paths from the folder of the config', () => {
    const value = normalized(`state: ../state\n${small}`);

    expect(value?.statePath).toBe('/r/state');
    expect(value?.listings[0]?.dataPath).toBe('/r/config/list.csv');
    expect(value?.wikis).toEqual([
      { kind: 'folder', name: 'w', folder: '/r/config/wiki', extension: 'wiki', whole: false },
    ]);
  });

  it('fills in what is not written', () => {
    const value = normalized(
      small.replace('{ folder: wiki }', '{ api: http://localhost/api.php }'),
    );

    expect(value?.statePath).toBeUndefined();
    expect(value?.wikis).toEqual([
      {
        kind: 'mediawiki',
        authors: new Map(),
        name: 'w',
        api: 'http://localhost/api.php',
        contact: undefined,
        stop: undefined,
        bot: true,
        minor: true,
        private: false,
        gap: 10,
        holds: undefined,
        messages: 'stop',
        settle: 150,
        proxy: undefined,
      },
    ]);
    const [listing] = value?.listings ?? [];
    expect(listing?.summary).toBe('wikisync');
    expect(listing?.schema).toMatchObject({
      aliases: [],
      recordOwner: 'shared',
      fields: [{ parameter: '1', owner: 'shared', required: false, options: {} }],
    });
    expect(listing?.guards).toEqual({
      limits: {
        create: { share: 50 },
        update: { share: 30 },
        delete: { share: 30 },
        recreate: { share: 30 },
        size: { share: 50 },
      },
      from: 10,
      canary: [],
    });
  });

  it('takes a guard as a share, as a number or as both, and leaves the others', () => {
    const guards = 'delete: 0, rename: 100%, move: { share: 5%, number: 7 }, size: 900, from: 0';
    const value = normalized(small.replace('key: name', `key: name, guards: { ${guards} }`));

    expect(value?.listings[0]?.guards).toEqual({
      limits: {
        create: { share: 50 },
        update: { share: 30 },
        delete: { number: 0 },
        move: { share: 5, number: 7 },
        rename: { share: 100 },
        recreate: { share: 30 },
        size: { number: 900 },
      },
      from: 0,
      canary: [],
    });
  });

  it.each([
    ['one key', 'Title A', ['Title A']],
    ['a list of keys', '[Title A, B]', ['Title A', 'B']],
  ])('takes %s for canaries', (_what, written, canary) => {
    const value = normalized(
      small.replace('key: name', `key: name, guards: { canary: ${written} }`),
    );

    expect(value?.listings[0]?.guards.canary).toEqual(canary);
  });

  it.each(['lines', 'value'])('takes how a text is merged: %s', (merge) => {
    const value = normalized(small.replace('type: text', `type: text, merge: ${merge}`));

    expect(value?.listings[0]?.schema.fields[0]).toMatchObject({ name: 'name', merge });
  });

  it('keeps the written order and spelling of names that look like numbers', () => {
    const value = normalized(`wikis: { w: { folder: wiki }, 1: { folder: one } }
listings:
  b:
    wiki: 'w'
    page: List
    data: list.yaml
    template: item
    key: title
    section: { field: year, headings: { 2014: In 2014, 007: In 7, 2013: In 2013, 1.0: In 1 } }
    fields: { title: { parameter: Title, type: text }, 2: { parameter: Two, type: text } }
  1:
    { wiki: '1', page: List, data: list.yaml, template: item, key: a, fields: { a: { parameter: A, type: text } } }
`);

    expect(value?.wikis.map(({ name }) => name)).toEqual(['w', '1']);
    expect(value?.listings.map(({ name }) => name)).toEqual(['b', '1']);
    const schema = value?.listings[0]?.schema;
    expect(schema?.fields.map(({ name }) => name)).toEqual(['title', '2']);
    expect([...(schema?.section?.headings.keys() ?? [])]).toEqual(['2014', '007', '2013', '1.0']);
  });
});
