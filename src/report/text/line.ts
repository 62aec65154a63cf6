/** What the terminal report is made of, before it is folded and coloured. */

/** What a stretch of text is, which decides its colour. */
export type Style =
  | 'plain'
  | 'strong'
  | 'quiet'
  | 'added'
  | 'removed'
  /** White space that alone was added or removed, and that has no colour of its own. */
  | 'addedSpace'
  | 'removedSpace'
  | 'changed'
  | 'moved'
  | 'error'
  | 'warning'
  | 'notice';

/** Text of one style. It may hold anything: it is made printable when it is rendered. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** A line, which is folded into several rows if it is wider than the terminal. */
export interface Line {
  /** Columns before the first row. */
  readonly indent: number;
  /** Columns before the others, beyond the indent. Default: 2. */
  readonly hang?: number;
  readonly spans: readonly Span[];
  /** More rows than these are cut. Default: all are shown. */
  readonly maxRows?: number;
  /** Whether it is one row however wide it is, as lines of code are. */
  readonly isUnfolded?: boolean;
}

/** How the parts of a report are made. */
export interface TextContext {
  readonly colour: boolean;
  /** Whether what did not change is shown too, and long values are whole. */
  readonly verbose: boolean;
  /** Columns. */
  readonly width: number;
}

/** A line between groups. */
export const blankLine: Line = { indent: 0, spans: [] };

/** A span; plain unless a style is given. */
export function span(text: string, style: Style = 'plain'): Span {
  return { text, style };
}

/** What was added or removed, so that it is seen even if it is white space. */
export function changeSpan(text: string, kind: 'added' | 'removed'): Span {
  const isBlank = text !== '' && text.trim() === '';
  return { text, style: isBlank ? (kind === 'added' ? 'addedSpace' : 'removedSpace') : kind };
}

/** Groups of lines with a blank line between them; empty groups are left out. */
export function spaced(groups: readonly (readonly Line[])[]): readonly Line[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [blankLine, ...group]));
}
