/** wikiparser-node, which reads wikitext in its own way, is the judge of what our scan finds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/core/wikitext/page.ts';
import { parseNodes, type WikitextNode } from '../../../src/core/wikitext/parse.ts';
import { parsePage } from '../../../src/core/wikitext/parse-page.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { templateTitle } from '../../../src/core/wikitext/title.ts';
import { wikitextSoup } from '../../support/wikitext-soup.ts';

const count = 10 * Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

/** A call: where it begins, its source, and each argument's. */
type Call = readonly [start: number, source: string, ...args: readonly string[]];

function ours(text: string, template: string): readonly Call[] | string {
  const page = parsePage(text, { template, aliases: [] }, standardSite);
  if (typeof page === 'string') return page;
  return page.calls.map(
    (call): Call => [
      call.span.start,
      textOf(text, call.span),
      ...call.arguments.map(({ span }) => textOf(text, { start: span.start + 1, end: span.end })),
    ],
  );
}

function judged(text: string, template: string): readonly Call[] | string {
  const nodes = parseNodes(text, standardSite);
  if (typeof nodes === 'string') return nodes;
  const calls: Call[] = [];
  let at = 0;
  let isHidden = false;
  for (const node of nodes) {
    const source = String(node);
    const [name, ...parameters] = node.childNodes ?? [];
    const isCall =
      node.type === 'template' &&
      (node.modifier ?? '') === '' &&
      templateTitle(String(name), standardSite) === template;
    if (isCall && !isHidden) calls.push([at, source, ...parameters.map(argumentText)]);
    for (const tag of noincludeTags(node)) isHidden = !tag.startsWith('</');
    at += source.length;
  }
  return calls;
}

function argumentText(node: WikitextNode): string {
  const [name, value] = node.childNodes.map(String);
  return node.anon === true ? (value ?? '') : `${name}=${value}`;
}

function noincludeTags(node: WikitextNode): readonly string[] {
  const source = String(node);
  if (node.type === 'noinclude') return /^<\/?noinclude\b/i.test(source) ? [source] : [];
  return node.type === 'ext' ? [] : (node.childNodes ?? []).flatMap(noincludeTags);
}

/**
 * Where the judge is known to see something else than MediaWiki: braces without a partner, and a
 * comment or an `includeonly` that never ends in a line that begins with `=`.
 */
function isBeyondJudgement(text: string): boolean {
  const nodes = parseNodes(text, standardSite);
  if (typeof nodes === 'string') return true;
  const loose = nodes.filter(({ type }) => type === 'text' || type === 'heading').map(String);
  const last = nodes.at(-1);
  const isCut = last?.type === 'comment' || last?.type === 'include';
  return loose.some((part) => /\{\{|\}\}/.test(part)) || isCut;
}

function isWordOfMediaWiki(name: string): boolean {
  const nodes = parseNodes(`{{${name.trim()}}}`, standardSite);
  return typeof nodes === 'string' || nodes[0]?.type !== 'template';
}

describe('parsePage', () => {
  it(`finds the calls and arguments that wikiparser-node finds in ${count} generated pages`, () => {
    const differing: string[] = [];
    let beyond = 0;
    for (const text of fc.sample(wikitextSoup, { numRuns: count, seed: 20 })) {
      if (JSON.stringify(ours(text, 'Item')) === JSON.stringify(judged(text, 'Item'))) continue;
      if (isBeyondJudgement(text)) beyond += 1;
      else differing.push(JSON.stringify(text));
    }

    expect(differing.toSorted((a, b) => a.length - b.length).slice(0, 5)).toEqual([]);
    expect(beyond).toBeLessThan(count / 200);
  }, 300_000);

  const pages = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.wiki'))
    .map((file) => join('fixtures', file));

  it.each(pages)('finds the calls that wikiparser-node finds in %s', (file) => {
    const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
    const templates = [...text.matchAll(/\{\{\s*([^{}|\n#:<]+)/g)].map(([, name]) => name ?? '');
    for (const name of new Set(templates)) {
      // What a name means that is also a word of MediaWiki's own is not the preprocessor's affair.
      if (isWordOfMediaWiki(name)) continue;
      const title = templateTitle(name, standardSite) ?? name;
      expect(ours(text, title)).toEqual(judged(text, title));
    }
  });
});
