import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allCommands } from '../../src/cli/commands.ts';
import { fieldExamples } from '../../src/cli/reference/field-examples.ts';
import {
  codePages,
  codesFolder,
  referenceFolder,
  referencePages,
  writeDocs,
} from '../../src/cli/write-docs.ts';
import { parseConfig } from '../../src/config/load.ts';
import { fieldTypes } from '../../src/core/fields/field-types.ts';

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .map((file) => `${folder}/${file}`)
    .toSorted();

describe.each([
  [codesFolder, codePages()],
  [referenceFolder, referencePages()],
])('%s', (folder, pages) => {
  it('has the pages that are made from the sources, and no page too many', () => {
    expect(filesIn(folder)).toEqual(pages.map(({ path }) => path).toSorted());
  });

  it.each(pages)('is what the sources say in $path: `npm run docs` writes it', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe('the reference', () => {
  const textOf = (name: string): string =>
    referencePages().find(({ path }) => path.endsWith(`/${name}.md`))?.text ?? '';

  it('has each command with each of its options', async () => {
    const text = textOf('commands');

    for (const { name, options } of await allCommands()) {
      expect(text).toContain(`\n## ${name}\n`);
      for (const { flags } of options) expect(text).toContain(`| \`${flags}\` |`);
    }
  });

  it('has each field type, with what it really reads and writes', () => {
    const text = textOf('fields');

    for (const { name } of fieldTypes) expect(text).toContain(`\n## ${name}\n`);
    expect(text).toContain(
      '| `01/12/2012` | `2012-12-01` (could also be 2012-01-12) | `01/12/2012` |',
    );
    expect(text).toContain("| `Hard` | 'Hard' is none of Low, Medium |");
    expect(text).toContain('| `[[Target\\|label]]` | `{target: Target, label: label}` |');
  });

  it.each(Object.entries(fieldExamples))('shows a config of %s that is one', (_, example) => {
    const config = [
      'wikis: { w: { folder: . } }',
      'listings:',
      '  l:',
      '    { wiki: w, page: P, data: d.yaml, template: t, key: k, fields: {',
      `    k: { parameter: K, type: text }, field: { ${example.config} } } }`,
    ].join('\n');
    const { value, diagnostics } = parseConfig(config, { path: '/w.yaml', shownPath: 'w.yaml' });

    expect(diagnostics).toEqual([]);
    const field = value?.listings[0]?.schema.fields.find(({ name }) => name === 'field');
    expect(field?.options).toEqual(example.options);
  });

  it('leads from a key of the config to what may be in it', () => {
    const text = textOf('config');

    expect(text).toContain('mapping of [`listings.<name>.fields.<name>`](#listingsnamefieldsname)');
    expect(text).toContain('\n### `listings.<name>.fields.<name>`\n');
    expect(text).toContain('| `settle` | integer |  | Seconds after which');
  });
});

describe('writeDocs', () => {
  it('writes below the folder that is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wikisync-docs-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));

    await writeDocs(folder);

    expect(readdirSync(join(folder, codesFolder))).toHaveLength(codePages().length);
    expect(readdirSync(join(folder, referenceFolder))).toHaveLength(referencePages().length);
  });
});
