/** From a page to a config: what `init` does before it writes anything. */
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { readCredentials } from '../../config/credentials.ts';
import type { WikiConfig } from '../../config/normalize.ts';
import { variablePrefix } from '../../config/variable-prefix.ts';
import type { NewListing } from '../../config/write-config.ts';
import { inferListing, type Proposal } from '../../core/adopt/infer-listing.ts';
import { asciiSlugOf } from '../../core/adopt/names.ts';
import type { AdoptionNote } from '../../core/adopt/seen.ts';
import { type Diagnostic, placesIn } from '../../core/diagnostic.ts';
import { withLineFeeds } from '../../core/wikitext/line-feeds.ts';
import type { ParsedPage } from '../../core/wikitext/page.ts';
import { parsePage } from '../../core/wikitext/parse-page.ts';
import type { TemplateData } from '../../core/wikitext/template-data.ts';
import { SyncError } from '../../errors.ts';
import { readText } from '../../files.ts';
import type { PageState, Wiki } from '../../wiki/wiki.ts';
import type { Host } from '../host.ts';
import { openWiki } from '../open-wiki.ts';
import { credentialSources } from '../wire.ts';
import { chooseTemplate } from './choose-template.ts';
import { type ConfigPlace, openConfigPlace, textWith } from './config-place.ts';
import type { Asker } from './questions.ts';
import { findSource, type Source } from './source.ts';

/** What is adopted, and what is said of it beforehand. */
export interface AdoptCall {
  readonly host: Host;
  readonly asker: Asker;
  /** An address, a file, or a title. */
  readonly target: string;
  /** Where the config goes, as the user says it. */
  readonly configPath: string;
  readonly api: string | undefined;
  readonly contact: string | undefined;
  readonly wiki: string | undefined;
  readonly template: string | undefined;
  /** The parameter that identifies a record. */
  readonly key: string | undefined;
  readonly name: string | undefined;
  /** A data file, or the kind of one. */
  readonly data: string | undefined;
}

/** A config for a page; nothing is written yet. */
export interface Adoption {
  readonly listing: string;
  /** Where the config goes, and its new text. */
  readonly place: ConfigPlace;
  readonly text: string;
  readonly proposal: Proposal;
  /** What a person should know. */
  readonly notes: readonly Diagnostic[];
}

/**
 * Reads the page, and proposes a config for it.
 *
 * @throws {SyncError} usage: nothing on the page is called repeatedly, or it is not said which
 * template is meant; and what reading throws
 */
export async function adoptPage(call: AdoptCall): Promise<Adoption> {
  const place = await openConfigPlace(call.host.cwd, call.configPath);
  const about = { ...call, configPath: place.path, known: place.config };
  const source = await findSource(about);
  const wiki = await openSource(call.host, source);
  try {
    const { state, template, page } = await readRecords(call, wiki, source.page).catch(
      (error: unknown) => Promise.reject(withVariables(error, source.wiki.name)),
    );
    const described = await wiki.readTemplateData(template);
    const proposal = await propose(call, { page, template, described });
    const { title } = state.revision;
    const listing: NewListing = {
      ...{ wiki: source.wiki.name, page: title, template, proposal },
      ...(await named(call, place, title)),
    };
    const known = source.added ?? {
      name: source.wiki.name,
      at: { folder: '.', extension: 'wiki' },
    };
    return {
      listing: listing.name,
      place,
      text: textWith(place, { wiki: source.added, listing, known }),
      proposal,
      notes: diagnosticsOf(proposal, placesIn(`${source.wiki.name}:${title}`, page.text)),
    };
  } finally {
    await wiki.close();
  }
}

async function openSource(host: Host, { wiki }: Source): Promise<Wiki> {
  return openWiki(wiki, {
    ...{ host, pages: 1, log: () => undefined },
    credentials: await credentialsOf(host, wiki),
  });
}

async function credentialsOf(host: Host, { kind, name }: WikiConfig) {
  if (kind === 'folder') return undefined;
  return readCredentials([name], await credentialSources(host)).byWiki.get(name);
}

/** A private wiki needs credentials whose names nobody can know yet. */
function withVariables(error: unknown, wiki: string): unknown {
  if (!(error instanceof SyncError) || error.code !== 'credentials-missing') return error;
  const prefix = variablePrefix(wiki);
  return new SyncError(
    'credentials-missing',
    `Only who is logged in may read the wiki '${wiki}'.`,
    {
      hint: `Set ${prefix}_USERNAME and ${prefix}_PASSWORD in the environment or in .env; --wiki gives it another name.`,
    },
  );
}

/** The page with the calls of its template, under whatever names the wiki knows for it. */
async function readRecords(
  call: AdoptCall,
  wiki: Wiki,
  page: string,
): Promise<{ readonly state: PageState; readonly template: string; readonly page: ParsedPage }> {
  const first = await wiki.readPage({ page, template: call.template ?? '' });
  const called = call.template ?? (await chooseTemplate(call.asker, first));
  const again =
    call.template === undefined ? await wiki.readPage({ page, template: called }) : first;
  const target = again.templateTarget;
  const template = target ?? called;
  const state = target === undefined ? again : await wiki.readPage({ page, template });
  const { text } = withLineFeeds(state.revision.text);
  const parsed = parsePage(text, { template, aliases: [] }, state.site);
  if (typeof parsed === 'string') {
    throw new SyncError('page-unusable', `The page '${state.revision.title}' ${parsed}.`);
  }
  if (parsed.calls.length > 0) return { state, template, page: parsed };
  throw new SyncError(
    'page-unusable',
    `'${state.revision.title}' has no call of '${template}' that is a record.`,
    { hint: 'Name another template with --template, or another page.' },
  );
}

async function propose(
  call: AdoptCall,
  about: {
    readonly page: ParsedPage;
    readonly template: string;
    readonly described: TemplateData | undefined;
  },
): Promise<Proposal> {
  const { asker, key } = call;
  const { page, described } = about;
  const first = inferListing(page, { described, key });
  if (first === undefined) {
    throw noKey(call, about);
  }
  if (key !== undefined || first.keys.length < 2) return first;
  const options = first.keys.map(({ parameter, distinct }) => ({
    value: parameter,
    shown: `${parameter} (${distinct} of ${page.calls.length} have one of their own)`,
  }));
  const chosen = await asker.choose('Which parameter identifies a record?', options);
  return inferListing(page, { described, key: chosen }) ?? first;
}

function noKey(
  { key }: AdoptCall,
  { page, template }: { readonly page: ParsedPage; readonly template: string },
): SyncError {
  if (key === undefined) {
    return new SyncError('page-unusable', `The calls of '${template}' have no values.`, {
      hint: 'A record needs one that identifies it: name another template with --template.',
    });
  }
  const names = page.calls.flatMap((each) => each.arguments.map(({ name }) => name));
  return new SyncError('usage', `No call of '${template}' has a '${key}' of its own.`, {
    hint: `The key is one of its parameters: ${[...new Set(names)].join(', ')}.`,
  });
}

/** The folder that a config's own folder stands in, or that it stands in itself. */
function besideConfig(path: string): string {
  const folder = dirname(path);
  return basename(folder) === 'config' ? dirname(folder) : folder;
}

async function named(
  { host, asker, name, data }: AdoptCall,
  { path, config }: ConfigPlace,
  title: string,
): Promise<Pick<NewListing, 'name' | 'dataFile'>> {
  const taken = new Set(config?.listings.map((listing) => listing.name));
  const fallback = asciiSlugOf(title, { fallback: 'list', taken });
  const isFit = (text: string) => /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(text) && !taken.has(text);
  const said = name ?? (await asker.say('What is the listing called?', { fallback, isFit }));
  const listing = said ?? fallback;
  if (!isFit(listing)) {
    throw new SyncError('usage', `A new listing cannot be called '${listing}'.`, {
      hint: 'Take letters, digits, - and _, and no name that the config has for another listing.',
    });
  }
  const isKind = /^(?:yaml|yml|json|csv)$/i.test(data ?? 'yaml');
  const file = isKind
    ? resolve(besideConfig(path), 'data', `${listing}.${data ?? 'yaml'}`)
    : resolve(host.cwd, data ?? '');
  if (!/\.(?:yaml|yml|json|csv)$/i.test(file)) {
    throw new SyncError('usage', `'${data}' is no data file.`, {
      hint: 'Give --data yaml, json or csv, or a file that ends so.',
    });
  }
  if ((await readText(file)) !== undefined) {
    const shown = relative(host.cwd, file);
    throw new SyncError(
      'usage',
      `There is a data file '${shown}' already, and it stays as it is.`,
      {
        hint: 'Name another with --data, or the listing with --name.',
      },
    );
  }
  return { name: listing, dataFile: relative(dirname(path), file).split(sep).join('/') };
}

/** What init took for granted, with its place where it has one. */
function diagnosticsOf(
  { notes, fields }: Proposal,
  placeAt: ReturnType<typeof placesIn>,
): readonly Diagnostic[] {
  const about = (note: AdoptionNote, subject = ''): Diagnostic => ({
    code: 'taken-for-granted',
    severity: 'notice',
    message: `${subject}${note.text}.`,
    ...(note.at === undefined ? {} : { place: placeAt(note.at) }),
  });
  return [
    ...notes.map((note) => about(note)),
    ...fields.flatMap((field) => field.notes.map((note) => about(note, `${field.parameter}: `))),
  ];
}
