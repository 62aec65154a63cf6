import {
  createScanner,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Problem } from './problem.ts';
import {
  deepest,
  type Extent,
  type TreeItem,
  type TreeNode,
  type TreePair,
  type TreeScalar,
  tooDeep,
} from './tree.ts';

/** A text's tree and what is wrong with it: standard JSON, without comments. */
export function jsonTree(text: string): {
  /** `undefined` if the text is malformed or empty. */
  readonly root: TreeNode | undefined;
  readonly problems: readonly Problem[];
} {
  const deep = firstTooDeep(text);
  if (deep !== undefined) return { root: undefined, problems: [tooDeep(deep)] };
  const errors: ParseError[] = [];
  const node = parseTree(text, errors, { disallowComments: true, allowEmptyContent: true });
  const problems = syntaxProblems(text, errors);
  if (problems.length > 0 || node === undefined) return { root: undefined, problems };
  return { root: nodeOf(node, text), problems };
}

/** The parser is recursive, so the nesting is measured first. */
function firstTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  do {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    depth += /[{[]/.test(text.charAt(offset)) ? 1 : 0;
    depth -= /[}\]]/.test(text.charAt(offset)) ? 1 : 0;
    if (depth > deepest) return offset;
  } while (scanner.getTokenLength() > 0);
  return undefined;
}

/** By the parser's name for an error. */
const explanations: Readonly<Record<string, string>> = {
  InvalidSymbol: 'no JSON value begins like this',
  InvalidNumberFormat: 'the number is malformed',
  PropertyNameExpected: 'a name in double quotes should stand here',
  ValueExpected: 'a value should stand here',
  ColonExpected: 'a colon should stand here',
  CommaExpected: 'a comma should stand here',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'the value has ended, but more follows',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'the text has no closing quote on its line',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'four hexadecimal digits should follow \\u',
  InvalidEscapeCharacter: 'there is no such escape in JSON',
  InvalidCharacter: 'this character must be written as an escape',
};

/** The first error alone: those after it are mostly its consequences. */
function syntaxProblems(text: string, errors: readonly ParseError[]): readonly Problem[] {
  const [first] = errors;
  if (first === undefined && (text.trim() === '' || isStandard(text))) return [];
  const name = first === undefined ? '' : printParseErrorCode(first.error);
  return [
    {
      code: 'json-syntax',
      message: `The JSON is malformed: ${explanations[name] ?? 'something is wrong here'}.`,
      hint: 'Check the commas, the brackets and the quotes here and before.',
      offset: first?.offset ?? 0,
    },
  ];
}

/** The tolerant parser may have let something pass. */
function isStandard(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function nodeOf(node: Node, text: string): TreeNode {
  const extent = { start: node.offset, end: node.offset + node.length };
  const children = node.children ?? [];
  switch (node.type) {
    case 'object':
      return { ...extent, kind: 'mapping', flow: true, pairs: pairsOf(children, text) };
    case 'array':
      return { ...extent, kind: 'list', flow: true, items: children.map(itemFrom(text)) };
    case 'number':
      return numberOf(extent, text);
    case 'string':
      return { ...extent, kind: 'scalar', style: 'double', value: String(node.value) };
    case 'boolean':
      return { ...extent, kind: 'scalar', style: 'plain', value: node.value === true };
    case 'null':
    case 'property':
      return { ...extent, kind: 'scalar', style: 'plain', value: undefined };
  }
}

function itemFrom(text: string): (node: Node) => TreeItem {
  return (node) => {
    const value = nodeOf(node, text);
    return { start: value.start, end: value.end, value };
  };
}

function pairsOf(properties: readonly Node[], text: string): readonly TreePair[] {
  return properties.flatMap((property) => {
    const [key, node] = property.children ?? [];
    if (key === undefined || node === undefined) return [];
    const value = nodeOf(node, text);
    const colonEnd = (property.colonOffset ?? key.offset + key.length) + 1;
    return [{ name: String(key.value), start: key.offset, end: value.end, colonEnd, value }];
  });
}

/** A number must be written as it is read: 1.10 and 12345678901234567890 lose their digits. */
function numberOf(extent: Extent, text: string): TreeScalar {
  const source = text.slice(extent.start, extent.end);
  const value = Number(source);
  const number = { ...extent, kind: 'scalar', style: 'plain', value } as const;
  if (String(value) === source) return number;
  const problem: TreeScalar['problem'] = {
    code: 'number-inexact',
    message: `The number ${source} would be read as ${value}.`,
    hint: `Write ${value}, or "${source}" in quotes to keep every digit.`,
  };
  return { ...number, problem };
}
