import { wiki } from './control.ts';
import { runScript } from './install-wiki.ts';
import { askAnonymously } from './people.ts';

/**
 * What MediaWiki's own preprocessor sees in each of the texts when the page is viewed (not when it
 * is transcluded): its tree as XML, the same as `prop=parsetree`. Thousands of texts take seconds on
 * this run's own wiki; another one is asked over HTTP, a request each.
 *
 * The texts are taken as they are. A wiki stores them without trailing white space, in NFC and with
 * LF only, so a text that is not like that is never preprocessed as a page.
 */
export async function preprocess(texts: readonly string[]): Promise<string[]> {
  const where = wiki();
  if (where.kind !== 'own') {
    const trees: string[] = [];
    for (const text of texts) trees.push(await preprocessOverHttp(text));
    return trees;
  }
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
  const output = await runScript('preprocess.php', { ...where, input });
  return output.split('\n').slice(0, -1).map(treeOf);
}

/** The same for one text, from the wiki's API. */
export async function preprocessOverHttp(text: string): Promise<string> {
  const answer = await askAnonymously({ action: 'expandtemplates', prop: 'parsetree', text });
  return answer.expandtemplates.parsetree;
}

function treeOf(line: string, index: number): string {
  const answer: { tree?: string; error?: string } = JSON.parse(line);
  if (answer.tree === undefined) throw new Error(`text ${index}: ${answer.error}`);
  return answer.tree;
}
