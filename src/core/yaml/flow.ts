/** Lists and mappings in brackets that end in their line. */
import { afterSpaces, type Scan, type Undecided, undecided } from './lines.ts';
import { quotedScalar, withoutSpaces } from './quoted.ts';
import type { YamlList, YamlMapping, YamlNode, YamlPair, YamlScalar } from './tree.ts';

const deepest = 16;

/** A value in brackets that begins here. */
export function flowNode(scan: Scan, start: number, depth: number): YamlNode | Undecided {
  if (depth >= deepest) return undecided;
  switch (scan.text.charAt(start)) {
    case '[':
      return flowList(scan, start, depth + 1);
    case '{':
      return flowMapping(scan, start, depth + 1);
    case '"':
    case "'":
      return quotedScalar(scan.text, start);
    default:
      return flowScalar(scan, start);
  }
}

function flowList(scan: Scan, start: number, depth: number): YamlList | Undecided {
  const items: { readonly start: number; readonly end: number; readonly value: YamlNode }[] = [];
  const end = flowParts(scan, { start, close: ']' }, (at) => {
    const value = flowNode(scan, at, depth);
    if (value === undecided) return undefined;
    items.push({ start: value.start, end: value.end, value });
    return value.end;
  });
  return end === undefined ? undecided : { kind: 'list', start, end, flow: true, items };
}

const namePattern = /[^\s?:,[\]{}#&*!|>'"%@`<-][^\s:,[\]{}#]*: +(?=\S)/y;

function flowMapping(scan: Scan, start: number, depth: number): YamlMapping | Undecided {
  const { text } = scan;
  const pairs: YamlPair[] = [];
  const end = flowParts(scan, { start, close: '}' }, (at) => {
    namePattern.lastIndex = at;
    const [whole] = namePattern.exec(text) ?? [];
    if (whole === undefined) return undefined;
    const value = flowNode(scan, at + whole.length, depth);
    if (value === undecided) return undefined;
    const name = withoutSpaces(whole).slice(0, -1);
    pairs.push({ name, start: at, end: value.end, colonEnd: at + name.length + 1, value });
    return value.end;
  });
  return end === undefined ? undecided : { kind: 'mapping', start, end, flow: true, pairs };
}

/**
 * Reads what stands between brackets and commas.
 *
 * @param read takes where a part begins, and gives where it ends
 * @returns where the brackets end
 */
function flowParts(
  { text }: Scan,
  { start, close }: { readonly start: number; readonly close: string },
  read: (at: number) => number | undefined,
): number | undefined {
  let at = afterSpaces(text, start + 1);
  if (text.charAt(at) === close) return at + 1;
  for (;;) {
    const end = read(at);
    if (end === undefined) return undefined;
    at = afterSpaces(text, end);
    const sign = text.charAt(at);
    if (sign === close) return at + 1;
    if (sign !== ',') return undefined;
    at = afterSpaces(text, at + 1);
  }
}

/** A text without quotes and without signs that mean something between brackets. */
const scalarPattern = /[^\s?:,[\]{}#&*!|>'"%@`<-](?:[^\n\t:,[\]{}#]|:(?=[^\s,[\]{}]))*/y;

function flowScalar(scan: Scan, start: number): YamlScalar | Undecided {
  const { text, plain } = scan;
  scalarPattern.lastIndex = start;
  const [whole] = scalarPattern.exec(text) ?? [];
  if (whole === undefined) return undecided;
  const source = withoutSpaces(whole);
  const value = plain(source);
  if (value === undecided) return undecided;
  return { kind: 'scalar', start, end: start + source.length, style: 'plain', value };
}
