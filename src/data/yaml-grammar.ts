/** YAML by its whole grammar, which the package reads, with what is wrong with a text. */
import type { CST, Pair, Scalar, YAMLMap, YAMLParseError, YAMLSeq } from 'yaml';
import { yamlPackage } from '../core/packages.ts';
import { lineEnd, lineStart } from './lines.ts';
import type { Problem } from './problem.ts';
import type {
  BlockScalar,
  TreeItem,
  TreeList,
  TreeMapping,
  TreeNode,
  TreePair,
  TreeScalar,
} from './tree.ts';
import { plainText } from './yaml-null.ts';
import { yamlTokens } from './yaml-tokens.ts';

interface Context {
  readonly text: string;
  readonly problems: Problem[];
}

/** A text's tree, with each scalar as the string that it is written as, and what is wrong. */
export function grammarTree(text: string): {
  /** `undefined` if the text is malformed or empty. */
  readonly root: TreeNode | undefined;
  readonly problems: readonly Problem[];
} {
  const { tokens, problems } = yamlTokens(text);
  if (tokens === undefined) return { root: undefined, problems };
  const { contents, errors } = compose(tokens, text);
  if (errors.length > 0) return { root: undefined, problems: [...problems, ...errors] };
  if (isNothing(contents)) return { root: undefined, problems };
  const context = { text, problems: [...problems] };
  return { root: nodeOf(contents, 0, context), problems: context.problems };
}

/** The first document's contents, and the errors of all. */
function compose(
  tokens: readonly CST.Token[],
  text: string,
): { readonly contents: unknown; readonly errors: readonly Problem[] } {
  // The failsafe schema knows strings alone: 1.10, yes and 2014-01-20 stay what is written. Names
  // that occur twice are found later, as the composer takes quadratic time for it.
  const options = {
    schema: 'failsafe',
    strict: true,
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
  } as const;
  const documents = [...new (yamlPackage().Composer)(options).compose(tokens, true, text.length)];
  const errors = documents.flatMap((document) => document.errors);
  return {
    contents: documents[0]?.contents,
    errors: firstOfEachLine(errors, text).map((error) => ({
      code: 'yaml-syntax',
      message: `The YAML is malformed: ${error.message}.`,
      hint: 'Check the indentation, the colons and the quotes here and on the line before.',
      offset: error.pos[0],
    })),
  };
}

/** What follows an error in its line is mostly its consequence. */
function firstOfEachLine(
  errors: readonly YAMLParseError[],
  text: string,
): readonly YAMLParseError[] {
  const seen = new Set<number>();
  return errors.filter((error) => {
    const start = lineStart(text, error.pos[0]);
    const isFirst = !seen.has(start);
    seen.add(start);
    return isFirst;
  });
}

function isNothing(contents: unknown): boolean {
  return (
    contents === null ||
    contents === undefined ||
    (yamlPackage().isScalar(contents) && contents.source === '')
  );
}

/** @param gap where the node would stand if nothing is written */
function nodeOf(node: unknown, gap: number, context: Context): TreeNode {
  if (yamlPackage().isMap(node)) return mappingOf(node, context);
  if (yamlPackage().isSeq(node)) return listOf(node, context);
  if (yamlPackage().isScalar(node)) return scalarOf(node, gap, context);
  // An alias, which was reported as a token, or a name without a value in flow style: {a, b}.
  const style = 'empty';
  return { kind: 'scalar', start: gap, end: gap, style, value: node === null ? undefined : '' };
}

function mappingOf(node: YAMLMap, context: Context): TreeMapping {
  const { start, end } = extentOf(node);
  const pairs = node.items.map((pair) => pairFrom(pair, context));
  const flow = node.flow === true;
  return { kind: 'mapping', start, end: flow ? end : endOf(pairs, end), flow, pairs };
}

function pairFrom(pair: Pair, context: Context): TreePair {
  const { start, end } = extentOf(pair.key);
  const separator = pair.srcToken?.sep?.find((token) => token.type === 'map-value-ind');
  const colonEnd = separator === undefined ? end : separator.offset + 1;
  const value = nodeOf(pair.value, colonEnd, context);
  const name = nameOf(pair, start, context);
  return { name, start, end: value.end, colonEnd, value };
}

function nameOf(pair: Pair, offset: number, context: Context): string {
  const { key } = pair;
  if (!yamlPackage().isScalar(key)) {
    const message = 'A list or a mapping stands for a name.';
    const hint = 'Write name: value; a text that begins with a bracket is quoted.';
    context.problems.push({ code: 'yaml-complex-key', message, hint, offset });
    return '?';
  }
  const name = textOf(key);
  if (name === '<<' && key.type === 'PLAIN') {
    const message = "'<<' merges mappings.";
    const hint = 'Write the values out.';
    context.problems.push({ code: 'yaml-merge', message, hint, offset });
  }
  return name;
}

function listOf(node: YAMLSeq, context: Context): TreeList {
  const { start, end } = extentOf(node);
  const token = node.srcToken;
  const items = node.items.map((item, index): TreeItem => {
    const dash = token?.type === 'block-seq' ? dashOf(token.items[index]) : undefined;
    const value = nodeOf(item, dash === undefined ? end : dash + 1, context);
    return { start: dash ?? value.start, end: value.end, value };
  });
  const flow = node.flow === true;
  return { kind: 'list', start, end: flow ? end : endOf(items, end), flow, items };
}

/** In block style a collection ends where its last value does, without what follows it. */
function endOf(parts: readonly { readonly end: number }[], end: number): number {
  return parts.at(-1)?.end ?? end;
}

function dashOf(item: CST.CollectionItem | undefined): number | undefined {
  return item?.start.find((token) => token.type === 'seq-item-ind')?.offset;
}

function scalarOf(node: Scalar, gap: number, context: Context): TreeScalar {
  const { start, end } = extentOf(node);
  const value = textOf(node);
  switch (node.type) {
    case 'QUOTE_SINGLE':
      return { kind: 'scalar', start, end, style: 'single', value };
    case 'QUOTE_DOUBLE':
      return { kind: 'scalar', start, end, style: 'double', value };
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return blockOf(node, value, context);
    default: {
      if (value === '') return { kind: 'scalar', start: gap, end: gap, style: 'empty', value };
      const isNull = plainText(node.source ?? '') === undefined;
      return { kind: 'scalar', start, end, style: 'plain', value: isNull ? undefined : value };
    }
  }
}

function blockOf(node: Scalar, value: string, { text }: Context): TreeScalar {
  const { start, end: after } = extentOf(node);
  const end = text[after - 1] === '\n' ? after - 1 : after;
  const token = node.srcToken?.type === 'block-scalar' ? node.srcToken : undefined;
  const prop = token?.props.find(({ type }) => type === 'block-scalar-header');
  const header = prop !== undefined && 'source' in prop ? prop.source : '|';
  const headerEnd = start + header.length;
  const keepsBlankLines = header.includes('+');
  const { textEnd, indent: found } = blockText(text, headerEnd, end);
  const indicated = /\d/.exec(header)?.[0];
  const indent = indicated === undefined ? found : (token?.indent ?? 0) + Number(indicated);
  return {
    kind: 'scalar',
    style: 'block',
    value,
    start,
    end: keepsBlankLines ? Math.max(end, textEnd) : textEnd,
    block: { headerEnd, textEnd, indent, keepsBlankLines },
  };
}

function blockText(
  text: string,
  headerEnd: number,
  end: number,
): Pick<BlockScalar, 'textEnd' | 'indent'> {
  const start = lineEnd(text, headerEnd);
  let last = end;
  while (last > start && /[ \n]/.test(text.charAt(last - 1))) last -= 1;
  if (last <= start) return { textEnd: start, indent: undefined };
  const indent = /\n( *)[^ \n]/.exec(text.slice(start, end))?.[1]?.length;
  return { textEnd: lineEnd(text, last), indent };
}

function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : '';
}

function extentOf(node: unknown): { readonly start: number; readonly end: number } {
  const range = hasRange(node) ? node.range : undefined;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

function hasRange(node: unknown): node is { readonly range?: readonly number[] | null } {
  return typeof node === 'object' && node !== null && 'range' in node;
}
