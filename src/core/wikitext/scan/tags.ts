/** Comments and tags: what begins with `<`. */
import type { OpaqueNode } from './nodes.ts';

/** Which tags a wiki knows, ready to be looked for. */
export interface TagRules {
  /** At a `<`: a tag's name and what may follow it, or a comment's beginning. */
  readonly opening: RegExp;
}

/** Tags that have a meaning of their own when pages are included in others. */
const inclusionTags = ['noinclude', '/noinclude', 'onlyinclude', '/onlyinclude'];

/** The rules for a wiki's extension tags. */
export function tagRules(extensionTags: readonly string[]): TagRules {
  const names = [...extensionTags, 'includeonly', ...inclusionTags].map((name) =>
    name.replace(/[^\w/-]/g, '\\$&'),
  );
  return {
    opening: new RegExp(`<(?:(${names.join('|')})(?:[ \\t\\n\\v\\f\\r]|/>|>)|(!--))`, 'iy'),
  };
}

/** What a scan remembers of tags that have no end, so that it does not look for them again. */
export interface TagMemory {
  /** No `>` is left. */
  noMoreEnds: boolean;
  /** By name as it is written: what its closing tag looks like; `undefined` if none is left. */
  readonly closing: Map<string, RegExp | undefined>;
}

/** What stands at a `<`. */
export type Angle =
  | { readonly kind: 'node'; readonly node: OpaqueNode }
  | { readonly kind: 'comment' }
  /** Nothing: text up to here. */
  | { readonly kind: 'text'; readonly end: number };

/** Reads what stands at a `<`. */
export function readAngle(text: string, at: number, rules: TagRules, memory: TagMemory): Angle {
  rules.opening.lastIndex = at;
  const match = rules.opening.exec(text);
  if (match === null) return { kind: 'text', end: at + 1 };
  const [, name] = match;
  if (name === undefined) return { kind: 'comment' };
  const close = memory.noMoreEnds ? -1 : text.indexOf('>', at + 1 + name.length);
  if (close === -1) {
    memory.noMoreEnds = true;
    return { kind: 'text', end: at + 1 };
  }
  const folded = name.toLowerCase();
  if (inclusionTags.includes(folded)) {
    return { kind: 'node', node: { type: 'inclusion-tag', start: at, end: close + 1 } };
  }
  const type = folded === 'includeonly' ? 'includeonly' : 'extension';
  if (text[close - 1] === '/') {
    return { kind: 'node', node: { type, name: folded, start: at, end: close + 1 } };
  }
  const end = elementEnd(text, name, close + 1, memory);
  if (end === undefined) return { kind: 'text', end: close + 1 };
  return { kind: 'node', node: { type, name: folded, start: at, end } };
}

/** Behind the closing tag; an `includeonly` without one reaches to the text's end. */
function elementEnd(
  text: string,
  name: string,
  from: number,
  { closing }: TagMemory,
): number | undefined {
  if (!closing.has(name)) {
    const plain = name.replace(/[^\w-]/g, '\\$&');
    closing.set(name, new RegExp(`</${plain}[ \\t\\n\\v\\f\\r]*>`, 'gi'));
  }
  const pattern = closing.get(name);
  if (pattern !== undefined) {
    pattern.lastIndex = from;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  if (name === 'includeonly') return text.length;
  closing.set(name, undefined);
  return undefined;
}
