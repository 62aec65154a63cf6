/** Links to pages of the wiki in a text. */
import type { Span } from './page.ts';
import type { SiteSettings } from './site.ts';

/** A link, and what it leads to. */
export interface PageLink {
  /** The title as a wiki can be asked for it: without fragment, entities and colons before it. */
  readonly target: string;
  /** From its opening brackets to behind its target. */
  readonly span: Span;
}

/**
 * Finds them in the order of the text. Files and categories that are shown or set are none; nor is a
 * link to a section of the same page, to a subpage, or one whose target is made by a call.
 */
export function linksIn(text: string, site: SiteSettings): readonly PageLink[] {
  const acting = site.actingNamespaces.map((name) => name.toLowerCase());
  return [...withoutOpaque(text).matchAll(/\[\[([^[\]{}|<>\n]+)(?=\||\]\])/g)].flatMap(
    ({ 0: whole, 1: written = '', index }): readonly PageLink[] => {
      const target = titleOf(written);
      const [, namespace = ''] = /^([^:]+?)[ _]*:/.exec(target) ?? [];
      if (target === '' || acting.includes(namespace.toLowerCase())) return [];
      return [{ target, span: { start: index, end: index + whole.length } }];
    },
  );
}

function titleOf(written: string): string {
  const plain = decoded(written)
    .replace(/#.*$/s, '')
    .replace(/^[\s:_]+/, '')
    .trim();
  return /^\/|^\.\.?\/|:\/\//.test(plain) ? '' : plain;
}

function decoded(text: string): string {
  const plain = text.replace(/&(?:#(\d{1,7})|amp|quot|nbsp);/g, (whole, code) => {
    if (code !== undefined)
      return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole;
    return { '&amp;': '&', '&quot;': '"' }[String(whole)] ?? ' ';
  });
  try {
    return /%[\da-f]{2}/i.test(plain) ? decodeURIComponent(plain) : plain;
  } catch {
    return plain;
  }
}

/** Tags whose content is no wikitext. */
const opaque =
  'nowiki|pre|math|chem|ce|syntaxhighlight|source|templatedata|templatestyles|timeline|score|graph|hiero|inputbox|charinsert|mapframe|maplink|includeonly';

/** The text with blanks for comments and for what stands in such tags: offsets stay. */
function withoutOpaque(text: string): string {
  const opening = new RegExp(`<!--|<(${opaque})(?:\\s[^<>]*)?>`, 'gi');
  const unclosed = new Set<string>();
  let result = '';
  let at = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [mark, tag = ''] = match;
    if (mark.endsWith('/>') || unclosed.has(tag.toLowerCase())) continue;
    const end = endOf(text, opening.lastIndex, tag);
    if (end === undefined) {
      unclosed.add(tag.toLowerCase());
      continue;
    }
    result += text.slice(at, match.index) + text.slice(match.index, end).replace(/[^\n]/g, ' ');
    at = end;
    opening.lastIndex = end;
  }
  return result + text.slice(at);
}

/** Behind a comment or a tag's end; a comment that never ends takes all, and a tag nothing. */
function endOf(text: string, from: number, tag: string): number | undefined {
  if (tag === '') {
    const end = text.indexOf('-->', from);
    return end === -1 ? text.length : end + '-->'.length;
  }
  const closing = new RegExp(`</${tag}\\s*>`, 'gi');
  closing.lastIndex = from;
  return closing.exec(text) === null ? undefined : closing.lastIndex;
}
