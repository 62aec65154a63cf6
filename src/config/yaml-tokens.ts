/** The config's tokens, with what no config needs and every tool reads differently: refused. */
import type { CST } from 'yaml';
import type { DiagnosticCode } from '../core/diagnostic-code.ts';
import { yamlPackage } from '../core/packages.ts';

/** Something wrong with the YAML, before its offset is turned into a place. */
export interface YamlProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint: string;
  /** In UTF-16 code units, counted from 0. */
  readonly offset: number;
}

/** More than any config has: the parser comes down with a few thousand. */
const deepest = 100;

/** A text's tokens; none if it is nested too deeply to be parsed. */
export function yamlTokens(text: string): {
  readonly tokens: readonly CST.Token[];
  readonly problems: readonly YamlProblem[];
} {
  const { Lexer, Parser } = yamlPackage();
  const parser = new Parser();
  const tokens = [...new Lexer().lex(text)].flatMap((lexeme) => [...parser.next(lexeme)]);
  tokens.push(...parser.end());
  const problems: YamlProblem[] = [];
  const visits: Visit[] = tokens.map((token) => ({ token, depth: 0 }));
  // Without recursion, as the nesting may be as deep as the file is long.
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const { token, depth } = visit;
    if (depth > deepest) return { tokens: [], problems: [tooDeep(token.offset)] };
    const refusal = refusalOf(token);
    if (refusal !== undefined) problems.push({ ...refusal, offset: token.offset });
    for (const child of childrenOf(token)) visits.push({ token: child, depth: depth + 1 });
  }
  return { tokens, problems };
}

interface Visit {
  readonly token: CST.Token | CST.SourceToken;
  readonly depth: number;
}

function childrenOf(token: CST.Token | CST.SourceToken): readonly (CST.Token | CST.SourceToken)[] {
  if ('items' in token) return token.items.flatMap(itemTokens);
  if (token.type === 'document') return [...token.start, ...optional(token.value)];
  return token.type === 'block-scalar' ? token.props : [];
}

function itemTokens(item: CST.CollectionItem): readonly (CST.Token | CST.SourceToken)[] {
  return [...item.start, ...optional(item.key), ...(item.sep ?? []), ...optional(item.value)];
}

function optional<T>(token: T | null | undefined): readonly T[] {
  return token === null || token === undefined ? [] : [token];
}

function refusalOf(token: CST.Token | CST.SourceToken): Omit<YamlProblem, 'offset'> | undefined {
  switch (token.type) {
    case 'anchor':
      return refusal('yaml-anchor', `'${token.source}' is an anchor.`, '&');
    case 'alias':
      return refusal('yaml-alias', `'${token.source}' is an alias.`, '*');
    case 'tag':
      return refusal('yaml-tag', `'${token.source}' is a tag.`, '!');
    case 'directive':
      if (/^%YAML[ \t]+1\.2(?:[ \t]|$)/.test(token.source)) return undefined;
      return {
        code: 'yaml-directive',
        message: `'${token.source}' is not supported.`,
        hint: 'Remove the line: YAML 1.2 is read, without directives.',
      };
    default:
      return undefined;
  }
}

function refusal(code: DiagnosticCode, message: string, sign: string): Omit<YamlProblem, 'offset'> {
  return {
    code,
    message,
    hint: `Write the value out as it is; a text that begins with ${sign} is quoted.`,
  };
}

function tooDeep(offset: number): YamlProblem {
  return {
    code: 'yaml-too-deep',
    message: `Lists and mappings are nested more than ${deepest} deep.`,
    hint: 'A config needs seven; look for brackets that are not closed.',
    offset,
  };
}
