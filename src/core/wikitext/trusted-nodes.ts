/** What stands in a text, if it can be trusted to be what MediaWiki sees there. */
import { parseNodes, type Untrusted } from './parse.ts';
import type { ScanNode } from './scan/nodes.ts';
import { scanWikitext } from './scan/scan.ts';
import { type TagRules, tagRules } from './scan/tags.ts';
import type { SiteSettings } from './site.ts';

/** `{{` and `[[` nested deeper than this are refused: nobody writes that by hand. */
const maxDepth = 200;

/**
 * Signs that MediaWiki or wikiparser-node may take for something else than they are: NUL, DEL, lone
 * carriage returns, line and paragraph separators, malformed comments. wikiparser-node judges them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const doubtful = /[\u0000\u007F\r\u2028\u2029]|<!---?>/;

/** Comments, extension tags, calls and headings of a text, in order. */
export function trustedNodes(text: string, site: SiteSettings): readonly ScanNode[] | Untrusted {
  if (isDeeperThan(maxDepth, text)) return 'is nested too deeply';
  if (doubtful.test(text)) {
    const judged = parseNodes(text, site);
    if (typeof judged === 'string') return judged;
  }
  return scanWikitext(text, rulesOf(site));
}

/**
 * Whether `{{` and `[[` are nested deeper. Ones that never end count too: each of them keeps what
 * follows from being read.
 */
function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== open[0] && code !== open[1] && code !== close[0] && code !== close[1]) continue;
    if (text.charCodeAt(at + 1) !== code) continue;
    at += 1;
    if (code === open[0] || code === open[1]) depth += 1;
    else depth = Math.max(0, depth - 1);
    if (depth > limit) return true;
  }
  return false;
}

const open = ['{'.charCodeAt(0), '['.charCodeAt(0)] as const;
const close = ['}'.charCodeAt(0), ']'.charCodeAt(0)] as const;

const known = new WeakMap<SiteSettings, TagRules>();

function rulesOf(site: SiteSettings): TagRules {
  const rules = known.get(site) ?? tagRules(site.extensionTags);
  known.set(site, rules);
  return rules;
}
