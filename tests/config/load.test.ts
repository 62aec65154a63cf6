import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from '../../src/config/load.ts';

const folder = 'fixtures/bad-input/config';

/** A file of the folder, with what is wrong in it: code and place, as far as the place is told. */
const badConfigs: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['unknown-key-at-top', [['config-key-unknown', '12:1']]],
  ['unknown-key-in-wiki', [['config-key-unknown', '2:22']]],
  [
    'unknown-key-in-listing',
    [
      ['config-value', '5:5'],
      ['config-key-unknown', '9:5'],
    ],
  ],
  ['unknown-key-in-field', [['config-key-unknown', '11:44']]],
  ['unknown-key-in-guards', [['config-key-unknown', '12:15']]],
  ['no-wikis', [['config-value', '1:1']]],
  ['no-listings', [['config-value', '1:1']]],
  ['wikis-is-a-list', [['config-value', '2:3']]],
  ['page-is-a-number', [['config-value', '6:11']]],
  ['page-is-empty', [['config-value', '6:11']]],
  ['wiki-without-address', [['config-value', '2:6']]],
  ['api-is-no-url', [['config-value', '2:13']]],
  ['api-over-http', [['api-not-https', '2:13']]],
  ['api-without-contact', [['contact-missing', '2:6']]],
  ['api-with-password', [['api-with-credentials', '2:13']]],
  ['listing-of-unknown-wiki', [['wiki-unknown', '5:11']]],
  ['key-is-no-field', [['key-unknown', '9:10']]],
  ['data-of-unknown-kind', [['data-kind', '7:11']]],
  ['type-unknown', [['type-unknown', '11:38']]],
  ['option-of-another-type', [['option-unused', '11:53']]],
  ['choice-without-values', [['values-missing', '12:13']]],
  ['date-format-without-day', [['date-format', '12:52']]],
  ['spelling-of-two-values', [['spelling-twice', '12:67']]],
  ['flag-with-a-third-value', [['flag-value', '12:57']]],
  ['parameter-twice', [['parameter-twice', '12:27']]],
  ['section-field-is-a-field', [['section-field', '12:23']]],
  ['heading-twice', [['heading-twice', '12:53']]],
  ['owner-unknown', [['config-value', '12:23']]],
  ['guard-is-no-share', [['config-value', '12:23']]],
  ['guard-over-a-hundred-percent', [['config-value', '12:23']]],
  ['listing-name-with-a-space', [['config-value', '5:5']]],
  ['same-page-twice', [['page-twice', '14:11']]],
  ['field-called-constructor', [['field-reserved', '12:20']]],
  ['duplicate-key', [['config-syntax', '12:5']]],
  ['tab-for-indentation', [['config-syntax', '9:1']]],
  ['unclosed-quote', [['config-syntax', '']]],
  ['alias', [['config-syntax', '8:15']]],
  ['tag', [['config-syntax', '6']]],
  ['empty', [['config-value', '1:1']]],
  ['only-a-comment', [['config-value', '1']]],
  [
    'several-problems',
    [
      ['config-value', '6:11'],
      ['config-key-unknown', '11:44'],
      ['config-key-unknown', '12:1'],
    ],
  ],
];

describe('parseConfig', () => {
  it.each(badConfigs)('finds every problem of %s', (name, problems) => {
    const text = readFileSync(`${folder}/${name}.yaml`, 'utf8');

    const { value, diagnostics } = parseConfig(text, { path: '/c/w.yaml', shownPath: 'w.yaml' });

    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(problems.map(([code]) => code));
    for (const [index, [, place]] of problems.entries()) {
      const found = diagnostics[index]?.place;
      expect(found?.source).toBe('w.yaml');
      expect(`${found?.line}:${found?.column}`).toContain(place);
    }
  });

  it('has a row for every file of the folder', () => {
    const files = readdirSync(folder).map((file) => file.replace('.yaml', ''));

    expect(badConfigs.map(([name]) => name).toSorted()).toEqual(files.toSorted());
  });

  it('suggests the key that was meant', () => {
    const text = readFileSync(`${folder}/unknown-key-in-field.yaml`, 'utf8');

    const { diagnostics } = parseConfig(text, { path: 'w.yaml', shownPath: 'w.yaml' });

    expect(diagnostics[0]?.hint).toBe("Did you mean 'owner'?");
  });

  it('keeps what the types see: flags by name, parameters as text, shares as numbers', () => {
    const text = readFileSync('config/wikisync.yaml', 'utf8').replace('Parameter: Date', 'x');

    const { value } = parseConfig(text, { path: '/r/config/wikisync.yaml', shownPath: 'w.yaml' });

    const [listing] = value?.listings ?? [];
    expect(listing?.dataPath).toBe('/r/fixtures/xen/projects.yaml');
    expect(listing?.schema.fields.find(({ name }) => name === 'gsoc')?.options.values).toEqual({
      true: ['Yes'],
      false: ['No'],
    });
    expect(listing?.guards.limits.update).toEqual({ kind: 'share', percent: 30 });
    expect(listing?.schema.recordOwner).toBe('data');
    expect(value?.wikis[0]).toEqual({
      kind: 'folder',
      name: 'xen',
      folder: '/r/fixtures/xen/wiki',
      extension: 'wiki',
    });
  });
});

describe('loadConfig', () => {
  it('loads the example', async () => {
    const { value, diagnostics } = await loadConfig('config/wikisync.yaml', 'config/wikisync.yaml');

    expect(diagnostics).toEqual([]);
    expect(value?.listings.map(({ name }) => name)).toEqual(['xen-2014']);
    expect(existsSync(value?.listings[0]?.dataPath ?? '')).toBe(true);
  });

  it('says that there is none', async () => {
    await expect(loadConfig('/nowhere/w.yaml', 'w.yaml')).rejects.toMatchObject({
      code: 'config-missing',
    });
  });
});
