/** From what stands on a page to its records' calls and its headings. */
import type { Heading, ParsedPage, PassedOverCall, TemplateCall } from './page.ts';
import type { Untrusted } from './parse.ts';
import { isSubstituted, nameOf, toCall } from './parse-call.ts';
import { type BracedNode, childrenOf, type HeadingNode, type ScanNode } from './scan/nodes.ts';
import type { SiteSettings } from './site.ts';
import { canonicalTitle, headingText, templateTitle } from './title.ts';
import { trustedNodes } from './trusted-nodes.ts';

/** The names by which a page may call the listing's template. */
export interface TemplateNames {
  readonly template: string;
  readonly aliases: readonly string[];
}

/** Reads a page's calls of one template, and its headings. */
export function parsePage(
  text: string,
  names: TemplateNames,
  site: SiteSettings,
): ParsedPage | Untrusted {
  const nodes = trustedNodes(text, site);
  if (typeof nodes === 'string') return nodes;
  const isWanted = wantedNames(names, site);
  const calls: TemplateCall[] = [];
  const passedOver: PassedOverCall[] = [];
  const headings: Heading[] = [];
  let isHidden = false;
  for (const node of nodes) {
    const verdict = judge(node, { text, isWanted, isHidden });
    if (verdict?.kind === 'record') calls.push(toCall(verdict.call, text));
    else if (verdict !== undefined) passedOver.push({ start: node.start, reason: verdict.reason });
    if (node.type === 'heading') headings.push(toHeading(node, text));
    for (const tag of noincludeTags(node, text)) isHidden = !tag.startsWith('</');
  }
  const unclosed = unclosedCalls(text, nodes, isWanted);
  return { text, calls, headings, passedOver, unclosed };
}

type IsWanted = (name: string) => boolean;

/** Whether a call's name, as it is written, is one of the template's. */
function wantedNames({ template, aliases }: TemplateNames, site: SiteSettings): IsWanted {
  const wanted = new Set(
    [template, ...aliases, ...site.templateRedirects].map((name) => canonicalTitle(name, site)),
  );
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name) ?? wanted.has(templateTitle(name, site) ?? '');
    known.set(name, found);
    return found;
  };
}

interface Surroundings {
  readonly text: string;
  readonly isWanted: IsWanted;
  /** Whether it stands between `<noinclude>` and its end. */
  readonly isHidden: boolean;
}

type Verdict =
  | { readonly kind: 'record'; readonly call: BracedNode }
  | { readonly kind: 'passed over'; readonly reason: PassedOverCall['reason'] };

/** Whether it is a record, or why a call of the template in it is none; `undefined` without one. */
function judge(node: ScanNode, around: Surroundings): Verdict | undefined {
  const { text, isWanted, isHidden } = around;
  const passedOver = (reason: PassedOverCall['reason']) =>
    ({ kind: 'passed over', reason }) as const;
  if (isCallOf(node, text, isWanted)) {
    if (isHidden) return passedOver('in a noinclude region');
    return isSubstituted(node, text) ? passedOver('substituted') : { kind: 'record', call: node };
  }
  if (!containsCall(node, text, isWanted)) return undefined;
  return passedOver(node.type === 'heading' ? 'in a heading' : 'inside another call');
}

function isCallOf(node: ScanNode, text: string, isWanted: IsWanted): node is BracedNode {
  return node.type === 'call' && isWanted(nameOf(node, text));
}

function containsCall(node: ScanNode, text: string, isWanted: IsWanted): boolean {
  return childrenOf(node).some(
    (child) => isCallOf(child, text, isWanted) || containsCall(child, text, isWanted),
  );
}

/** Wherever they stand: MediaWiki does not ask whether they are balanced with what is around them. */
function noincludeTags(node: ScanNode, text: string): readonly string[] {
  if (node.type !== 'inclusion-tag') {
    return childrenOf(node).flatMap((child) => noincludeTags(child, text));
  }
  const tag = text.slice(node.start, node.end);
  return /^<\/?noinclude\b/i.test(tag) ? [tag] : [];
}

/** Where plain text opens a call of the template: it would be none if it ended. */
function unclosedCalls(
  text: string,
  nodes: readonly ScanNode[],
  isWanted: IsWanted,
): readonly number[] {
  const found: number[] = [];
  let at = 0;
  for (const { start, end } of [...nodes, { start: text.length, end: text.length }]) {
    for (const match of text.slice(at, start).matchAll(/\{\{([^{}|[\]<>]+?)(?=\||$|\n)/g)) {
      if (isWanted(match[1] ?? '')) found.push(at + match.index);
    }
    at = end;
  }
  return found;
}

function toHeading({ start, end, level, inner }: HeadingNode, text: string): Heading {
  return {
    span: { start, end: start + text.slice(start, end).trimEnd().length },
    level,
    text: headingText(text.slice(inner.start, inner.end)),
  };
}
