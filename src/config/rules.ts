/**
 * What a config of the right shape may still get wrong: rules, each of which reports all it finds.
 * They look at what is sound of a config, so that they report beside wrong shapes.
 */
import { standardSite } from '../core/wikitext/site.ts';
import { canonicalTitle, templateTitle } from '../core/wikitext/title.ts';
import { checkSettingRules } from './check-rules.ts';
import { fieldRules } from './field-rules.ts';
import { listingRules } from './listing-rules.ts';
import { titlesOf } from './page-rules.ts';
import { type Problem, problem } from './problem.ts';
import { type CronProblem, scheduleRules } from './schedule-rules.ts';
import type { SoundConfig, SoundListing } from './sound-config.ts';
import { isStateAddress, parseStateAddress } from './state-address.ts';
import { wikiRules } from './wiki-rules.ts';

/** Checks all rules; `cronProblem` as for `scheduleRules`. */
export function checkRules(
  config: SoundConfig,
  cronProblem: CronProblem | undefined,
): readonly Problem[] {
  return [...configRules.flatMap((rule) => rule(config)), ...scheduleRules(config, cronProblem)];
}

type ConfigRule = (config: SoundConfig) => readonly Problem[];

const configRules: readonly ConfigRule[] = [
  wikiRules,
  function stateIsAnAddressWithoutPassword({ state = '' }) {
    if (!isStateAddress(state)) return [];
    const address = parseStateAddress(state);
    if (typeof address === 'string') {
      const hint = 'Write it as postgres://user@host/database, and ?schema=… behind it if need be.';
      const message = `The address of the state's database cannot be used: ${address}.`;
      return [problem('state-address', ['state'], message, hint)];
    }
    if (!address.hasPassword) return [];
    const hint =
      'Set the whole address as WIKISYNC_STATE_URL, or PGPASSWORD; change that password.';
    const message = "The address of the state's database has a password in it.";
    return [problem('state-with-password', ['state'], message, hint)];
  },
  function listingsKeepTheirRules(config) {
    return soundListings(config).flatMap(([name, listing]) =>
      [...listingRules(listing, config), ...fieldRules(listing), ...checkSettingRules(listing)].map(
        (problem) => ({ ...problem, path: ['listings', name, ...problem.path] }),
      ),
    );
  },
  /** Two listings of one template on one page would each undo the other's records. */
  function recordsBelongToOneListing(config) {
    const owners = new Map<string, string>();
    return soundListings(config).flatMap(([name, listing]) => {
      const claims = claimsOf(listing);
      const rival = claims.flatMap((claim) => owners.get(claim) ?? [])[0];
      for (const claim of claims) if (!owners.has(claim)) owners.set(claim, name);
      if (rival === undefined || rival === name) return [];
      const message = `The listings '${rival}' and '${name}' have the same page and template.`;
      const hint = 'Put their fields into one listing.';
      const path = titlesOf(listing)[0]?.path ?? ['page'];
      return [problem('page-twice', ['listings', name, ...path], message, hint)];
    });
  },
];

function soundListings(config: SoundConfig): readonly (readonly [string, SoundListing])[] {
  return Object.entries(config.listings ?? {}).flatMap(([name, listing]) =>
    listing === undefined ? [] : [[name, listing] as const],
  );
}

/** Each wiki, page and template whose calls are the listing's records. */
function claimsOf(listing: SoundListing): readonly string[] {
  const { wiki } = listing;
  if (wiki === undefined) return [];
  const templates = templatesOf(listing);
  return titlesOf(listing).flatMap(({ title }) => {
    const page = canonicalTitle(title, standardSite);
    return templates.map((template) => JSON.stringify([wiki, page, template]));
  });
}

function templatesOf({ template, aliases = [] }: SoundListing): readonly string[] {
  const names = template === undefined ? aliases : [template, ...aliases];
  return names.flatMap((name) => templateTitle(name, standardSite) ?? []);
}
