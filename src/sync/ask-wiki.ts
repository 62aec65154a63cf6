/** Asks the wiki what the rules of `check` need to know, and says what could not be asked. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { listingLinks } from '../core/lint/listing-links.ts';
import type { LintInput, WikiFacts } from '../core/lint/rule.ts';
import type { TitleState } from '../core/wikitext/title-state.ts';
import { SyncError } from '../errors.ts';
import type { ListingJob } from './job.ts';

/** What the wiki told. */
export interface Asked {
  readonly facts: WikiFacts;
  readonly diagnostics: readonly Diagnostic[];
}

const linkRules = ['link-dead', 'link-redirect'];
const templateRules = [
  'parameter-undocumented',
  'parameter-required',
  'parameter-deprecated',
  'value-unsuggested',
];

/** Asks about all links at once, and about the template; rules that are off need not be asked for. */
export async function askWiki(job: ListingJob, input: LintInput): Promise<Asked> {
  const titles = [...new Set(listingLinks(input).map(({ target }) => target))];
  const states = isOn(job, linkRules) && titles.length > 0 ? await titleStates(job, titles) : {};
  const told = isOn(job, templateRules) ? await templateOf(job) : {};
  const unknown = [...(states.value?.values() ?? [])].filter(({ kind }) => kind === 'unknown');
  return {
    facts: {
      ...(states.value === undefined ? {} : { titles: states.value }),
      ...(told.value === undefined ? {} : { template: told.value }),
    },
    diagnostics: [
      ...(states.problem ?? []),
      ...(told.problem ?? []),
      ...(unknown.length === 0 ? [] : [unknownTitles(unknown.length)]),
    ],
  };
}

function isOn({ check }: ListingJob, rules: readonly string[]): boolean {
  return rules.some((rule) => check.levels.get(rule) !== 'off');
}

interface Answer<T> {
  readonly value?: T | undefined;
  readonly problem?: readonly Diagnostic[];
}

async function titleStates(
  { wiki }: ListingJob,
  titles: readonly string[],
): Promise<Answer<ReadonlyMap<string, TitleState>>> {
  return answerTo('Links', () => wiki.readTitles(titles));
}

async function templateOf({
  wiki,
  schema,
}: ListingJob): Promise<Answer<NonNullable<WikiFacts['template']>>> {
  return answerTo('What TemplateData says', () => wiki.readTemplateData(schema.template));
}

/** What fails here takes nothing from the other findings. */
async function answerTo<T>(what: string, ask: () => Promise<T | undefined>): Promise<Answer<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return { problem: [notChecked(`${what} was not checked: ${error.message}`)] };
  }
}

function unknownTitles(count: number): Diagnostic {
  return notChecked(
    `${count} ${count === 1 ? 'link was' : 'links were'} not checked: the folder has no such pages, and need not have them.`,
    "If the folder holds all of the wiki's pages, say whole: true in the config.",
  );
}

/** Says what was not looked at: that nothing was found there means nothing. */
export function notChecked(
  message: string,
  hint = 'Check it again when the wiki can be asked.',
): Diagnostic {
  return { code: 'not-checked', severity: 'notice', message, hint };
}
