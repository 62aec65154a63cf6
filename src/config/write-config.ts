/** A config as text, with comments for whoever goes on from it. */
import type { ProposedField } from '../core/adopt/infer-fields.ts';
import type { Proposal } from '../core/adopt/infer-listing.ts';

/** A wiki as a config is to have it. */
export interface NewWiki {
  readonly name: string;
  /** Either an API, or a folder of pages relative to the config. */
  readonly at:
    | { readonly api: string; readonly contact: string | undefined }
    | { readonly folder: string; readonly extension: string };
}

/** What a listing is written from. */
export interface NewListing {
  readonly name: string;
  readonly wiki: string;
  readonly page: string;
  /** Relative to the config. */
  readonly dataFile: string;
  readonly template: string;
  readonly proposal: Proposal;
}

/** A whole config's text: YAML that `loadConfig` reads. */
export function configText(wiki: NewWiki, listing: NewListing): string {
  const lines = [
    '# yaml-language-server: $schema=wikisync.schema.json',
    '#',
    '# Paths are relative to this file. Unknown keys are errors.',
    '',
    'wikis:',
    ...wikiBlock(wiki),
    '',
    'listings:',
    ...listingBlock(listing),
    '',
  ];
  return lines.join('\n');
}

/** Lines of a wiki, indented by two spaces at least. */
export function wikiBlock({ name, at }: NewWiki): readonly string[] {
  return [`  ${scalar(name)}:`, ...wikiLines(at)];
}

/** Lines of a listing, indented by two spaces at least. */
export function listingBlock(listing: NewListing): readonly string[] {
  const { name, wiki, page, dataFile, template, proposal } = listing;
  const { key, fields, unused, section, records, notes } = proposal;
  return [
    `  # Made from ${comment(page)}: ${records} calls of ${comment(template)}.`,
    ...notes.map((note) => `  # ${comment(note.text)}.`),
    `  ${scalar(name)}:`,
    `    wiki: ${scalar(wiki)}`,
    `    page: ${scalar(page)}`,
    `    data: ${scalar(dataFile)}`,
    `    template: ${scalar(template)} # its redirects are found out`,
    `    key: ${scalar(key)} # what identifies a record`,
    ...(section === undefined ? [] : sectionLines(section)),
    '    # owner: data or wiki says who decides about a field; by default both may change it.',
    '    fields:',
    ...fields.map((field) => fieldLine(field, { key, records })),
    ...(unused.length === 0 ? [] : ['      # The template also takes:']),
    ...unused.map((field) => fieldLine(field, { key, records }).replace(/^ {6}/, '      # ')),
    '    # Who may add and remove records: data, wiki, or both.',
    '    records: { owner: shared }',
    '    # What one run may not exceed unless it is allowed with --allow.',
    '    guards: { create: 50%, update: 30%, delete: 30%, size: 50%, from: 10 }',
  ];
}

function wikiLines(at: NewWiki['at']): readonly string[] {
  if ('folder' in at) {
    return [
      '    # A folder of pages, one file each. A MediaWiki is given by its API instead:',
      '    # api: https://wiki.example.org/api.php',
      `    folder: ${scalar(at.folder)}`,
      ...(at.extension === 'wiki' ? [] : [`    extension: ${scalar(at.extension)}`]),
    ];
  }
  return [
    `    api: ${scalar(at.api)}`,
    ...(at.contact === undefined
      ? []
      : [`    contact: ${scalar(at.contact)} # for the user agent`]),
    '    # What writes there logs in with a bot password or an owner-only token, from the environment',
    '    # or .env: see .env.example.',
  ];
}

function sectionLines({ field, headings }: NonNullable<Proposal['section']>): readonly string[] {
  return [
    '    section: # the heading that a record stands under',
    `      field: ${scalar(field)}`,
    '      headings:',
    ...[...headings].map(([value, heading]) => `        ${scalar(value)}: ${scalar(heading)}`),
  ];
}

function fieldLine(
  field: ProposedField,
  { key, records }: { readonly key: string; readonly records: number },
): string {
  const { name, parameter, type, options, required, label, filled, notes } = field;
  const { formats, values, separator } = options;
  const shownParameter = /^[1-9]\d{0,5}$/.test(parameter) ? parameter : scalar(parameter);
  const parts = [
    `parameter: ${shownParameter}`,
    `type: ${type}`,
    ...(name === key || required ? ['required: true'] : []),
    ...(formats === undefined ? [] : [`formats: [${formats.map(scalar).join(', ')}]`]),
    ...(separator === undefined ? [] : [`separator: ${scalar(separator)}`]),
    ...(values === undefined ? [] : [`values: { ${valuesText(values)} }`]),
  ];
  const share = filled === records || filled === 0 ? [] : [`in ${filled} of ${records}`];
  const texts = [
    ...(label === undefined ? [] : [label]),
    ...share,
    ...notes.map(({ text }) => text),
  ];
  const remarks = texts.map(comment).join('; ');
  const line = `      ${scalar(name)}: { ${parts.join(', ')} }`;
  return remarks === '' ? line : `${line} # ${remarks}`;
}

function valuesText(values: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(values)
    .map(([name, spellings]) => `${scalar(name)}: [${spellings.map(scalar).join(', ')}]`)
    .join(', ');
}

/** Plain where it can mean nothing else in YAML, in a flow mapping too; in JSON's quotes otherwise. */
function scalar(text: string): string {
  const isPlain = /^(?:\.\.\/)*[A-Za-z][A-Za-z0-9]*(?:[ _./-][A-Za-z0-9]+)*$/.test(text);
  const isWord = /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return isPlain && !isWord ? text : JSON.stringify(text);
}

/** On its line, and nothing but words. */
function comment(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
