/** A page of the documentation, as what the harness does with it. */
import { readFileSync } from 'node:fs';
import MarkdownIt, { type Token } from 'markdown-it';

/** Something in a page that a test does or looks at. */
export interface Step {
  /** The fence's first word, or `test` for a hidden comment. */
  readonly language: string;
  /** What stands behind it in the info string, or in the comment's first line. */
  readonly words: readonly string[];
  readonly text: string;
  /** The file's lines that hold the text: the first, counted from 1, and how many they are. */
  readonly line: number;
  readonly lines: number;
}

/** A page, in the order that a reader meets its parts. */
export interface DocPage {
  readonly path: string;
  readonly steps: readonly Step[];
  /** What stands in `code` within the text, and where. */
  readonly inline: readonly { readonly text: string; readonly line: number }[];
}

const parser = new MarkdownIt({ html: true });

/** Reads a page of the repository. */
export function readDocPage(path: string): DocPage {
  return parseDocPage(path, readFileSync(path, 'utf8'));
}

/** Reads a page's text. */
export function parseDocPage(path: string, source: string): DocPage {
  const tokens = parser.parse(source, {});
  const inline = tokens.flatMap(({ children, map }) =>
    (children ?? [])
      .filter(({ type }) => type === 'code_inline')
      .map(({ content }) => ({ text: content, line: (map?.[0] ?? 0) + 1 })),
  );
  return { path, steps: tokens.flatMap(stepsOf), inline };
}

function stepsOf({ type, info, content, map }: Token): readonly Step[] {
  const [start, end] = map ?? [0, 0];
  switch (type) {
    case 'fence': {
      const [language = '', ...words] = info.trim().split(/\s+/);
      return [{ language, words, text: content, line: start + 2, lines: end - start - 2 }];
    }
    case 'code_block':
      return [{ language: '', words: [], text: content, line: start + 1, lines: end - start }];
    case 'html_block':
      return hidden(content, start + 1);
    default:
      return [];
  }
}

/** `<!-- test: scene my-list -->`, or with lines of commands: `<!-- test: run … -->`. */
function hidden(html: string, line: number): readonly Step[] {
  return [...html.matchAll(/<!--\s*test:(.*?)(?:\n([\s\S]*?))?-->/g)].map((match) => {
    const [, head = '', body = ''] = match;
    const words = head.trim().split(/\s+/);
    const before = html.slice(0, match.index).split('\n').length - 1;
    return {
      language: 'test',
      words,
      text: body,
      line: line + before + 1,
      lines: body.split('\n').length - 1,
    };
  });
}
