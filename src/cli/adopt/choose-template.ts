/** Which of a page's templates makes its records. */
import { withLineFeeds } from '../../core/wikitext/line-feeds.ts';
import { listTemplates } from '../../core/wikitext/list-templates.ts';
import { SyncError } from '../../errors.ts';
import type { PageState } from '../../wiki/wiki.ts';
import type { Asker } from './questions.ts';

/**
 * The one that is called repeatedly with arguments; if several are, whoever can be asked says which.
 *
 * @throws {SyncError} usage, page-unusable
 */
export async function chooseTemplate(asker: Asker, { revision, site }: PageState): Promise<string> {
  const called = listTemplates(withLineFeeds(revision.text).text, site);
  if (typeof called === 'string') {
    throw new SyncError('page-unusable', `The page '${revision.title}' ${called}.`);
  }
  const repeated = called.filter(({ count, parameters }) => count > 1 && parameters.length > 0);
  const [first, second] = repeated;
  if (first === undefined) {
    const once = called.filter(({ parameters }) => parameters.length > 0).map(({ name }) => name);
    const names = once.length === 0 ? '' : `: it calls ${once.join(', ')}`;
    throw new SyncError(
      'usage',
      `No template is called repeatedly on '${revision.title}'${names}.`,
      {
        hint: 'Name the one that makes its records with --template, if there is one.',
      },
    );
  }
  if (second === undefined) return first.name;
  const options = repeated.map(({ name, count }) => ({
    value: name,
    shown: `${name} (${count} times)`,
  }));
  const answer = await asker.choose('Which template makes the records?', options);
  if (answer !== undefined) return answer;
  const names = options.map(({ shown }) => shown).join(', ');
  throw new SyncError(
    'usage',
    `'${revision.title}' calls several templates repeatedly: ${names}.`,
    {
      hint: 'Say with --template which of them makes the records; --yes takes the first.',
    },
  );
}
