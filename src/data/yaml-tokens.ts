/**
 * YAML's tokens, with what no data file may use.
 *
 * Anchors, tags and the like are refused rather than read: no list needs them, every tool reads
 * some of them differently, and most attacks on YAML readers are made of them.
 */
import type { CST } from 'yaml';
import { yamlPackage } from '../core/packages.ts';
import type { Problem } from './problem.ts';
import { deepest, tooDeep } from './tree.ts';

/** More than a file of 16 MiB has, unless it was made to exhaust the memory. */
const mostLexemes = 4_000_000;

/** A text's tokens; none if building anything from them would be unwise. */
export function yamlTokens(text: string): {
  readonly tokens: readonly CST.Token[] | undefined;
  readonly problems: readonly Problem[];
} {
  const tokens = lex(text);
  if (tokens === undefined) {
    const message = 'The file has too many values.';
    const hint = 'Split it into several files.';
    return { tokens, problems: [{ code: 'data-too-large', message, hint, offset: 0 }] };
  }
  const problems = walk(tokens);
  const isDeep = problems.some((problem) => problem.code === 'data-too-deep');
  return { tokens: isDeep ? undefined : tokens, problems };
}

function lex(text: string): readonly CST.Token[] | undefined {
  const { Lexer, Parser } = yamlPackage();
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > mostLexemes) return undefined;
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

interface Visit {
  readonly token: CST.Token | CST.SourceToken;
  readonly depth: number;
}

/** Walks without recursion, as the nesting may be as deep as the file is long. */
function walk(tokens: readonly CST.Token[]): readonly Problem[] {
  const { isCollection } = yamlPackage().CST;
  const problems: Problem[] = [...extraDocuments(tokens)];
  const visits: Visit[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const { token } = visit;
    const depth = visit.depth + (isCollection(token) ? 1 : 0);
    if (depth > deepest) return [tooDeep(token.offset)];
    const problem = refusal(token);
    if (problem !== undefined) problems.push({ ...problem, offset: token.offset });
    for (const child of childrenOf(token)) visits.push({ token: child, depth });
  }
  return problems;
}

function extraDocuments(tokens: readonly CST.Token[]): readonly Problem[] {
  const documents = tokens.filter((token) => token.type === 'document');
  return documents.slice(1).map(({ offset }) => ({
    code: 'yaml-several-documents',
    message: 'A second document begins here.',
    hint: 'Keep one document in the file: put all records under one records.',
    offset,
  }));
}

function childrenOf(token: CST.Token | CST.SourceToken): readonly (CST.Token | CST.SourceToken)[] {
  if ('items' in token) return [...token.items.flatMap(itemTokens), ...endOf(token)];
  if (token.type === 'document') return [...token.start, ...optional(token.value), ...endOf(token)];
  if (token.type === 'block-scalar') return token.props;
  return endOf(token);
}

function itemTokens(item: CST.CollectionItem): readonly (CST.Token | CST.SourceToken)[] {
  return [...item.start, ...optional(item.key), ...(item.sep ?? []), ...optional(item.value)];
}

function endOf(token: CST.Token | CST.SourceToken): readonly CST.SourceToken[] {
  return 'end' in token ? (token.end ?? []) : [];
}

function optional<T>(token: T | null | undefined): readonly T[] {
  return token === null || token === undefined ? [] : [token];
}

function refusal(token: CST.Token | CST.SourceToken): Omit<Problem, 'offset'> | undefined {
  switch (token.type) {
    case 'directive':
      return directiveRefusal(token.source);
    case 'anchor':
      return {
        code: 'yaml-anchor',
        message: `'${token.source}' is an anchor.`,
        hint: 'Write the value out wherever it is wanted; a text that begins so is quoted.',
      };
    case 'alias':
      return {
        code: 'yaml-alias',
        message: `'${token.source}' is an alias.`,
        hint: 'Write the value out; a text that begins with * is quoted.',
      };
    case 'tag':
      return {
        code: 'yaml-tag',
        message: `'${token.source}' is a tag.`,
        hint: 'Remove it: the config says what a field is; a text that begins with ! is quoted.',
      };
    case 'explicit-key-ind':
      return {
        code: 'yaml-complex-key',
        message: "'?' begins a complex key.",
        hint: 'Write name: value; a text that begins with ? is quoted.',
      };
    default:
      return undefined;
  }
}

function directiveRefusal(source: string): Omit<Problem, 'offset'> | undefined {
  if (/^%YAML[ \t]+1\.2(?:[ \t]|$)/.test(source)) return undefined;
  return {
    code: 'yaml-directive',
    message: `'${source}' is not supported.`,
    hint: 'Remove the line: YAML 1.2 is read, without directives.',
  };
}
