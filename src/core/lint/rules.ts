/** The registry of `check`'s rules. */
import { foundRules } from './found-rules.ts';
import type { LintRule } from './rule.ts';
import { deadLinks } from './rules/dead-links.ts';
import { impossibleDates } from './rules/impossible-dates.ts';
import { linkSchemes } from './rules/link-schemes.ts';
import { lookalikeKeys } from './rules/lookalike-keys.ts';
import { missingContacts } from './rules/missing-contacts.ts';
import { misspeltArguments } from './rules/misspelt-arguments.ts';
import { mixedLetters } from './rules/mixed-letters.ts';
import { nearMissChoices } from './rules/near-miss-choices.ts';
import { redirectLinks } from './rules/redirect-links.ts';
import { staleRecords } from './rules/stale-records.ts';
import {
  deprecatedParameters,
  requiredParameters,
  unknownParameters,
  unsuggestedValues,
} from './rules/template-data.ts';
import { unseenCharacters } from './rules/unseen-characters.ts';
import { wikitextErrors } from './rules/wikitext-errors.ts';

/** Every rule, in the order of the reference. */
export const lintRules: readonly LintRule[] = [
  ...foundRules,
  misspeltArguments,
  nearMissChoices,
  impossibleDates,
  staleRecords,
  missingContacts,
  lookalikeKeys,
  unseenCharacters,
  mixedLetters,
  linkSchemes,
  deadLinks,
  redirectLinks,
  unknownParameters,
  requiredParameters,
  deprecatedParameters,
  unsuggestedValues,
  wikitextErrors,
];

/** The rule of a code, if there is one. */
export function ruleOf(code: string): LintRule | undefined {
  return lintRules.find((rule) => rule.code === code);
}
