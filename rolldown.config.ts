/**
 * How `dist` is made: a file for what starts, one for what most commands need, and one for each part
 * that is loaded when it is asked for.
 *
 * Loading 500 small files takes longer than most syncs. The packages that every run uses are put in
 * with their licences; those that talk to a wiki or a mail server stay packages, as few runs on a
 * folder of pages need them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type OutputBundle } from 'rolldown';

const manifest: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);

/** Waits for the command, which must not wait for it: so it is in no file with others. */
const entry = 'src/cli/main.ts';

export default defineConfig({
  input: { main: entry },
  platform: 'node',
  external: Object.keys(manifest.dependencies),
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: 'dist/cli',
    cleanDir: true,
    // A stack trace names the part, and its functions.
    chunkFileNames: '[name].js',
    minify: false,
    codeSplitting: {
      groups: [
        { name: 'start', tags: ['$initial'], test: (id) => !id.endsWith(entry), priority: 2 },
        { name: 'listings', minShareCount: 10, priority: 1 },
        { name: 'report', test: /src.report.text/ },
      ],
    },
  },
  plugins: [
    {
      name: 'licences',
      generateBundle(_, bundle) {
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licences(bundle) });
      },
    },
  ],
});

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
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence that could be put in`);
  return `${name}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
