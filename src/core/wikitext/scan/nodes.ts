/** What a scan finds in wikitext, as spans; plain text is what lies between. */
import type { Span } from '../page.ts';

/** One thing that is more than text. */
export type ScanNode = OpaqueNode | BracedNode | HeadingNode;

/** What MediaWiki does not look into. */
export interface OpaqueNode extends Span {
  /**
   * A comment; an extension tag with all that is in it; `includeonly` with all that is in it, which
   * the page itself does not show; or one tag, opening or closing, of `noinclude` and `onlyinclude`.
   */
  readonly type: 'comment' | 'extension' | 'includeonly' | 'inclusion-tag';
  /** An extension tag's name, in lower case. */
  readonly name?: string;
}

/** `{{…}}`, or `{{{…}}}`. */
export interface BracedNode extends Span {
  readonly type: 'call' | 'parameter';
  /** Between its bars; the first is its name. */
  readonly parts: readonly ScanPart[];
}

/** A heading with its line, up to the line feed. Only one at the top level is a heading of the page. */
export interface HeadingNode extends Span {
  readonly type: 'heading';
  /** 1 to 6. */
  readonly level: number;
  /** Between the equals signs. */
  readonly inner: Span;
  readonly nodes: readonly ScanNode[];
}

/** What stands between two bars of a call. */
export interface ScanPart extends Span {
  readonly nodes: readonly ScanNode[];
  /** Its first equals sign, which ends a name; absent in a positional argument, and in a call's name. */
  readonly equals?: number;
}

/** Text that is nothing more. */
export interface TextNode extends Span {
  readonly type: 'text';
}

/** A stretch of text with the nodes in it, headings taken for the text that they are made of. */
export function flatten(
  span: Span,
  nodes: readonly ScanNode[],
): readonly (TextNode | OpaqueNode | BracedNode)[] {
  const flat: (TextNode | OpaqueNode | BracedNode)[] = [];
  let at = span.start;
  for (const node of dissolved(nodes)) {
    if (node.end <= span.start || node.start >= span.end) continue;
    if (node.start > at) flat.push({ type: 'text', start: at, end: node.start });
    flat.push(node);
    at = node.end;
  }
  if (at < span.end) flat.push({ type: 'text', start: at, end: span.end });
  return flat;
}

function dissolved(nodes: readonly ScanNode[]): readonly (OpaqueNode | BracedNode)[] {
  if (!nodes.some(isHeading)) return nodes.filter((node) => !isHeading(node));
  return nodes.flatMap((node) => (isHeading(node) ? dissolved(node.nodes) : [node]));
}

function isHeading(node: ScanNode): node is HeadingNode {
  return node.type === 'heading';
}

/** The nodes directly inside a node. */
export function childrenOf(node: ScanNode | TextNode): readonly ScanNode[] {
  if (node.type === 'heading') return node.nodes;
  if (node.type === 'call' || node.type === 'parameter') {
    return node.parts.flatMap((part) => part.nodes);
  }
  return [];
}
