import { listingLinks } from '../listing-links.ts';
import type { LintRule } from '../rule.ts';

/** Links to pages that send readers on. */
export const redirectLinks: LintRule = {
  code: 'link-redirect',
  summary: 'A link leads to a redirect.',
  level: 'notice',
  asks: 'titles',
  find: (input) =>
    listingLinks(input).flatMap(({ target, ...about }) => {
      const state = input.facts.titles?.get(target);
      if (state?.kind !== 'redirect') return [];
      return [
        {
          message: `'${target}' is a redirect to '${state.to}'.`,
          hint: 'Readers get there; link to the page itself if the other name is a mistake.',
          ...about,
        },
      ];
    }),
};
