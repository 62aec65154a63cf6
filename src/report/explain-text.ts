/** What there is to say about codes, for people at a terminal. */
import type { Explanation, Topic } from '../core/explanation.ts';
import { type Line, spaced, span } from './text/line.ts';
import { renderLines } from './text/render-lines.ts';

/** How it is to look. */
export interface ExplainOptions {
  readonly colour: boolean;
  /** Columns of the terminal. Default: 100. */
  readonly width?: number;
}

/** One code's explanation, from its title to the related codes. */
export function explainText(
  code: string,
  explanation: Explanation,
  options: ExplainOptions,
): string {
  const { title, effect, means, todo, example, see = [] } = explanation;
  const groups = [
    [line(0, [span(code, 'strong'), span(`: ${title}`)])],
    [plainLine(2, effect)],
    ...means.map((paragraph) => [plainLine(2, paragraph)]),
    todo.length === 0 ? [] : [headingLine('What to do'), ...todo.map((step) => itemLine(step))],
    example === undefined ? [] : [headingLine('Example'), ...exampleLines(example)],
    see.length === 0 ? [] : [line(2, [span('See also ', 'quiet'), span(see.join(', '))])],
  ];
  return renderLines(spaced(groups), widthOf(options));
}

/** All codes with their titles, part by part. */
export function codesText(topics: readonly Topic[], options: ExplainOptions): string {
  const groups = topics.map(({ title, codes }) => [
    line(0, [span(title, 'strong')]),
    ...Object.entries(codes).map(([code, explanation]) =>
      line(2, [span(code), span(`  ${explanation.title}`, 'quiet')]),
    ),
  ]);
  const end = [plainLine(0, "'wikisync explain <code>' tells what is meant, and what to do.")];
  return renderLines(spaced([...groups, end]), widthOf(options));
}

function widthOf({ colour, width = 100 }: ExplainOptions) {
  return { colour, width };
}

function line(indent: number, spans: Line['spans']): Line {
  return { indent, spans };
}

function plainLine(indent: number, text: string): Line {
  return { indent, hang: 0, spans: [span(text)] };
}

function headingLine(text: string): Line {
  return line(2, [span(text, 'strong')]);
}

function itemLine(text: string): Line {
  return line(4, [span('- ', 'quiet'), span(text)]);
}

function exampleLines(example: string): readonly Line[] {
  return example.split('\n').map((text) => ({ indent: 4, isUnfolded: true, spans: [span(text)] }));
}
