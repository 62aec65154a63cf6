/** What the wiki's people wrote down about a template: it is for people, and the wiki enforces none of it. */

/** A template's description, as the extension TemplateData has it. */
export interface TemplateData {
  /** In no order that means something. */
  readonly parameters: readonly TemplateParameter[];
}

/** One parameter of a template. */
export interface TemplateParameter {
  /** As calls write it. */
  readonly name: string;
  /** What people call it, in the first language that it is written in. */
  readonly label?: string;
  /** Other names that calls may give it. */
  readonly aliases: readonly string[];
  /**
   * One of `unknown` (nobody said), `line`, `string`, `content`, `unbalanced-wikitext`, `number`,
   * `boolean`, `date`, `url`, `wiki-page-name`, `wiki-file-name`, `wiki-template-name`,
   * `wiki-user-name`, and what later releases add.
   */
  readonly type: string;
  readonly required: boolean;
  /** Values that people may choose from; others are allowed too. */
  readonly suggestedValues: readonly string[];
  /** Why it should not be used any more, empty if that is not said; absent if it may be used. */
  readonly deprecated?: string;
}
