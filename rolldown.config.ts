/**
 * How `dist` is made: a file for what starts, one for what most commands need, and one for each part
 * that is loaded when it is asked for.
 *
 * Loading 500 small files takes longer than most syncs. The packages that every run uses are put in
 * with their licences; those in `dependencies` are loaded by the runs that need them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig, type OutputBundle } from 'rolldown';

const manifest: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);

export default defineConfig({
  // The second is what the first loads: it is named here so that what it needs is in one file.
  input: { main: 'src/cli/main.ts', process: 'src/cli/process.ts' },
  platform: 'node',
  // It is read by its scanner and parser; what writes it fills tables as it is loaded.
  treeshake: { moduleSideEffects: [{ test: /jsonc-parser/, sideEffects: false }] },
  external: Object.keys(manifest.dependencies),
  resolve: {
    mainFields: ['module', 'main'],
    // mwn asks for it with `require`, and so gets another copy.
    alias: { 'tough-cookie': resolve('node_modules/tough-cookie/dist/index.cjs') },
  },
  output: {
    dir: 'dist/cli',
    cleanDir: true,
    // Node loads it in half of the time that it takes for modules.
    format: 'cjs',
    // Compiled code that was kept cannot import: see keep-compiled.ts.
    dynamicImportInCjs: false,
    strict: true,
    // A stack trace names the part, and its functions.
    chunkFileNames: '[name]-[hash].js',
    entryFileNames: ({ name }) => (name === 'main' ? '[name].js' : '[name]-[hash].js'),
    minify: false,
    // The licences stand in a file of their own.
    comments: false,
    codeSplitting: {
      groups: [
        { name: 'version', test: /cli.(?:version|output)\.ts$|package\.json/, priority: 3 },
        {
          name: 'start',
          tags: ['$initial'],
          test: /^(?!.*cli.(?:main|keep-compiled)\.ts$)/,
          priority: 2,
        },
        { name: 'listings', minShareCount: 10, priority: 1 },
        { name: 'report', test: /src.report.text/ },
      ],
    },
  },
  plugins: [
    {
      name: 'lighter',
      resolveId: (id) => (id === 'mime-types' ? '\0mime-types' : undefined),
      // No file is sent, whose kind a table of 180 kB would tell.
      load: (id) => (id === '\0mime-types' ? 'exports.lookup = () => false;' : undefined),
      transform: lighter,
    },
    {
      // rolldown lets files load its helpers that use none of them.
      name: 'without-helpers',
      renderChunk: (code) => ({
        code: code.replace(/^const (require_rolldown_runtime) = .*\n(?![\s\S]*\1)/m, ''),
        map: null,
      }),
    },
    {
      // What is set once need not be asked for by a function.
      name: 'plain-exports',
      renderChunk: (code) => ({ code: plainExports(code), map: null }),
    },
    {
      // Parts of Node take their time to load as well.
      name: 'late-parts',
      renderChunk: (code) => ({ code: withLateParts(code), map: null }),
    },
    {
      // Node reads and keeps plain ASCII in half of the space, and so faster.
      name: 'ascii',
      renderChunk: (code) => ({ code: code.replace(/[^\0-\x7f]/g, escaped), map: null }),
    },
    {
      name: 'licences',
      generateBundle(_, bundle) {
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licences(bundle) });
        const kind = JSON.stringify({ type: 'commonjs' });
        this.emitFile({ type: 'asset', fileName: 'package.json', source: kind });
      },
    },
  ],
});

/**
 * What packages do as they are loaded, which takes long and is not for us, and what they do instead: the
 * build fails where one does not do it any more.
 */
const lighterParts: readonly (readonly [file: RegExp, part: RegExp, instead: string])[] = [
  // mwn's requests are not fetched: looking for that takes Node as long as all of mwn.
  [/axios\.cjs$/, /typeof G\.FormData !== 'undefined' \? G\.FormData : undefined/, 'undefined'],
  [/axios\.cjs$/, /^getFetch\(\);$/m, ''],
  // Nor are they sent by HTTP/2.
  [
    /axios\.cjs$/,
    /^var http2 = (require\('http2'\));$/m,
    'var http2 = { get connect() { return $1.connect; }, get constants() { return $1.constants; } };',
  ],
  // A long expression is made for hosts that can be addresses of this kind.
  [
    /tough-cookie.dist.index\.cjs$/,
    /^(var IP_V6_REGEX_OBJECT =) (new RegExp\(.+\));$/m,
    "$1 { test: (host) => host.includes(':') && $2.test(host) };",
  ],
  // No command is a program of its own.
  [
    /commander.lib.command\.js$/,
    /^const childProcess = (require\('node:child_process'\));$/m,
    'const childProcess = { spawn: (...args) => $1.spawn(...args) };',
  ],
];

function lighter(code: string, id: string): string | undefined {
  const parts = lighterParts.filter(([file]) => file.test(id));
  return parts.length === 0
    ? undefined
    : parts.reduce((text, [, part, instead]) => {
        if (!part.test(text)) throw new Error(`${id} has no ${part.source} any more`);
        return text.replace(part, instead);
      }, code);
}

function plainExports(code: string): string {
  const made =
    /^Object\.defineProperty\(exports, ["'](\w+)["'], \{\s+enumerable: true,\s+get: function \(\) \{\s+return (\w+);\s+\}\s+\}\);$/gm;
  const isSetOnce = (name: string) =>
    new RegExp(`^(?:(?:async )?function\\*? ${name}\\(|const ${name}\\b)`, 'm').test(code);
  return code.replace(made, (whole, name, value) =>
    isSetOnce(value) ? `exports.${name} = ${value};` : whole,
  );
}

/** Loaded when something in them is first asked for. */
const lateParts = ['node_crypto', 'node_fs_promises'];

function withLateParts(code: string): string {
  return lateParts.reduce((text, name) => {
    const [line, load] = new RegExp(`^let ${name} = (require\\(.+\\));$`, 'm').exec(text) ?? [];
    if (line === undefined) return text;
    return text
      .replaceAll(new RegExp(`\\b${name}\\.`, 'g'), `${name}().`)
      .replace(line, `let ${name}_known;\nconst ${name} = () => ${name}_known ??= ${load};`);
  }, code);
}

/** One unit of UTF-16, as strings, regular expressions and names may all have it. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What the authors of the packages that were put in ask to be told with their work. */
function licences(bundle: OutputBundle): string {
  const modules = Object.values(bundle).flatMap((file) =>
    file.type === 'chunk' ? file.moduleIds : [],
  );
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []);
  return [...new Set(folders)].sort().map(licenceOf).join('\n');
}

function licenceOf(folder: string): string {
  const name = folder.replace(/^.*\/node_modules\//, '');
  const files = readdirSync(folder);
  const file = files.find((each) => /^licen[cs]e/i.test(each));
  const readme = files.find((each) => /^readme\.md$/i.test(each));
  const text =
    file === undefined
      ? /^(?:#+ licen[cs]e|licen[cs]e\n-+)\n(.+)/ims.exec(read(folder, readme))?.[1]
      : read(folder, file);
  if (text === undefined) throw new Error(`${name} has no licence that could be put in`);
  return `${name}\n\n${text.trim()}\n`;
}

function read(folder: string, file: string | undefined): string {
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
}
