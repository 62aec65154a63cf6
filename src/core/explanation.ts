/** What there is to say about a code, beyond the line that a report has room for. */

/** A code's longer text. All of it is plain text, but for the example. */
export interface Explanation {
  /** One line, without a full stop. */
  readonly title: string;
  /** How grave it is, what is written in spite of it, and the exit code. */
  readonly effect: string;
  /** Paragraphs: what it says, and why wikisync cares. */
  readonly means: readonly string[];
  /** Steps; none where there is nothing to do. */
  readonly todo: readonly string[];
  /** What is seen, and the fix: shown as it is, line by line. */
  readonly example?: string;
  /** Related codes. */
  readonly see?: readonly string[];
}

/** Explanations of one part of wikisync. */
export interface Topic {
  readonly title: string;
  /** By code, in the order in which they are listed. */
  readonly codes: Readonly<Record<string, Explanation>>;
}
