import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from '../../src/config/load.ts';

const folder = 'fixtures/bad-input/config';

/** Each file of the folder, with the code and the place of all that is wrong in it. */
const badConfigs: Readonly<Record<string, readonly string[]>> = {
  'unknown-key-at-top': ['config-key-unknown 12:1'],
  'unknown-key-in-wiki': ['config-key-unknown 2:22'],
  'unknown-key-in-listing': ['config-value 5:5', 'config-key-unknown 9:5'],
  'unknown-key-in-field': ['config-key-unknown 11:44'],
  'unknown-key-in-guards': ['config-key-unknown 12:15'],
  'no-wikis': ['config-value 1:1'],
  'no-listings': ['config-value 1:1'],
  'wikis-is-a-list': ['config-value 2:3'],
  'page-is-a-number': ['config-value 6:11'],
  'page-is-empty': ['config-value 6:11'],
  'page-is-an-address': ['page-impossible 6:11'],
  'page-with-a-fragment': ['page-impossible 6:11'],
  'wiki-without-address': ['config-value 2:6'],
  'wiki-of-both-kinds': ['config-key-unknown 2:76'],
  'wiki-with-misspelt-api': ['config-value 2:6', 'config-key-unknown 2:8'],
  'folder-with-a-contact': ['config-key-unknown 2:22'],
  'api-is-no-url': ['config-value 2:13'],
  'api-over-http': ['api-not-https 2:13'],
  'api-without-contact': ['contact-missing 2:6'],
  'api-with-password': ['api-with-credentials 2:13'],
  'api-with-a-query': ['api-with-query 2:13'],
  'contact-is-a-name': ['contact-form 2:56'],
  'proxy-with-password': ['proxy-with-credentials 2:46'],
  'wikis-of-the-same-variables': ['wiki-names-alike 4:3'],
  'listing-of-unknown-wiki': ['wiki-unknown 5:11'],
  'listing-name-with-a-space': ['config-value 4:3'],
  'key-is-no-field': ['key-unknown 9:10'],
  'data-of-unknown-kind': ['data-kind 7:11'],
  'template-in-braces': ['template-impossible 8:15', 'template-impossible 9:15'],
  'same-page-twice': ['page-twice 14:11'],
  'same-page-under-another-name': ['page-twice 14:11'],
  'type-unknown': ['type-unknown 11:38'],
  'option-of-another-type': ['option-unused 11:44'],
  'lines-of-a-number': ['merge-unfit 12:53'],
  'merge-of-words': ['config-value 12:51'],
  'choice-without-values': ['values-missing 12:7'],
  'choice-with-no-values-in-it': ['config-value 12:56'],
  'date-format-without-day': ['date-format 12:52'],
  'spelling-of-two-values': ['spelling-twice 12:67'],
  'flag-with-a-third-value': ['flag-value 12:50'],
  'parameter-twice': ['parameter-twice 12:27'],
  'parameter-by-number-and-text': ['parameter-twice 13:28'],
  'parameter-with-equals-sign': ['parameter-impossible 12:27'],
  'parameter-zero': ['config-value 12:27'],
  'fields-empty': ['config-value 10:13'],
  'field-called-constructor': ['name-reserved 12:7'],
  'field-called-proto': ['name-reserved 12:7'],
  'field-without-a-name': ['name-empty 12:7'],
  'field-with-a-space-at-its-end': ['name-unfit 12:7'],
  'section-field-is-a-field': ['section-field 12:23'],
  'section-field-called-prototype': ['name-reserved 12:23'],
  'heading-twice': ['heading-twice 12:53'],
  'headings-that-look-alike': ['heading-twice 12:59'],
  'heading-with-equals-signs': ['heading-impossible 12:44'],
  'headings-empty': ['config-value 12:39'],
  'owner-unknown': ['config-value 12:23'],
  'guard-is-no-share': ['config-value 12:23'],
  'guard-is-a-fraction': ['config-value 12:23', 'config-value 12:34'],
  'guard-over-a-hundred-percent': ['config-value 12:23'],
  'guard-of-share-and-number': [
    'config-value 12:32',
    'config-value 12:44',
    'config-value 12:56',
    'config-value 12:78',
  ],
  'unknown-key-in-guard': ['config-key-unknown 12:48'],
  'canary-is-no-key': ['config-value 12:23'],
  'canary-without-text': ['canary-impossible 12:27', 'canary-impossible 12:41'],
  'canary-twice': ['canary-twice 12:36'],
  'duplicate-key': ['name-twice 12:5'],
  'tab-for-indentation': ['yaml-syntax 9:1'],
  'unclosed-quote': ['yaml-syntax 12:1'],
  anchor: ['yaml-anchor 2:6'],
  alias: ['yaml-alias 9:14'],
  'merge-key': ['yaml-merge 11:7'],
  tag: ['yaml-tag 6:11'],
  'yaml-1-1': ['yaml-directive 1:1'],
  'two-documents': ['yaml-several-documents 12:1'],
  'list-for-a-name': ['yaml-complex-key 4:3'],
  'nested-too-deeply': ['yaml-too-deep 1:107'],
  'windows-line-ends': ['type-unknown 11:38'],
  empty: ['config-value 1:1'],
  'only-a-comment': ['config-value 1:1'],
  'several-problems': ['config-value 6:11', 'config-key-unknown 11:44', 'config-key-unknown 12:1'],
  'wrong-shapes-and-broken-rules': [
    'contact-missing 2:6',
    'api-not-https 2:13',
    'config-value 2:51',
    'wiki-unknown 5:11',
    'config-value 6:11',
    'data-kind 7:11',
    'key-unknown 9:10',
    'type-unknown 11:38',
    'config-value 11:53',
    'name-twice 12:7',
    'parameter-twice 13:25',
    'date-format 13:53',
    'config-key-unknown 14:5',
  ],
};

function parse(text: string) {
  return parseConfig(text, { path: '/c/config/wikisync.yaml', shownPath: 'w.yaml' });
}

/** A config that is right, with more at its end. */
function config(more = ''): string {
  return `wikis:
  w: { folder: wiki }
listings:
  l:
    wiki: w
    page: List
    data: list.yaml
    template: item
    key: name
    fields:
      name: { parameter: Name, type: text }
${more}`;
}

describe('parseConfig', () => {
  it.each(Object.entries(badConfigs))('finds every problem of %s', (name, problems) => {
    const { value, diagnostics } = parse(readFileSync(`${folder}/${name}.yaml`, 'utf8'));

    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)).toEqual(
      problems,
    );
    expect(diagnostics.every(({ place }) => place?.source === 'w.yaml')).toBe(true);
  });

  it('has a row for every file of the folder', () => {
    const files = readdirSync(folder).map((file) => file.replace('.yaml', ''));

    expect(Object.keys(badConfigs).toSorted()).toEqual(files.toSorted());
  });

  it.each([
    ['unknown-key-in-field', 0, 'owner'],
    ['unknown-key-in-guards', 0, 'update'],
    ['wiki-with-misspelt-api', 1, 'api'],
    ['type-unknown', 0, 'date'],
    ['key-is-no-field', 0, 'name'],
  ])('suggests in %s what was meant', (name, index, meant) => {
    const { diagnostics } = parse(readFileSync(`${folder}/${name}.yaml`, 'utf8'));

    expect(diagnostics[index]?.hint).toBe(`Did you mean '${meant}'?`);
  });

  it('never shows a text of the wrong shape or an address with a password', () => {
    const secret = 'CANARY-hush';
    const text = config(`    guards: ${secret}
    records: { owner: ${secret} }
`).replace(
      '{ folder: wiki }',
      `{ api: 'https://me:${secret}@wiki.example.org/api.php', bot: ${secret}, password: ${secret} }`,
    );

    const { diagnostics } = parse(text);

    expect(diagnostics.map(({ code }) => code)).toContain('api-with-credentials');
    expect(JSON.stringify(diagnostics)).not.toContain(secret);
  });

  it('takes http for loopback addresses alone', () => {
    const apis = ['localhost', 'localhost:8080', '127.0.0.1', '127.1.2.3', '[::1]:80'];
    const wikis = apis.map((host, index) => `  w${index}: { api: 'http://${host}/api.php' }\n`);
    const others = ['127.example.org', 'localhost.example.org', '[::2]', '10.0.0.1'].map(
      (host, index) => `  v${index}: { api: 'http://${host}/api.php', contact: a@b.org }\n`,
    );

    const right = parse(`wikis:\n${wikis.join('')}listings: {}\n`);
    const wrong = parse(`wikis:\n${others.join('')}listings: {}\n`);

    expect(right.diagnostics).toEqual([]);
    expect(wrong.diagnostics.map(({ code }) => code)).toEqual(others.map(() => 'api-not-https'));
  });

  it.each(['keeper@example.org', 'https://example.org/wiki/User:Bot'])(
    'takes %s for a contact',
    (contact) => {
      const wiki = `{ api: https://wiki.example.org/api.php, contact: '${contact}' }`;

      expect(parse(config().replace('{ folder: wiki }', wiki)).diagnostics).toEqual([]);
    },
  );

  it.each(['Bot (a@b.org)', 'a@b.org) x', '\\u00e9@b.org', 'a@b.org\\r\\nCookie:x', 'ftp://a'])(
    'refuses %s as a contact',
    (contact) => {
      const wiki = `{ api: https://wiki.example.org/api.php, contact: "${contact}" }`;

      const { diagnostics } = parse(config().replace('{ folder: wiki }', wiki));

      expect(diagnostics.map(({ code }) => code)).toEqual(['contact-form']);
    },
  );

  it('takes two listings of one data file, and two templates of one page', () => {
    const other = config().split('  l:\n')[1] ?? '';
    const page = config(`  m:\n${other.replace('page: List', 'page: Another')}`);
    const template = config(`  m:\n${other.replace('template: item', 'template: thing')}`);

    expect(parse(page).diagnostics).toEqual([]);
    expect(parse(template).diagnostics).toEqual([]);
  });

  it('tells pages apart that differ in case behind the first letter', () => {
    const other = config().split('  l:\n')[1] ?? '';

    const { diagnostics } = parse(config(`  m:\n${other.replace('page: List', 'page: LIST')}`));

    expect(diagnostics).toEqual([]);
  });

  it('takes true and false for names', () => {
    const { value } = parse(
      config('      done: { parameter: Done, type: flag, values: { true: Yes, false: [No] } }\n'),
    );

    expect(value?.listings[0]?.schema.fields[1]?.options.values).toEqual({
      true: ['Yes'],
      false: ['No'],
    });
  });

  it('comes through a file that is nothing but brackets', () => {
    const { diagnostics } = parse('['.repeat(200_000));

    expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-too-deep']);
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
