/** A config as text, with comments for whoever goes on from it. */
import type { Proposal, ProposedField } from '../core/adopt/infer-listing.ts';

/** What a config is written from. */
export interface NewConfig {
  readonly listing: string;
  readonly wiki: {
    readonly name: string;
    /** Either an API, or a folder of pages relative to the config. */
    readonly at:
      | { readonly api: string; readonly contact: string | undefined }
      | { readonly folder: string; readonly extension: string };
  };
  readonly page: string;
  /** Relative to the config. */
  readonly dataFile: string;
  readonly template: string;
  readonly proposal: Proposal;
}

/** The config's text: YAML that `loadConfig` reads. */
export function configText(config: NewConfig): string {
  const { listing, wiki, page, dataFile, template, proposal } = config;
  const { key, fields, section, records, notes } = proposal;
  const lines = [
    '# yaml-language-server: $schema=wikisync.schema.json',
    '#',
    `# Made from ${comment(page)}: ${records} calls of ${comment(template)}.`,
    '# Paths are relative to this file. Unknown keys are errors.',
    '',
    'wikis:',
    `  ${scalar(wiki.name)}:`,
    ...wikiLines(wiki.at),
    '',
    'listings:',
    `  ${scalar(listing)}:`,
    `    wiki: ${scalar(wiki.name)}`,
    `    page: ${scalar(page)}`,
    `    data: ${scalar(dataFile)}`,
    `    template: ${scalar(template)} # its redirects are found out`,
    ...notes.map((note) => `    # ${comment(note)}.`),
    `    key: ${scalar(key)} # what identifies a record`,
    ...(section === undefined ? [] : sectionLines(section)),
    '    # owner: data or wiki says who decides about a field; by default both may change it.',
    '    fields:',
    ...fields.flatMap((field) => fieldLines(field, { key, records })),
    '    # Who may add and remove records: data, wiki, or both.',
    '    records: { owner: shared }',
    '    # What one run may not exceed unless it is allowed with --allow.',
    '    guards: { create: 50%, update: 30%, delete: 30%, size: 50%, from: 10 }',
    '',
  ];
  return lines.join('\n');
}

function wikiLines(at: NewConfig['wiki']['at']): readonly string[] {
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

function fieldLines(
  { name, parameter, type, options, filled, notes }: ProposedField,
  { key, records }: { readonly key: string; readonly records: number },
): readonly string[] {
  const { formats, values, separator } = options;
  const shownParameter = /^\d+$/.test(parameter) ? parameter : scalar(parameter);
  const parts = [
    `parameter: ${shownParameter}`,
    `type: ${type}`,
    ...(name === key ? ['required: true'] : []),
    ...(formats === undefined ? [] : [`formats: [${formats.map(scalar).join(', ')}]`]),
    ...(separator === undefined ? [] : [`separator: ${scalar(separator)}`]),
    ...(values === undefined ? [] : [`values: { ${valuesText(values)} }`]),
  ];
  const share = filled === records ? [] : [`in ${filled} of ${records}`];
  const remarks = [...share, ...notes].map(comment).join('; ');
  const line = `      ${scalar(name)}: { ${parts.join(', ')} }`;
  return [remarks === '' ? line : `${line} # ${remarks}`];
}

function valuesText(values: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(values)
    .map(([name, spellings]) => `${scalar(name)}: [${spellings.map(scalar).join(', ')}]`)
    .join(', ');
}

/** Plain where it can mean nothing else in YAML, in a flow mapping too; in JSON's quotes otherwise. */
function scalar(text: string): string {
  const isPlain = /^[A-Za-z][A-Za-z0-9]*(?:[ _./-][A-Za-z0-9]+)*$/.test(text);
  const isWord = /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return isPlain && !isWord ? text : JSON.stringify(text);
}

/** On its line, and nothing but words. */
function comment(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
