/** Rules about a listing, except about its fields. */
import { extname } from 'node:path';
import { recordKey } from '../core/record.ts';
import { standardSite } from '../core/wikitext/site.ts';
import { headingText, templateTitle } from '../core/wikitext/title.ts';
import { pageRules } from './page-rules.ts';
import { type Problem, problem, unfitName, unknownName } from './problem.ts';
import type { SoundConfig, SoundListing } from './sound-config.ts';

/** Checks a listing; paths begin at it. */
export function listingRules(listing: SoundListing, config: SoundConfig): readonly Problem[] {
  return rules.flatMap((rule) => rule(listing, config));
}

/** A rule about one listing; its paths begin there. */
export type ListingRule = (listing: SoundListing, config: SoundConfig) => readonly Problem[];

const dataExtensions = ['.yaml', '.yml', '.json', '.csv'];

const rules: readonly ListingRule[] = [
  function wikiIsThere({ wiki }, { wikis }) {
    if (wiki === undefined || wikis === undefined || Object.hasOwn(wikis, wiki)) return [];
    return [unknownName('wiki-unknown', wiki, { names: Object.keys(wikis), path: ['wiki'] })];
  },
  function keyIsField({ key, fields }) {
    if (key === undefined || fields === undefined || Object.hasOwn(fields, key)) return [];
    return [unknownName('key-unknown', key, { names: Object.keys(fields), path: ['key'] })];
  },
  function dataIsOfKnownKind({ data }) {
    if (data === undefined || dataExtensions.includes(extname(data).toLowerCase())) return [];
    const message = `The data file '${data}' is of no known kind.`;
    return [problem('data-kind', ['data'], message, `Known are ${dataExtensions.join(', ')}.`)];
  },
  ...pageRules,
  function templatesCanBeTitles({ template, aliases = [] }) {
    const names = [
      ...(template === undefined ? [] : [{ name: template, path: ['template'] }]),
      ...aliases.map((name, index) => ({ name, path: ['aliases', index] })),
    ];
    return names.flatMap(({ name, path }) => {
      if (isTemplate(name)) return [];
      const hint = 'Give what stands behind {{ in a call, such as project.';
      return [problem('template-impossible', path, `'${name}' cannot be a template.`, hint)];
    });
  },
  function sectionFieldIsNoOther({ section, fields = {} }) {
    if (section?.field === undefined || !Object.hasOwn(fields, section.field)) return [];
    const message = `The section's field '${section.field}' is the name of another field too.`;
    return [problem('section-field', ['section', 'field'], message, 'Give it a name of its own.')];
  },
  function headingsDiffer({ section }) {
    const entries = Object.entries(section?.headings ?? {});
    return entries.flatMap(([value, heading], index) => {
      const path = ['section', 'headings', value];
      const same = entries
        .slice(0, index)
        .find(([, other]) => headingText(other) === headingText(heading));
      if (same === undefined) return [];
      const message = `The heading '${heading}' already means '${same[0]}'.`;
      return [problem('heading-twice', path, message, 'Give each value a heading of its own.')];
    });
  },
  function headingsAreTexts({ section }) {
    const entries = Object.entries(section?.headings ?? {});
    return entries.flatMap(([value, heading]) => {
      if (!/^=.*=$/.test(heading) && headingText(heading) !== '') return [];
      const message = `'${heading}' cannot be a heading's text.`;
      const hint = 'Give the text alone, without the equals signs around it.';
      return [problem('heading-impossible', ['section', 'headings', value], message, hint)];
    });
  },
  function canariesAreKeys(listing) {
    const all = canaryList(listing).map((canary) => ({ ...canary, key: recordKey(canary.name) }));
    return all.flatMap(({ name, path, key }, index) => {
      if (key === '') {
        const message = `'${name}' cannot be the key of a record.`;
        return [problem('canary-impossible', path, message, "Give a record's key.")];
      }
      const same = all.slice(0, index).find((other) => other.key === key);
      if (same === undefined) return [];
      const message = `The canary '${name}' is the same record as '${same.name}'.`;
      return [problem('canary-twice', path, message, 'Name each record once.')];
    });
  },
  function sectionNamesAreFit({ section }) {
    const values = Object.keys(section?.headings ?? {});
    return [
      ...(section?.field === undefined ? [] : unfitName(section.field, ['section', 'field'])),
      ...values.flatMap((value) =>
        unfitName(value, ['section', 'headings', value]).map(
          (unfit): Problem => ({ ...unfit, at: 'key' }),
        ),
      ),
    ];
  },
];

function canaryList(listing: SoundListing): readonly { name: string; path: Problem['path'] }[] {
  const canary = listing.guards?.canary ?? [];
  if (typeof canary === 'string') return [{ name: canary, path: ['guards', 'canary'] }];
  return canary.map((name, index) => ({ name, path: ['guards', 'canary', index] }));
}

function isTemplate(name: string): boolean {
  const title = templateTitle(name, standardSite);
  // The namespace alone is no template, and a fragment leads to the same one as without.
  return title !== undefined && !/#|^template\s*:$/i.test(name);
}
