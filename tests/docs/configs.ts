/** Configs of the documentation, and parts of configs: read by the loader of the program itself. */
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { parseConfig } from '../../src/config/load.ts';
import { printable } from '../../src/report/printable.ts';
import type { Workplace } from '../support/command-line.ts';

/** What a part of a config may be a part of: `yaml config`, `yaml wiki`, `yaml listing`. */
export const configKinds = ['config', 'wiki', 'listing'] as const;

type ConfigKind = (typeof configKinds)[number];

type Mapping = Readonly<Record<string, unknown>>;

const path = 'config/wikisync.yaml';

/**
 * A config that the text is, or that has the text in its place: of the whole, of the first wiki or
 * of the first listing of the scene's config.
 *
 * @throws where the loader has anything to say about it
 */
export function completeConfig(kind: ConfigKind, text: string, place: Workplace): string {
  const part: unknown = parse(text);
  if (!isMapping(part)) throw new Error('this is no mapping');
  const isWhole = kind === 'config' && 'wikis' in part && 'listings' in part;
  const config = isWhole ? text : stringify(within(kind, part, parse(place.read(path))));
  const file = { path: join(place.folder, path), shownPath: path };
  const problems = parseConfig(config, file).diagnostics.map(
    ({ message, place: at }) => `line ${at?.line}: ${printable(message)}`,
  );
  if (problems.length > 0) throw new Error(`the config is refused:\n${problems.join('\n')}`);
  return config;
}

function within(kind: ConfigKind, part: Mapping, config: unknown): Mapping {
  if (!isMapping(config)) throw new Error('the scene has no config');
  if (kind === 'config') return merged(config, part);
  const key = kind === 'wiki' ? 'wikis' : 'listings';
  const all = config[key];
  const [first, before] = Object.entries(isMapping(all) ? all : {})[0] ?? [];
  if (first === undefined || !isMapping(before)) throw new Error(`the scene has no ${kind}`);
  const { folder, ...others } = before;
  const kept = 'api' in part || folder === undefined ? others : before;
  return merged(config, { [key]: { [first]: merged(kept, part) } });
}

function merged(before: Mapping, part: Mapping): Mapping {
  const entries = Object.entries(part).map(([key, value]) => {
    const old = before[key];
    return [key, isMapping(old) && isMapping(value) ? merged(old, value) : value];
  });
  return { ...before, ...Object.fromEntries(entries) };
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
