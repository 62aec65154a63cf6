/** Rules about the page of a listing, or its pages. */
import { standardSite } from '../core/wikitext/site.ts';
import { canonicalTitle } from '../core/wikitext/title.ts';
import type { ListingRule } from './listing-rules.ts';
import { pagesSourceRules } from './pages-source-rules.ts';
import {
  keyProblem,
  nameHint,
  type Path,
  type Problem,
  problem,
  unfitName,
  unknownName,
} from './problem.ts';
import type { SoundListing } from './sound-config.ts';

/** A title, and where the config has it. */
interface WrittenTitle {
  readonly title: string;
  readonly path: Path;
}

/** The titles of a listing's pages. */
export function titlesOf({ page, pages }: SoundListing): readonly WrittenTitle[] {
  return [
    ...(page === undefined ? [] : [{ title: page, path: ['page'] }]),
    ...Object.entries(pages?.titles ?? {}).map(([value, title]) => ({
      title,
      path: ['pages', 'titles', value],
    })),
    ...(pages?.list ?? []).map((title, index) => ({ title, path: ['pages', 'list', index] })),
  ];
}

/** The rules. */
export const pageRules: readonly ListingRule[] = [
  ...pagesSourceRules,
  function pagesAreNamedOneWay(listing) {
    // What is there and wrong is told of elsewhere.
    const written = ['page', 'pages'].filter((name) => Object.hasOwn(listing, name));
    if (written.length === 1) return [];
    if (written.length === 2) {
      const message = 'A listing has either page or pages, and not both.';
      return [problem('pages-or-page', ['page'], message, 'Remove one of them.')];
    }
    const hint = "Add page: with its page's title, or pages: if its records stand on several.";
    return [problem('pages-or-page', [], 'The listing has neither page nor pages.', hint)];
  },
  function pagesCanBeTitles(listing) {
    const made = Object.entries(listing.makes ?? {}).map(([name, { page }]) => ({
      title: page.replace(/<[^<>]*>/g, ''),
      path: ['makes', name, 'page'],
    }));
    const { title: pattern } = listing.pages ?? {};
    const patterns =
      pattern === undefined
        ? []
        : [{ title: pattern.replace(/<[^<>]*>/, ''), path: ['pages', 'title'] }];
    return [...titlesOf(listing), ...patterns, ...made].flatMap(({ title, path }) => {
      if (!/[#<>[\]|{}\p{Cc}]|^https?:\/\//u.test(title)) return [];
      const message = `'${title}' cannot be a page's title.`;
      return [problem('page-impossible', path, message, 'Give the title alone, as it is shown.')];
    });
  },
  function pagesDiffer(listing) {
    const seen = new Set<string>();
    return titlesOf(listing).flatMap(({ title, path }) => {
      const name = canonicalTitle(title, standardSite);
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      const message = `'${title}' is the title of another page of the listing too.`;
      return [problem('page-twice', path, message, 'Give each value a page of its own.')];
    });
  },
  function pageFieldIsNoOther({ pages, section, fields = {} }) {
    const field = pages?.field;
    if (field === undefined) return [];
    if (!Object.hasOwn(fields, field) && section?.field !== field) return [];
    const message = `The pages' field '${field}' is the name of another field too.`;
    return [problem('page-field', ['pages', 'field'], message, 'Give it a name of its own.')];
  },
  function pagesTakeWhatIsTold({ pages }) {
    const names = Object.keys(pages?.titles ?? {});
    return Object.entries(pages?.takes ?? {}).flatMap(([value, taken]) => {
      const path = ['pages', 'takes', value];
      if (!names.includes(value)) {
        const message = `There is no page for '${value}' in titles.`;
        return [keyProblem('config-value', path, message, nameHint(value, names))];
      }
      const isEmpty = Array.isArray(taken)
        ? taken.length === 0
        : taken.from === undefined && taken.before === undefined;
      if (!isEmpty) return [];
      const message = `What else the page of '${value}' takes is not said.`;
      return [problem('config-value', path, message, 'List values, or say from or before which.')];
    });
  },
  function madePagesAreOfFields({ makes = {}, fields = {}, section, pages }) {
    const names = [...Object.keys(fields), section?.field, pages?.field].filter(
      (field): field is string => field !== undefined,
    );
    return Object.entries(makes).flatMap(([name, { page, where = {} }]) => [
      ...[...page.matchAll(/<([^<>]*)>/g)].flatMap(([, field = '']) =>
        names.includes(field)
          ? []
          : [unknownName('key-unknown', field, { names, path: ['makes', name, 'page'] })],
      ),
      ...Object.keys(where).flatMap((field) => {
        if (names.includes(field)) return [];
        const path = ['makes', name, 'where', field];
        return [{ ...unknownName('key-unknown', field, { names, path }), at: 'key' as const }];
      }),
    ]);
  },
  function pageNamesAreFit({ pages }) {
    const values = Object.keys(pages?.titles ?? {});
    return [
      ...(pages?.field === undefined ? [] : unfitName(pages.field, ['pages', 'field'])),
      ...values.flatMap((value) =>
        unfitName(value, ['pages', 'titles', value]).map(
          (unfit): Problem => ({ ...unfit, at: 'key' }),
        ),
      ),
    ];
  },
];
