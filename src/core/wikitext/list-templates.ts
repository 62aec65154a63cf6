/** Which templates a page calls, and how often: one of them may make a list. */
import { parseNodes, type Untrusted, type WikitextNode } from './parse.ts';
import type { SiteSettings } from './site.ts';
import { templateTitle } from './title.ts';

/** A template that a page calls. */
export interface CalledTemplate {
  /** Canonical, without its namespace. */
  readonly name: string;
  /** Calls at the page's top level, where records stand. */
  readonly count: number;
  /** Arguments that any of these calls has. */
  readonly parameters: readonly string[];
}

/** Those with the most calls first; those that are called as often, in the page's order. */
export function listTemplates(
  text: string,
  site: SiteSettings,
): readonly CalledTemplate[] | Untrusted {
  const nodes = parseNodes(text, site);
  if (typeof nodes === 'string') return nodes;
  const found = new Map<string, Set<string>[]>();
  for (const node of nodes) {
    const name = calledBy(node, site);
    if (name === undefined) continue;
    found.set(name, [...(found.get(name) ?? []), parametersOf(node)]);
  }
  return [...found]
    .map(([name, calls]) => ({
      name,
      count: calls.length,
      parameters: [...new Set(calls.flatMap((call) => [...call]))],
    }))
    .toSorted((a, b) => b.count - a.count);
}

function calledBy(node: WikitextNode, site: SiteSettings): string | undefined {
  if (node.type !== 'template' || (node.modifier ?? '') !== '') return undefined;
  return templateTitle(String(node.childNodes[0] ?? ''), site);
}

function parametersOf({ childNodes }: WikitextNode): Set<string> {
  return new Set(childNodes.flatMap(({ type, name }) => (type === 'parameter' && name) || []));
}
