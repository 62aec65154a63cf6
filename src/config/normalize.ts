/** From the many spellings of a written config to the one that the program works with. */
import { dirname, resolve } from 'node:path';
import type { FieldOptions, FieldType } from '../core/fields/field-type.ts';
import { fieldTypeNamed } from '../core/fields/field-types.ts';
import type { CheckSettings } from '../core/lint/settings.ts';
import type { GuardLimits } from '../core/plan/guards.ts';
import { defaultMarker } from '../core/plan/sync-point.ts';
import type { FieldSchema, RecordSchema } from '../core/schema.ts';
import { checkSettings } from './check-settings.ts';
import type { WrittenConfig, WrittenField, WrittenListing, WrittenWiki } from './config.ts';
import { guardLimits } from './guard-limits.ts';
import { type HealthConfig, healthConfig } from './health-config.ts';
import { type LogConfig, logConfig } from './log-config.ts';
import { type MakerConfig, makerConfigs } from './makers.ts';
import { type PagesToFind, pageListings, sourceOf } from './page-listings.ts';
import { type ScheduleConfig, scheduleConfigs } from './schedules.ts';
import { shardKey } from './shard-key.ts';
import type { SoundField } from './sound-config.ts';
import { isStateAddress } from './state-address.ts';
import { takenValues } from './taken-values.ts';
import { type ConfigFile, inOrder } from './written-order.ts';

/** A wiki, normalized. */
export type WikiConfig =
  | {
      readonly kind: 'mediawiki';
      readonly name: string;
      readonly api: string;
      readonly contact: string | undefined;
      readonly stop: string | undefined;
      readonly bot: boolean;
      readonly minor: boolean;
      readonly private: boolean;
      /** Seconds. */
      readonly gap: number;
      readonly holds: readonly string[] | undefined;
      readonly messages: 'stop' | 'ignore';
      /** Seconds. */
      readonly settle: number;
      readonly proxy: string | undefined;
      /** By the names on the wiki. */
      readonly authors: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: 'folder';
      readonly name: string;
      /** Absolute. */
      readonly folder: string;
      /** Without its dot. */
      readonly extension: string;
      readonly whole: boolean;
    };

/** A listing, or one page of a listing, normalized. */
export interface ListingConfig {
  /** Of a listing of several pages, the one's: see `pageName`. */
  readonly name: string;
  /** As the config has it. */
  readonly listing: string;
  /** By which the data file, or its path, knows the page; absent if the listing has one page. */
  readonly value?: string;
  readonly tags: readonly string[];
  readonly wiki: string;
  readonly page: string;
  /** Absolute. */
  readonly dataPath: string;
  /** The same wherever the config is checked out, and of all listings of the data file. */
  readonly shardKey: string;
  readonly schema: RecordSchema;
  /** Absolute. */
  readonly layoutPath: string | undefined;
  readonly guards: GuardLimits;
  readonly check: CheckSettings;
  readonly summary: string;
  readonly marker: string;
}

/** A config, normalized; both in the written order. */
export interface Config {
  /** Absolute, or a database's address; `undefined` for the default in the working directory. */
  readonly statePath: string | undefined;
  readonly wikis: readonly WikiConfig[];
  readonly listings: readonly ListingConfig[];
  readonly pagesToFind: readonly PagesToFind[];
  /** Of all listings. */
  readonly makers: readonly MakerConfig[];
  /** Of the listings that are run by themselves. */
  readonly schedules: readonly ScheduleConfig[];
  readonly notify: NotifyConfig;
  readonly log: LogConfig;
  readonly health: HealthConfig;
}

/** Who is told when a run needs a person. */
export interface NotifyConfig {
  readonly webhook: boolean;
  readonly mail: { readonly from: string; readonly to: readonly string[] } | undefined;
  readonly on: readonly ('conflicts' | 'guards' | 'failures')[];
}

/** Normalizes a config that keeps the rules. */
export function normalizeConfig(written: WrittenConfig, file: ConfigFile): Config {
  const folder = dirname(resolve(file.path));
  const wikis = inOrder(written.wikis, file, ['wikis']);
  const listings = inOrder(written.listings, file, ['listings']);
  const pages = listings.flatMap(([name, listing]) =>
    listingConfigs(name, listing, { file, general: written.check }),
  );
  return {
    statePath: stateOf(written.state, folder),
    wikis: wikis.map(([name, wiki]) => wikiConfig(name, wiki, folder)),
    listings: pages.flatMap((one) => ('source' in one ? [] : [one])),
    pagesToFind: pages.flatMap((one) => ('source' in one ? [one] : [])),
    makers: listings.flatMap(([name, listing]) => makerConfigs(name, listing, file)),
    schedules: scheduleConfigs(written, file),
    notify: {
      webhook: written.notify?.webhook ?? false,
      mail: written.notify?.mail,
      on: written.notify?.on ?? ['conflicts', 'guards', 'failures'],
    },
    log: logConfig(written.log),
    health: healthConfig(written.health),
  };
}

/** One for each page of the listing, or one for all that are to be found. */
function listingConfigs(
  name: string,
  listing: WrittenListing,
  { file, general }: { readonly file: ConfigFile; readonly general: WrittenConfig['check'] },
): readonly (ListingConfig | PagesToFind)[] {
  const schema = recordSchema(name, listing, file);
  const folder = dirname(resolve(file.path));
  const common = {
    listing: name,
    schema,
    wiki: listing.wiki,
    tags: listing.tags ?? [],
    dataPath: resolve(folder, listing.data),
    shardKey: shardKey(listing, file),
    layoutPath: listing.layout === undefined ? undefined : resolve(folder, listing.layout),
    guards: guardLimits(listing.guards),
    check: checkSettings(general, listing.check, { schema, name, file }),
    summary: listing.summary ?? 'wikisync',
    marker: listing.marker ?? defaultMarker,
  };
  const { page = '', pages } = listing;
  if (pages === undefined) return [{ ...common, name, page }];
  const { field, owner = 'shared' } = pages;
  const takes = takenValues(pages.takes, file, name);
  const fieldOf = { owner, ...(takes === undefined ? {} : { takes }) };
  const config = { common, ...(field === undefined ? {} : { field: { name: field, ...fieldOf } }) };
  const source = sourceOf(listing);
  if (source !== undefined) return [{ ...config, name, source }];
  const path = ['listings', name, 'pages', 'titles'];
  const listed = (pages.list ?? []).map((title) => [title, title] as const);
  return pageListings(config, new Map([...inOrder(pages.titles ?? {}, file, path), ...listed]));
}

function stateOf(written: string | undefined, folder: string): string | undefined {
  if (written === undefined || isStateAddress(written)) return written;
  return resolve(folder, written);
}

function wikiConfig(name: string, wiki: WrittenWiki, folder: string): WikiConfig {
  if ('folder' in wiki) {
    const extension = (wiki.extension ?? 'wiki').replace(/^\./, '');
    const { whole = false } = wiki;
    return { kind: 'folder', name, folder: resolve(folder, wiki.folder), extension, whole };
  }
  const { bot = true, minor = true, gap = 10, messages = 'stop', settle = 150 } = wiki;
  const { api, contact, stop, holds, proxy, authors = {} } = wiki;
  return {
    kind: 'mediawiki',
    name,
    api,
    contact,
    stop,
    bot,
    minor,
    private: wiki.private ?? false,
    gap,
    holds,
    messages,
    settle,
    proxy,
    authors: new Map(Object.entries(authors)),
  };
}

function recordSchema(name: string, listing: WrittenListing, file: ConfigFile): RecordSchema {
  const path = ['listings', name];
  const { section } = listing;
  const fields = inOrder(listing.fields, file, [...path, 'fields']);
  return {
    template: listing.template.replace(/^template\s*:/i, '').trim(),
    aliases: listing.aliases ?? [],
    key: listing.key,
    fields: fields.map(([name, field]) => fieldSchema(name, field)),
    ...(section === undefined
      ? {}
      : {
          section: {
            field: section.field,
            owner: section.owner ?? 'shared',
            headings: new Map(inOrder(section.headings, file, [...path, 'section', 'headings'])),
          },
        }),
    recordOwner: listing.records?.owner ?? 'shared',
  };
}

function fieldSchema(name: string, field: WrittenField): FieldSchema {
  return {
    name,
    parameter: String(field.parameter),
    type: knownType(field.type),
    options: fieldOptions(field),
    owner: field.owner ?? 'shared',
    required: field.required ?? false,
    ...(field.merge === undefined ? {} : { merge: field.merge }),
  };
}

/** The options of a field's type, as the type takes them. */
export function fieldOptions(field: SoundField): FieldOptions {
  const { formats, values, separator } = field;
  const spellings = Object.entries(values ?? {}).map(([name, written]): [string, string[]] => [
    name,
    typeof written === 'string' ? [written] : written,
  ]);
  return {
    ...(formats === undefined ? {} : { formats }),
    ...(values === undefined ? {} : { values: Object.fromEntries(spellings) }),
    ...(separator === undefined ? {} : { separator }),
  };
}

function knownType(name: string): FieldType {
  const type = fieldTypeNamed(name);
  if (type === undefined) throw new Error(`A rule let the field type '${name}' pass.`);
  return type;
}
