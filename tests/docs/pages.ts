/** The pages of the documentation. */
import { readdirSync } from 'node:fs';

/** Pages that are made from the code, by `npm run docs`. */
export const madePages: readonly string[] = pagesIn('docs').filter(isMade);

/** Pages that people write. */
export const writtenPages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...pagesIn('docs').filter((path) => !isMade(path)),
];

function isMade(path: string): boolean {
  return path.startsWith('docs/codes/') || path.startsWith('docs/reference/');
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${folder}/${path}`)
    .toSorted();
}
