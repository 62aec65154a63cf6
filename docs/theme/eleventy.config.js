/** How the pages of docs/ become a site: `npm run docs:build`, or `npm run docs:serve` while writing. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import { IdAttributePlugin } from '@11ty/eleventy';
import { addressOf, headingId, markdown, titleOf } from './markdown.js';
import { fileOf, neighboursOf, partsOf } from './navigation.js';
import { searchIndexOf } from './search-index.js';

const { resolve } = createRequire(import.meta.url);

/** Pages that stand in the root of the repository. */
const besideDocs = ['CHANGELOG.md', 'CONTRIBUTING.md'];

/** Files that a page may link to, and their place on the site. */
const files = { 'docs/templates': 'templates', config: 'config' };

export default function configure(eleventy) {
  eleventy.ignores.add('docs/theme/**');
  for (const file of besideDocs) eleventy.addTemplate(file, readFileSync(file, 'utf8'));
  eleventy.setLibrary('md', markdown());
  eleventy.addPlugin(IdAttributePlugin, { slugify: headingId });
  eleventy.addGlobalData('layout', 'page.liquid');
  eleventy.addGlobalData(
    'permalink',
    () =>
      ({ page }) =>
        addressOf(page.filePathStem),
  );
  eleventy.addGlobalData('eleventyComputed', { title: ({ page }) => titleOf(page.rawInput) });
  eleventy.addCollection('parts', (collections) => partsOf(collections.getAll()));
  eleventy.addFilter('from', (target, page) =>
    posix.relative(posix.dirname(fileOf(page)), fileOf(target)),
  );
  eleventy.addFilter('neighbours', neighboursOf);
  eleventy.on('eleventy.after', ({ directories, results, outputMode }) => {
    if (outputMode === 'fs') addFiles(directories.output, results);
  });
  return {
    dir: { input: 'docs', output: 'site', includes: 'theme' },
    markdownTemplateEngine: false,
    templateFormats: ['md'],
  };
}

/** What pages need besides themselves: no page asks any other host for anything. */
function addFiles(output, results) {
  mkdirSync(output, { recursive: true });
  for (const name of ['style.css', 'site.js']) cpSync(`docs/theme/${name}`, `${output}/${name}`);
  for (const [from, to] of Object.entries(files)) {
    cpSync(from, `${output}/${to}`, { recursive: true });
  }
  cpSync(
    resolve('minisearch').replace('/cjs/index.cjs', '/umd/index.js'),
    `${output}/minisearch.js`,
  );
  writeFileSync(`${output}/search-index.js`, searchIndexOf(results));
}
