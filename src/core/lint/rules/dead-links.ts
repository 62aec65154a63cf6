import { listingLinks } from '../listing-links.ts';
import type { LintRule } from '../rule.ts';

/** Links to pages that there are not. */
export const deadLinks: LintRule = {
  code: 'link-dead',
  summary: 'A link leads to a page that there is not.',
  level: 'warning',
  asks: 'titles',
  find: (input) =>
    listingLinks(input).flatMap(({ target, ...about }) => {
      if (input.facts.titles?.get(target)?.kind !== 'missing') return [];
      return [
        {
          message: `There is no page '${target}'.`,
          hint: 'Link to where it has gone, or write it without a link.',
          ...about,
        },
      ];
    }),
};
