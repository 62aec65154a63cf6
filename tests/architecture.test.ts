import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each folder of src, and each file beside them, may import of the others. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  'errors.ts': ['core'],
  'files.ts': ['disk-reads.ts', 'errors.ts', 'utf-8.ts'],
  'disk-reads.ts': [],
  'lazily.ts': [],
  'utf-8.ts': [],
  'folder-access.ts': ['disk-reads.ts'],
  'shape.ts': ['lazily.ts'],
  'database.ts': ['database-tables.ts', 'errors.ts'],
  'database-tables.ts': ['errors.ts'],
  git: ['errors.ts', 'folder-access.ts'],
  explain: ['core', 'errors.ts'],
  config: ['core', 'errors.ts', 'files.ts', 'lazily.ts', 'shape.ts'],
  data: ['core', 'errors.ts'],
  state: [
    'core',
    'database.ts',
    'database-tables.ts',
    'errors.ts',
    'files.ts',
    'lazily.ts',
    'shape.ts',
  ],
  wiki: [
    'core',
    'database.ts',
    'database-tables.ts',
    'errors.ts',
    'files.ts',
    'folder-access.ts',
    'lazily.ts',
    'shape.ts',
  ],
  report: ['core', 'errors.ts', 'lazily.ts', 'shape.ts'],
  notify: [],
  sync: [
    'core',
    'data',
    'errors.ts',
    'files.ts',
    'folder-access.ts',
    'git',
    'lazily.ts',
    'report',
    'state',
    'wiki',
  ],
  serve: [
    'core',
    'database.ts',
    'database-tables.ts',
    'errors.ts',
    'files.ts',
    'report',
    'state',
    'sync',
    'wiki',
  ],
  cli: [
    'config',
    'core',
    'data',
    'database.ts',
    'errors.ts',
    'explain',
    'files.ts',
    'lazily.ts',
    'git',
    'notify',
    'report',
    'serve',
    'state',
    'sync',
    'wiki',
  ],
};

/** Inside core, a folder imports only itself and those before it. Files beside them come first. */
const coreOrder = [
  'yaml',
  'schedule',
  'fields',
  'wikitext',
  'reconcile',
  'pages',
  'history',
  'undo',
  'layout',
  'made',
  'plan',
  'render',
  'adopt',
  'lint',
];

/** The only files that import each package, its own manifest, or each module of Node's that does input or output. */
const importersOf: Record<string, readonly string[]> = {
  '../../package.json': ['cli/version.ts'],
  commander: ['cli/program.ts'],
  croner: ['core/schedule/cron.ts'],
  diff: ['core/render/line-diff.ts', 'core/render/word-diff.ts'],
  dotenv: ['config/credentials.ts'],
  hono: ['serve/app.ts', 'serve/listen.ts'],
  '@hono/node-server': ['serve/listen.ts'],
  'jsonc-parser': ['data/json-tree.ts'],
  liquidjs: ['core/layout/liquid-tags.ts', 'core/layout/liquid.ts', 'core/packages.ts'],
  mwn: ['wiki/mwn-session.ts'],
  'node:child_process': ['git/tracked-file.ts'],
  'node:fs/promises': ['files.ts'],
  'node:fs': ['cli/keep-compiled.ts', 'cli/output.ts', 'disk-reads.ts'],
  'node:module': ['cli/keep-compiled.ts', 'core/packages.ts'],
  'node:os': ['cli/process.ts'],
  'node:readline/promises': ['cli/process.ts'],
  'node:vm': ['cli/keep-compiled.ts'],
  'node-diff3': ['core/reconcile/merge-lines.ts'],
  nodemailer: ['notify/mail.ts'],
  // An edit is never sent again: what is tried anew are reads, and messages to people.
  'p-retry': ['notify/patiently.ts', 'wiki/retry.ts'],
  pg: ['database.ts'],
  'pg-boss': ['serve/lane-jobs.ts'],
  'tough-cookie': ['wiki/mwn-session.ts'],
  'wikiparser-node': ['core/packages.ts'],
  yaml: [
    'config/add-to-config.ts',
    'config/yaml-grammar.ts',
    'config/yaml-tokens.ts',
    'core/packages.ts',
    'data/yaml-tokens.ts',
    'data/yaml-grammar.ts',
  ],
  'zod/locales': ['shape.ts'],
  'zod/mini': ['shape.ts'],
};

/** Modules of Node's that compute and nothing else. */
const harmless = ['node:crypto', 'node:path', 'node:timers/promises', 'node:url', 'node:util'];

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, source: readFileSync(join('src', file), 'utf8') }));

const imports = sources.flatMap(({ file, source }) =>
  [...source.matchAll(/\b(?:from|import)\s*\(?\s*'([^'\s]+)'/g)].map(([, target = '']) => ({
    file,
    target,
  })),
);

describe('imports', () => {
  it.each(imports)('lets $file import $target', ({ file, target }) => {
    if (!target.startsWith('.') || target in importersOf) {
      expect([
        ...(importersOf[target] ?? []),
        ...(harmless.includes(target) ? [file] : []),
      ]).toContain(file);
      return;
    }
    const path = normalize(join(dirname(file), target));
    const [from = ''] = file.split('/');
    const [to = ''] = path.split('/');
    expect([from, ...(mayImport[from] ?? [])]).toContain(to);
  });

  it.each(imports.filter(({ file, target }) => /^core\/.+\//.test(file) && target.startsWith('.')))(
    'keeps the order inside core: $file imports $target',
    ({ file, target }) => {
      const rank = (path: string) => coreOrder.indexOf(path.split('/')[1] ?? '');
      expect(rank(normalize(join(dirname(file), target)))).toBeLessThanOrEqual(rank(file));
    },
  );

  it('finds every package in the table imported by someone', () => {
    const imported = new Set(imports.map(({ target }) => target));

    expect(Object.keys(importersOf).filter((name) => !imported.has(name))).toEqual([]);
  });
});

describe('core', () => {
  it.each(sources.filter(({ file }) => file.startsWith('core/')))(
    'has neither async, nor a clock, nor chance, nor an environment in $file',
    ({ source }) => {
      expect(source).not.toMatch(
        /\basync\b|\bawait\b|\bDate\.now|\bnew Date\(\)|Math\.random|\bprocess\b/,
      );
    },
  );
});

describe('process', () => {
  it.each(
    sources.filter(
      ({ file }) => !['cli/main.ts', 'cli/process.ts', 'cli/output.ts'].includes(file),
    ),
  )('is not touched by $file', ({ source }) => {
    expect(source).not.toMatch(/\bprocess\.(?!pid\b)/);
  });
});

describe('files', () => {
  it.each(sources)('keeps $file under 250 lines', ({ source }) => {
    expect(source.split('\n').length).toBeLessThanOrEqual(251);
  });
});
