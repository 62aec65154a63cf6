/** What stands in a text, if it can be trusted to be what MediaWiki sees there. */
import { isTooDeep } from './nesting.ts';
import { parseNodes, type Untrusted } from './parse.ts';
import type { ScanNode } from './scan/nodes.ts';
import { scanWikitext } from './scan/scan.ts';
import { type TagRules, tagRules } from './scan/tags.ts';
import type { SiteSettings } from './site.ts';

/**
 * Signs that MediaWiki or wikiparser-node may take for something else than they are: NUL, DEL, lone
 * carriage returns, line and paragraph separators, malformed comments. wikiparser-node judges them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const doubtful = /[\u0000\u007F\r\u2028\u2029]|<!---?>/;

/** Comments, extension tags, calls and headings of a text, in order. */
export function trustedNodes(text: string, site: SiteSettings): readonly ScanNode[] | Untrusted {
  if (isTooDeep(text)) return 'is nested too deeply';
  if (doubtful.test(text)) {
    const judged = parseNodes(text, site);
    if (typeof judged === 'string') return judged;
  }
  return scanWikitext(text, rulesOf(site));
}

const known = new WeakMap<SiteSettings, TagRules>();

function rulesOf(site: SiteSettings): TagRules {
  const rules = known.get(site) ?? tagRules(site.extensionTags);
  known.set(site, rules);
  return rules;
}
