/** A listing added to a config that is there: what people wrote stays, byte for byte. */
import type { YAMLMap } from 'yaml';
import { yamlPackage } from '../core/packages.ts';
import { listingBlock, type NewListing, type NewWiki, wikiBlock } from './write-config.ts';

/**
 * Adds a listing, and its wiki if it is a new one, behind the last ones.
 *
 * @returns `undefined` if the config is written in a form that nothing can be added to safely, such as
 * `listings: {}`
 */
export function addToConfig(
  text: string,
  { wiki, listing }: { readonly wiki: NewWiki | undefined; readonly listing: NewListing },
): string | undefined {
  const parts = [
    { key: 'listings', lines: listingBlock(listing) },
    ...(wiki === undefined ? [] : [{ key: 'wikis', lines: wikiBlock(wiki) }]),
  ];
  const inserts = parts.map(({ key, lines }) => insertOf(text, key, lines));
  if (inserts.some((insert) => insert === undefined)) return undefined;
  const after = inserts
    .flatMap((insert) => insert ?? [])
    .toSorted((a, b) => b.at - a.at)
    .reduce((made, insert) => made.slice(0, insert.at) + insert.text + made.slice(insert.at), text);
  return isSameBut(text, after, { listings: listing.name, wikis: wiki?.name }) ? after : undefined;
}

function insertOf(
  text: string,
  key: string,
  lines: readonly string[],
): { readonly at: number; readonly text: string } | undefined {
  const map = yamlPackage().parseDocument(text).get(key, true);
  if (!yamlPackage().isMap(map) || map.flow === true || map.items.length === 0) return undefined;
  const indent = indentOf(text, map);
  const end = endOf(map);
  if (indent === undefined || end === undefined) return undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const isNewLine = text[end - 1] === '\n';
  const lineEnd = text.indexOf('\n', end);
  const at = isNewLine ? end : lineEnd === -1 ? text.length : lineEnd + 1;
  const before = text[at - 1] === '\n' ? '' : newline;
  const block = lines.map((line) => `${indent}${line.slice(2)}${newline}`).join('');
  return { at, text: before + block };
}

/** The white space before the mapping's keys. */
function indentOf(text: string, map: YAMLMap): string | undefined {
  const [first] = map.items;
  const start = rangeOf(first?.key)?.[0];
  if (start === undefined) return undefined;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^ +$/.test(indent) ? indent : undefined;
}

/** Behind the last value of the mapping, wherever it is nested. */
function endOf(node: unknown): number | undefined {
  if (yamlPackage().isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return endOf(last?.value) ?? rangeOf(last?.key)?.[1];
  }
  return rangeOf(node)?.[1];
}

function rangeOf(node: unknown): readonly number[] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) ? node.range : undefined;
}

/** Whether the texts say the same, but for what was added. */
function isSameBut(
  before: string,
  after: string,
  added: Readonly<Record<string, string | undefined>>,
): boolean {
  const document = yamlPackage().parseDocument(after);
  if (document.errors.length > 0) return false;
  for (const [key, name] of Object.entries(added)) {
    if (name !== undefined && !document.deleteIn([key, name])) return false;
  }
  return (
    JSON.stringify(document.toJS()) === JSON.stringify(yamlPackage().parseDocument(before).toJS())
  );
}
