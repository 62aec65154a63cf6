/** What a rule of `check` is, and what it looks at. */
import type { DataEntry } from '../data-records.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnostic-code.ts';
import type { Identified } from '../read-records.ts';
import type { RecordSchema } from '../schema.ts';
import type { ParsedPage } from '../wikitext/page.ts';
import type { PageEntry } from '../wikitext/page-records.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import type { TemplateData } from '../wikitext/template-data.ts';
import type { TitleState } from '../wikitext/title-state.ts';
import type { Fix } from './fix.ts';

/** How much a rule's findings matter; `off` leaves them out. */
export type Level = Severity | 'off';

/** One rule. To add one, see CONTRIBUTING. */
export interface LintRule {
  /** Names it in the config, and is the code of its findings. */
  readonly code: DiagnosticCode;
  /** One sentence for the reference: what it finds. */
  readonly summary: string;
  /** What its findings are unless the config says otherwise. */
  readonly level: Severity | 'as found';
  /** The code of what reading says of the same place, in fewer words: it is left out then. */
  readonly refines?: DiagnosticCode;
  /** What the wiki is asked for it. */
  readonly asks?: keyof WikiFacts;
  /** One sentence: what `--fix` does about it. Nothing if absent. */
  readonly fix?: string;
  /**
   * What it finds; severities are the config's affair. Absent for what reading and planning report
   * anyway.
   */
  readonly find?: (input: LintInput) => readonly Finding[];
}

/** What a rule finds: a diagnostic, but for what the registry knows. */
export interface Finding extends Omit<Diagnostic, 'code' | 'severity'> {
  /** What `--fix` would do about it; nothing if absent. */
  readonly fix?: Fix;
}

/** A listing to look at. Everything that has to be asked for is in it. */
export interface LintInput {
  readonly schema: RecordSchema;
  readonly data: LintedData;
  /** `undefined` if it was not read. */
  readonly page: LintedPage | undefined;
  readonly options: LintOptions;
  readonly facts: WikiFacts;
  /** ISO 8601. */
  readonly today: string;
}

/** What the wiki was asked for. Absent is what it was not asked, or did not tell. */
export interface WikiFacts {
  /** What its people say of the listing's template. */
  readonly template?: TemplateData;
  /** What links lead to, by the titles that they have. */
  readonly titles?: ReadonlyMap<string, TitleState>;
}

/** A data file, read. */
export interface LintedData {
  /** As places name it. */
  readonly source: string;
  readonly read: Identified<DataEntry>;
}

/** A page, read. */
export interface LintedPage {
  /** As places name it. */
  readonly source: string;
  readonly parsed: ParsedPage;
  readonly site: SiteSettings;
  readonly read: Identified<PageEntry>;
  /** Its text as a plan would have it, with line feeds alone; `undefined` if nothing is planned. */
  readonly planned?: string;
}

/** What rules take from the config. */
export interface LintOptions {
  /** Which field says when a record was last looked at, and for how many months that holds. */
  readonly stale?: { readonly field: string; readonly months: number };
  /** The field that names whom to ask about a record. */
  readonly contacts?: string;
}
