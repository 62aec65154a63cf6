/** Titles of pages that are made from records, safe on any MediaWiki. */
import type { ListingRecord } from '../record.ts';
import { type FieldValue, isList } from '../value.ts';

/** What a pattern is: `Projects/<title>`. */
const fieldIn = /<([^<>]+)>/g;

/** The fields that a pattern names. */
export function fieldsOfPattern(pattern: string): readonly string[] {
  return [...pattern.matchAll(fieldIn)].map(([, name = '']) => name);
}

/** A title, or why there is none, as a clause. */
export type MadeTitle = { readonly title: string } | { readonly problem: string };

/**
 * The title of a record's page. What no title can have becomes something like it, or a hyphen; a value
 * adds no level of its own, and no namespace; and a title that is too long is cut.
 *
 * See https://www.mediawiki.org/wiki/Manual:Page_title
 */
export function madeTitle(pattern: string, record: ListingRecord): MadeTitle {
  const missing = fieldsOfPattern(pattern).find((name) => plain(record.values.get(name)) === '');
  if (missing !== undefined) return { problem: `has no ${missing} to be named after` };
  const filled = pattern.replace(fieldIn, (_, name: string, offset: number) => {
    const value = plain(record.values.get(name));
    return offset === 0 ? value.replace(/:/g, '-').replace(/^-+/, '') : value;
  });
  const title = cut(filled.replace(/ +/g, ' ').trim());
  if (title.split('/').some((level) => /^\.{0,2}$/.test(level.trim()))) {
    return { problem: `would be named '${title}', which cannot be a title` };
  }
  return { title };
}

/** A value as part of a title. */
function plain(value: FieldValue | undefined): string {
  return textOf(value)
    .normalize('NFC')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/[\u200E\u200F\u202A-\u202E\uFFFD]|[\p{Cc}\p{Cs}]/gu, (sign) =>
      /[\t\n\r]/.test(sign) ? ' ' : '',
    )
    .replace(/[[{]/g, '(')
    .replace(/[\]}]/g, ')')
    .replace(/[#<>|/]|%(?=[0-9A-Fa-f]{2})|&(?=[#\p{L}\p{N}]+;)/gu, '-')
    .replace(/~{3,}/g, '-')
    .replace(/[\s_]+/gu, ' ')
    .trim();
}

function textOf(value: FieldValue | undefined): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map(textOf).join(', ');
  if (typeof value !== 'object') return String(value);
  const { label, target, name, url } = value;
  return textOf(label ?? target ?? name ?? url);
}

/** Bytes of UTF-8 that a title may have. */
const longest = 255;

function cut(title: string): string {
  if (Buffer.byteLength(title, 'utf8') <= longest) return title;
  let short = '';
  for (const { segment } of new Intl.Segmenter('en').segment(title)) {
    if (Buffer.byteLength(`${short}${segment}…`, 'utf8') > longest) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
