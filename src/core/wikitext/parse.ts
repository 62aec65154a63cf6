/**
 * What wikiparser-node, which only this file uses, finds in wikitext. Pages are read by a scan of our
 * own, and this is its judge: in tests, and for texts with signs that are not what they seem.
 *
 * The parser is asked for MediaWiki's preprocessor level alone (comments, extension tags, calls,
 * headings), which it reads as MediaWiki does. Its own setters are never used, and what it cannot
 * give back unchanged is refused.
 */
import { wikiparser } from '../packages.ts';
import { isTooDeep } from './nesting.ts';
import type { SiteSettings } from './site.ts';

/** Why a text cannot be trusted to be read as MediaWiki reads it. */
export type Untrusted = 'is nested too deeply' | 'has characters that the parser changes';

/** What we use of the parser's tokens. */
export interface WikitextNode {
  readonly type: string;
  readonly childNodes: readonly WikitextNode[];
  /** A parameter's name, or its number. */
  readonly name?: string | undefined;
  /** `subst:` and its like. */
  readonly modifier?: string | undefined;
  /** Whether a parameter is positional. */
  readonly anon?: boolean | undefined;
  /** A heading's. */
  readonly level?: number | undefined;
  toString(): string;
}

/** The parser's level 2: calls and headings are found, tables and links are left as text. */
const preprocessorStage = 2;

/** Without what it says of its settings. */
function wikiParser(): ReturnType<typeof wikiparser> {
  const parser = wikiparser();
  parser.warning = false;
  return parser;
}

/** A text's tokens at the top level, which put together are the text. */
export function parseNodes(text: string, site: SiteSettings): readonly WikitextNode[] | Untrusted {
  if (isTooDeep(text)) return 'is nested too deeply';
  const Parser = wikiParser();
  const root: WikitextNode = Parser.parse(text, false, preprocessorStage, parserConfig(site));
  if (root.toString() !== text) return 'has characters that the parser changes';
  return root.childNodes;
}

type ParserConfig = ReturnType<ReturnType<typeof wikiparser>['getConfig']>;

const configs = new WeakMap<SiteSettings, ParserConfig>();

/** The parser's default, but for the wiki's own extension tags. */
function parserConfig(site: SiteSettings): ParserConfig {
  const known = configs.get(site);
  if (known !== undefined) return known;
  const config = { ...wikiParser().getConfig(), ext: [...site.extensionTags] };
  configs.set(site, config);
  return config;
}

/** Something in a text that the parser holds for a mistake. */
export interface WikitextFault {
  /** As the parser calls it: `no-duplicate`. */
  readonly rule: string;
  /** In English, without a full stop. */
  readonly message: string;
  /** In UTF-16 code units from 0. */
  readonly start: number;
  readonly end: number;
}

/** Warnings that are about what readers see broken; the others are about taste. */
const graveWarnings: readonly string[] = ['lonely-bracket', 'unclosed-comment'];

/**
 * The mistakes in a text. It takes time by the square of the text's length: for calls, not pages.
 */
export function wikitextFaults(text: string, site: SiteSettings): readonly WikitextFault[] {
  if (isTooDeep(text)) return [];
  return wikiParser()
    .parse(text, false, undefined, parserConfig(site))
    .lint()
    .filter(({ rule, severity }) => severity === 'error' || graveWarnings.includes(rule))
    .map(({ rule, message, startIndex, endIndex }) => {
      return { rule, message, start: startIndex, end: endIndex };
    });
}
