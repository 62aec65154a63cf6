/** What a config of the right shape may still get wrong: rules, each of which reports all it finds. */
import { extname } from 'node:path';
import type { WrittenConfig, WrittenListing } from './config.ts';
import { fieldRules } from './field-rules.ts';
import { problem, type RuleProblem, unknownName } from './problem.ts';

/** Checks all rules. */
export function checkRules(config: WrittenConfig): readonly RuleProblem[] {
  const wikis = Object.entries(config.wikis).flatMap(([name, wiki]) => apiProblems(name, wiki));
  const listings = Object.entries(config.listings).flatMap(([name, listing]) =>
    listingRules.flatMap((rule) =>
      rule(listing, config).map((problem) => ({
        ...problem,
        path: ['listings', name, ...problem.path],
      })),
    ),
  );
  return [...wikis, ...listings, ...samePages(config)];
}

/** A rule about one listing; its paths begin at the listing. */
type ListingRule = (listing: WrittenListing, config: WrittenConfig) => readonly RuleProblem[];

const dataExtensions = ['.yaml', '.yml', '.json', '.csv'];

const listingRules: readonly ListingRule[] = [
  function wikiIsThere(listing, config) {
    if (Object.hasOwn(config.wikis, listing.wiki)) return [];
    const names = Object.keys(config.wikis);
    return [unknownName('wiki', listing.wiki, { names, path: ['wiki'] })];
  },
  function keyIsField(listing) {
    if (Object.hasOwn(listing.fields, listing.key)) return [];
    const names = Object.keys(listing.fields);
    return [unknownName('key', listing.key, { names, path: ['key'] })];
  },
  function dataIsOfAKnownKind(listing) {
    if (dataExtensions.includes(extname(listing.data).toLowerCase())) return [];
    const message = `The data file '${listing.data}' is of no known kind.`;
    return [problem('data-kind', ['data'], message, `Known are ${dataExtensions.join(', ')}.`)];
  },
  function sectionFieldIsNoOther(listing) {
    const { section } = listing;
    if (section === undefined || !Object.hasOwn(listing.fields, section.field)) return [];
    const message = `The section's field '${section.field}' is the name of another field too.`;
    return [problem('section-field', ['section', 'field'], message, 'Give it a name of its own.')];
  },
  function headingsDiffer(listing) {
    const entries = Object.entries(listing.section?.headings ?? {});
    return entries.flatMap(([value, heading], index) => {
      const first = entries.slice(0, index).find(([, other]) => other === heading);
      if (first === undefined) return [];
      const message = `The heading '${heading}' already means '${first[0]}'.`;
      return [problem('heading-twice', ['section', 'headings', value], message)];
    });
  },
  (listing) => fieldRules(listing),
];

function apiProblems(name: string, wiki: WrittenConfig['wikis'][string]): readonly RuleProblem[] {
  if (!('api' in wiki)) return [];
  const { protocol, hostname, username, password } = new URL(wiki.api);
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  const problems: RuleProblem[] = [];
  if (protocol === 'http:' && !isLoopback) {
    const message = `The API of '${name}' is http, which would show the password to the network.`;
    problems.push(problem('api-not-https', ['wikis', name, 'api'], message, 'Use its https URL.'));
  }
  if (username !== '' || password !== '') {
    const message = `The API of '${name}' has a user name or password in its URL.`;
    const hint = 'Credentials come from the environment or .env only; change that password.';
    problems.push(problem('api-with-credentials', ['wikis', name, 'api'], message, hint));
  }
  if (!isLoopback && wiki.contact === undefined) {
    const message = `The wiki '${name}' has no contact for the user agent.`;
    const hint = 'Add contact: with an e-mail address or URL; wikis refuse bots without one.';
    problems.push(problem('contact-missing', ['wikis', name], message, hint));
  }
  return problems;
}

/** Two listings of one template on one page would each undo the other's records. */
function samePages(config: WrittenConfig): readonly RuleProblem[] {
  const seen = new Map<string, string>();
  const same = (text: string): string => text.replace(/[_\s]+/g, ' ').toLowerCase();
  return Object.entries(config.listings).flatMap(([name, { wiki, page, template }]) => {
    const id = `${wiki}:${same(page)}|${same(template)}`;
    const first = seen.get(id);
    seen.set(id, first ?? name);
    if (first === undefined) return [];
    const message = `The listings '${first}' and '${name}' have the same page and template.`;
    return [problem('page-twice', ['listings', name, 'page'], message)];
  });
}
