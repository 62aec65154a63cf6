/**
 * What may be written into an argument.
 *
 * A value must neither leave its argument nor change at saving, when MediaWiki transforms the text
 * (signatures, `subst:`, the pipe trick, Unicode's normal form). Bars and a positional argument's
 * `=` are escaped; all else that is unsafe is refused, in a table of reasons. Whether the call that
 * results is the one that was meant is proved by parsing it: see `writeCall`.
 */
import type { Markup } from '../fields/field-type.ts';
import { textOf } from './page.ts';
import { childrenOf, flatten, type ScanNode, type TextNode } from './scan/nodes.ts';
import type { SiteSettings } from './site.ts';
import { trustedNodes } from './trusted-nodes.ts';

/** How and where a value is to be written. */
export interface ArgumentContext {
  /** Without `name=`: an `=` would make a name of what is before it. */
  readonly positional: boolean;
  /** The text that stands there now: what it has already, a new text may have too. */
  readonly previous: string | undefined;
  /** What the field's type may bring that was not there. */
  readonly markup: readonly Markup[];
  readonly site: SiteSettings;
}

/** Wikitext that stands for the value, or why it is refused: a clause after "it ". */
export type Escaped =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Escapes a value for its argument. */
export function escapeArgument(value: string, context: ArgumentContext): Escaped {
  const now = partsOf(value, context.site);
  if (typeof now === 'string') return { kind: 'refused', reason: now };
  const before = partsOf(context.previous ?? '', context.site);
  const then = typeof before === 'string' ? '' : before.map(({ visible }) => visible).join('');
  const reason = unsafeReason(value, now, context.site) ?? newReason(now, then, context);
  if (reason !== undefined) return { kind: 'refused', reason };
  return { kind: 'text', text: escapeTopLevel(now, context.positional) };
}

/** A stretch of a value. */
interface ValuePart {
  readonly type: ReturnType<typeof flatten>[number]['type'];
  readonly source: string;
  /** With comments and extension tags blanked, those in calls included. */
  readonly visible: string;
}

/** A value in stretches; or why it cannot be read. */
export function partsOf(value: string, site: SiteSettings): readonly ValuePart[] | string {
  const nodes = trustedNodes(value, site);
  if (typeof nodes === 'string') return nodes;
  return flatten({ start: 0, end: value.length }, nodes).map((node) => ({
    type: node.type,
    source: textOf(value, node),
    visible: visibleText(node, value),
  }));
}

/** Unsafe whatever stood there before. */
function unsafeReason(
  value: string,
  parts: readonly ValuePart[],
  site: SiteSettings,
): string | undefined {
  const visible = parts.map((part) => part.visible).join('');
  const loose = parts
    .filter(({ type }) => type === 'text')
    .map(({ source }) => source)
    .join(blank);
  return (
    unsafeCharacters.find(({ pattern }) => pattern.test(value))?.reason ??
    (value === value.normalize('NFC') ? undefined : "is not in Unicode's normal form NFC") ??
    unsafeVisible.find(({ pattern }) => pattern.test(visible))?.reason ??
    (/\{\{|\}\}/.test(loose) ? 'has braces {{ or }} without their partner' : undefined) ??
    (linkDepth(loose) === 0 ? undefined : 'has a [[ that never ends') ??
    (parts.some(isOpenComment) ? 'has a comment that never ends' : undefined) ??
    looseTag(loose, site)
  );
}

/** An extension tag that is not a token begins or ends without its partner. */
function looseTag(loose: string, site: SiteSettings): string | undefined {
  const known = new Set(site.extensionTags);
  const tags = [...loose.matchAll(/<\/?([a-z][a-z0-9-]*)/gi)].map(([, name = '']) => name);
  const tag = tags.find((name) => known.has(name.toLowerCase()));
  return tag === undefined ? undefined : `has a tag <${tag}> without its partner`;
}

function isOpenComment({ type, source }: ValuePart): boolean {
  return type === 'comment' && !source.endsWith('-->');
}

interface Hazard {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Unsafe wherever they stand. */
export const unsafeCharacters: readonly Hazard[] = [
  {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
    pattern: /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/,
    reason: 'has control characters, which MediaWiki replaces',
  },
  { pattern: /[\uD800-\uDFFF]/u, reason: 'has half of a surrogate pair' },
  { pattern: /[\u2028\u2029]/, reason: 'has a line or paragraph separator (U+2028, U+2029)' },
];

/** In what is not opaque: not in comments, `nowiki` and other extension tags. */
export const changedAtSaving: readonly Hazard[] = [
  { pattern: /~~~/, reason: 'has ~~~, which becomes a signature or a time at saving' },
  {
    pattern: /\{\{\s*(?:safe)?subst\s*:/i,
    reason: 'has {{subst:, which becomes something else at saving',
  },
  {
    pattern: /\[\[[^\]|[{}]*\|\s*\]\]|\[\[\|[^\]|[{}]*\]\]/,
    reason: 'has a link with an empty part, which is filled in at saving (the pipe trick)',
  },
];

const unsafeVisible: readonly Hazard[] = [
  ...changedAtSaving,
  { pattern: /<\/?(?:noinclude|includeonly|onlyinclude)\b/i, reason: 'has an inclusion tag' },
];

/** What a text has that its predecessor had not: it would change more of the page than the value. */
function newReason(
  parts: readonly ValuePart[],
  then: string,
  { markup, site }: ArgumentContext,
): string | undefined {
  const now = parts.map(({ visible }) => visible).join('');
  const inline = [actingLink(site), ...inlineMarkup].filter(
    ({ kind }) => !markup.some((allowed) => allowed === kind),
  );
  const hazards = markup.includes('any') ? pageMarkup : [...pageMarkup, ...inline];
  return hazards.find(({ pattern }) => brings(pattern, now, then))?.reason;
}

function brings(pattern: RegExp, now: string, then: string): boolean {
  const had = [...then.matchAll(pattern)].map(([match]) => match);
  return [...now.matchAll(pattern)].some(([match]) => !had.includes(match));
}

const pageMarkup: readonly Hazard[] = [
  {
    pattern: /^={1,6}[^\n=][^\n]*=[ \t]*$/gm,
    reason: 'has a heading, which makes a section of the page',
  },
  { pattern: /__[A-Z]{3,}__/g, reason: 'has a behaviour switch such as __NOTOC__' },
  { pattern: /^\s*#REDIRECT\b/gi, reason: 'begins a redirect' },
  { pattern: /-\{/g, reason: 'has -{, which begins a language conversion' },
  {
    pattern: /<(?:html|script|style|iframe|object|embed)\b[^>]*>|<[a-z][^>]*\son[a-z]+\s*=[^>]*>/gi,
    reason: 'has HTML that would run in the reader’s browser on a wiki that lets it',
  },
];

/** What only a field of type wikitext, or of the named kind, may bring. */
interface InlineHazard extends Hazard {
  readonly kind: Markup | undefined;
}

/** A link that does something else than link. Those to other wikis begin with a language's code. */
function actingLink({ actingNamespaces }: SiteSettings): InlineHazard {
  const names = actingNamespaces.map((name) => name.replace(/[ _]/g, '[ _]')).join('|');
  return {
    kind: undefined,
    pattern: new RegExp(`\\[\\[\\s*(?:${names}|[a-z]{2,3}(?:-[a-z]+)*)\\s*:[^\\]]*\\]\\]`, 'giu'),
    reason:
      'has a category, a file or a link to another wiki; a field of type wikitext may have one',
  };
}

const inlineMarkup: readonly InlineHazard[] = [
  {
    kind: 'link',
    pattern: /\[\[[^\]]*\]\]/g,
    reason: 'has a link; fields of the types link and wikitext may have one',
  },
  {
    kind: 'external-link',
    pattern: /\[(?:[a-z][a-z0-9+.-]*:)?\/\/[^\]]*\]/gi,
    reason: 'has an external link; fields of the types url and wikitext may have one',
  },
  {
    kind: undefined,
    pattern: /\{\{[^{}]*\}\}/g,
    reason: 'has a template call; a field of type wikitext may have one',
  },
  {
    kind: undefined,
    pattern: /<(?:[a-z]|!--)[^>]*>/gi,
    reason: 'has a tag or comment; a field of type wikitext may have one',
  },
];

/** What stands for an opaque stretch. */
const blank = '<!---->';

function visibleText(node: ScanNode | TextNode, value: string): string {
  if (node.type === 'comment') return blank;
  if (node.type === 'extension') return `<${node.name ?? 'tag'}>`;
  let text = '';
  let at = node.start;
  for (const { start, end } of opaqueIn(node)) {
    text += value.slice(at, start) + blank;
    at = end;
  }
  return text + value.slice(at, node.end);
}

function opaqueIn(node: ScanNode | TextNode): readonly ScanNode[] {
  return childrenOf(node).flatMap((child) =>
    child.type === 'comment' || child.type === 'extension' ? [child] : opaqueIn(child),
  );
}

/** How many `[[` wait for their `]]` at the end. */
function linkDepth(text: string): number {
  let depth = 0;
  for (const [mark] of text.matchAll(/\[\[|\]\]/g)) {
    depth = mark === '[[' ? depth + 1 : Math.max(0, depth - 1);
  }
  return depth;
}

/** Bars outside of links and calls, and in a positional argument the `=`. */
function escapeTopLevel(parts: readonly ValuePart[], positional: boolean): string {
  let depth = 0;
  return parts
    .map(({ type, source }) => {
      if (type !== 'text') return source;
      return source.replace(/\[\[|\]\]|[|=]/g, (mark) => {
        if (mark === '[[') depth += 1;
        else if (mark === ']]') depth = Math.max(0, depth - 1);
        else if (depth === 0) return escapeMark(mark, positional);
        return mark;
      });
    })
    .join('');
}

function escapeMark(mark: string, positional: boolean): string {
  if (mark === '|') return '{{!}}';
  return positional ? '{{=}}' : mark;
}
