/** Template names and headings, as MediaWiki compares them. */
import type { SiteSettings } from './site.ts';

/**
 * The title that a call's name means, without namespace, or `undefined` if it is no page of the
 * template namespace: `{{:Page}}`, `{{Talk:X}}`, a name that is itself made by a call.
 *
 * Comments, entities, underscores, runs of spaces, a `#fragment` and the case of the first letter
 * do not count. See https://www.mediawiki.org/wiki/Manual:Title.php
 */
export function templateTitle(name: string, site: SiteSettings): string | undefined {
  const plain = normalizeTitle(decodeEntities(name.replace(/<!--[\s\S]*?-->/g, '')));
  if (plain === '' || /[{}[\]<>|\n]/.test(plain)) return undefined;
  if (plain.startsWith(':')) return undefined;
  const [, prefix, rest] = /^([^:]+?) ?: ?(.+)$/.exec(plain) ?? [];
  const known = site.templateNamespaces.map((namespace) => normalizeTitle(namespace).toLowerCase());
  const title =
    prefix !== undefined && rest !== undefined && known.includes(prefix.toLowerCase())
      ? rest
      : plain;
  return canonicalTitle(title, site);
}

/** A title's canonical form: spaces single, the first letter as the wiki has it. */
export function canonicalTitle(title: string, site: Pick<SiteSettings, 'caseSensitive'>): string {
  const plain = normalizeTitle(title);
  if (site.caseSensitive) return plain;
  const [first = ''] = plain;
  return first.toUpperCase() + plain.slice(first.length);
}

/** A heading as people read it: without comments, tags, quotes, calls and links' targets. */
export function headingText(wikitext: string): string {
  return wikitext
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\{\{[^{}]*\}\}/g, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1')
    .replace(/'{2,}/g, '')
    .normalize('NFC')
    .replace(/[\s_]+/gu, ' ')
    .trim();
}

/** Bidirectional marks are dropped and kinds of space folded, as MediaWiki's title parser does. */
function normalizeTitle(title: string): string {
  return title
    .replace(/#.*$/su, '')
    .replace(/[\u200E\u200F\u202A-\u202E]/gu, '')
    .normalize('NFC')
    .replace(/[\s_]+/gu, ' ')
    .trim();
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|quot|nbsp));/gi,
    (whole, dec, hex, name) => {
      if (name !== undefined) return { amp: '&', quot: '"', nbsp: '\u00A0' }[String(name)] ?? whole;
      const code = dec === undefined ? Number.parseInt(hex, 16) : Number.parseInt(dec, 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
