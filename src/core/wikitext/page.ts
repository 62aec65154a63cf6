/** A page as spans: where its headings and its listing's template calls stand. */

/** A stretch of a page's text: offsets in UTF-16 code units from 0, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One argument of a call as it stands: `|Name = value` up to the next bar or the closing braces. */
export interface Argument {
  /** The parameter that it is for: `Date`, or the number of a positional one. */
  readonly name: string;
  /** Whether it has no `name=`: then white space belongs to its value. */
  readonly positional: boolean;
  /** From its bar to the next one, or to the closing braces. */
  readonly span: Span;
  /** Between the bar and the `=`, white space and comments included; empty if positional. */
  readonly nameSpan: Span;
  /** Its value without the white space and comments at both ends. */
  readonly valueSpan: Span;
  /**
   * The value as field types see it: `{{!}}` outside of nested calls is `|`, and in a positional
   * one `{{=}}` is `=`.
   */
  readonly value: string;
}

/** One call of the listing's template. */
export interface TemplateCall {
  /** From its opening braces to behind its closing ones. */
  readonly span: Span;
  /** The template's name as it is written there, with its white space and comments. */
  readonly nameSpan: Span;
  /** In the page's order; the same parameter may be there twice, and the last one counts. */
  readonly arguments: readonly Argument[];
}

/** A heading, on a line of its own. */
export interface Heading {
  readonly span: Span;
  /** 1 to 6: the number of `=`. */
  readonly level: number;
  /** As people read it: see `headingText`. */
  readonly text: string;
}

/** A call of the listing's template that is no record, and why. */
export interface PassedOverCall {
  readonly start: number;
  readonly reason: 'in a noinclude region' | 'in a heading' | 'inside another call' | 'substituted';
}

/** Whether a person may have meant it as a record: a line that happens to begin with `=`, say. */
export function isDoubtful({ reason }: PassedOverCall): boolean {
  return reason === 'in a heading';
}

/** A page, read. */
export interface ParsedPage {
  /** With line feeds alone: see `withLineFeeds`. */
  readonly text: string;
  /** The listing's records, in order. */
  readonly calls: readonly TemplateCall[];
  readonly headings: readonly Heading[];
  readonly passedOver: readonly PassedOverCall[];
  /** Offsets at which a call of the template begins that never ends. */
  readonly unclosed: readonly number[];
}

/** The text of a span. */
export function textOf(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}
