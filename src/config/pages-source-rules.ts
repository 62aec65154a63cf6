/** Rules about how a listing says which pages it has, and where the data of each is. */

import type { ListingRule } from './listing-rules.ts';
import { pageMark, sameFiles } from './page-listings.ts';
import { problem, unknownName } from './problem.ts';
import type { SoundListing } from './sound-config.ts';

/** The keys of `pages` that say which pages there are. */
const sources = ['titles', 'title', 'list', 'category', 'prefix'] as const;

/** The rules. */
export const pagesSourceRules: readonly ListingRule[] = [
  function pagesAreSaidOnce(listing) {
    const written = writtenSources(listing);
    if (listing.pages === undefined || written.length === 1) return [];
    const [first, second] = written;
    const known = sources.join(', ');
    if (first === undefined || second === undefined) {
      const message = 'Which pages the listing has is not said.';
      return [problem('pages-source', ['pages'], message, `Say it by one of ${known}.`)];
    }
    const message = `Which pages the listing has is said twice, by ${first} and by ${second}.`;
    return [problem('pages-source', ['pages', second], message, 'Remove one of them.')];
  },
  function valuesAreOfAField(listing) {
    const [source] = writtenSources(listing);
    if (listing.pages?.field !== undefined || (source !== 'titles' && source !== 'title'))
      return [];
    const message = `With ${source}, a field of the data file says on which page a record stands.`;
    return [problem('pages-source', ['pages', source], message, 'Add field: with its name.')];
  },
  function dataFilesAreOfPages({ pages, data, makes }) {
    if (data === undefined) return [];
    const isOfPage = data.includes(pageMark);
    const isAsked = pages !== undefined && pages.field === undefined;
    if (isOfPage && !isAsked) {
      const message =
        pages === undefined
          ? `The data file of a single page has '${pageMark}' in its path.`
          : `The records of all pages are in one data file, and '${pageMark}' is in its path.`;
      return [problem('page-data', ['data'], message, `Take '${pageMark}' out of it.`)];
    }
    if (
      !isOfPage &&
      isAsked &&
      writtenSources({ pages }).every((source) => !/^title/.test(source))
    ) {
      const message = 'The pages have one data file, and nothing says which record stands where.';
      const hint = `Put '${pageMark}' into its path for a file of each page, or add field: to pages.`;
      return [problem('page-data', ['data'], message, hint)];
    }
    if (!isOfPage || makes === undefined) return [];
    const message = 'Pages are made of the records of one data file, and each page has its own.';
    return [problem('page-data', ['makes'], message, 'Add field: to pages, or remove makes.')];
  },
  function titlesAreMadeOfTheField({ pages }) {
    const { title, field } = pages ?? {};
    if (title === undefined || field === undefined) return [];
    const path = ['pages', 'title'];
    const [before = '', ...rest] = title.split(/<[^<>]*>/);
    const [, named = ''] = /<([^<>]*)>/.exec(title) ?? [];
    if (rest.length !== 1 || before.trim() === '') {
      const message = `'${title}' does not say how titles are made: words, and then one value.`;
      return [problem('pages-source', path, message, `Such as 'Projects/<${field}>'.`)];
    }
    return named === field ? [] : [unknownName('key-unknown', named, { names: [field], path })];
  },
  function pagesHaveFilesOfTheirOwn({ pages, data }) {
    if (pages?.list === undefined || data?.includes(pageMark) !== true) return [];
    const { list } = pages;
    return sameFiles(list).map(([first, second]) => {
      const message = `'${first}' and '${second}' would have one data file on some systems.`;
      const path = ['pages', 'list', list.indexOf(second)];
      return problem(
        'page-file-twice',
        path,
        message,
        'Make a listing of its own for one of them.',
      );
    });
  },
];

function writtenSources({
  pages,
}: Pick<SoundListing, 'pages'>): readonly (typeof sources)[number][] {
  return sources.filter((source) => pages?.[source] !== undefined);
}
