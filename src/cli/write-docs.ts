/** Writes the pages of the documentation that are made from the sources: `npm run docs`. */
import { topics } from '../explain/explanations.ts';
import { writeTextAtomically } from '../files.ts';
import { codePage, codesIndex } from '../report/explain-markdown.ts';

/** A page by its path in the repository. */
export interface DocsPage {
  readonly path: string;
  readonly text: string;
}

/** The folder that holds these pages and no others. */
export const codesFolder = 'docs/codes';

/** A page for every code, and the one that leads to them. */
export function codePages(): readonly DocsPage[] {
  const pages = topics.flatMap(({ codes }) =>
    Object.entries(codes).map(([code, explanation]) => ({
      path: `${codesFolder}/${code}.md`,
      text: codePage(code, explanation),
    })),
  );
  return [{ path: `${codesFolder}/README.md`, text: codesIndex(topics) }, ...pages];
}

/** Writes all of them below a folder; a page whose code is gone is for a person to delete. */
export async function writeDocs(folder: string): Promise<void> {
  for (const { path, text } of codePages()) await writeTextAtomically(`${folder}/${path}`, text);
}
