/** What a plan is made from, and what it is together with what carries it out. */
import type { Change } from '../change.ts';
import type { DataChange, DataFile } from '../data-file.ts';
import type { OtherPages } from '../pages/listing-page.ts';
import type { Relocation } from '../pages/relocate.ts';
import type { Base } from '../reconcile/base.ts';
import type { Choice } from '../reconcile/choices.ts';
import type { Decide } from '../reconcile/decide.ts';
import type { RecordSet } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { RunChanges } from '../undo/take-back.ts';
import type { RunTexts } from '../undo/text-back.ts';
import type { UndoneChange } from '../undo/undone.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import type { GuardLimits } from './guards.ts';
import type { People } from './heed-people.ts';
import type { PageLayout } from './page-layout.ts';
import type { Plan } from './plan.ts';
import type { SidesRead } from './sides-read.ts';

/** All that a plan is made from. */
export interface PlanInput {
  readonly listing: string;
  readonly wiki: string;
  readonly schema: RecordSchema;
  readonly guards: GuardLimits;
  /** Guards that a person allows for this run. */
  readonly allowed: ReadonlySet<string>;
  readonly page: {
    readonly title: string;
    readonly text: string;
    readonly revisionId?: number;
    /** Names the page in places: `wiki:Title`. */
    readonly source: string;
    readonly site: SiteSettings;
  };
  readonly data: {
    readonly path: string;
    readonly text: string;
    readonly file: DataFile;
    readonly isFlat: boolean;
  };
  readonly base: Base | undefined;
  /** The listing's other pages, where what they have counts: see `unmatchedKeys`. */
  readonly others?: OtherPages | undefined;
  /** Whether records stay on the page that are not seen yet where they go: so when it is written. */
  readonly isWary?: boolean;
  /** By which derived spots of the page are kept fresh. */
  readonly layout?: PageLayout;
  /** What the page's history tells; `undefined` if it was not asked. */
  readonly people?: People;
  /** Which side every conflict goes to, if a person said so for this run. */
  readonly prefer?: 'data' | 'wiki';
  /** What a person decided: then nothing else is changed. */
  readonly resolve?: Decide;
  /** What a reviewer chose of the plan. */
  readonly choices?: readonly Choice[];
  /** What runs did that were taken back: the same is not done again. */
  readonly undone?: readonly UndoneChange[];
  /** A run that is taken back: then nothing else is planned. */
  readonly undo?: UndoneRun;
}

/** What a run did, as far as that is known. */
export interface UndoneRun {
  /** Its name. */
  readonly run: string;
  readonly changes: RunChanges;
  /** The sides' texts before and after it; what is not there is not known. */
  readonly texts: { readonly page?: RunTexts; readonly data?: RunTexts };
}

/** A plan with what carries it out. */
export interface PlannedListing {
  readonly plan: Plan;
  /** Errors that concern all of the listing: nothing may be written. */
  readonly isRefused: boolean;
  /** The page's new text; its old one if nothing changes. */
  readonly pageText: string;
  readonly dataSteps: readonly DataChange[];
  /** The data file's text with the bytes that it had, if a run is taken back, and if it says the same. */
  readonly dataText?: string;
  /** The steps of some of the changes to the data file. */
  readonly dataStepsOf: (changes: readonly Change[]) => readonly DataChange[];
  readonly sides: { readonly data: RecordSet; readonly wiki: RecordSet };
  /** Absent if nothing could be trusted. */
  readonly read?: SidesRead;
  readonly renamed: ReadonlyMap<string, string>;
  /** What moves between this page and others of the listing. */
  readonly moved: Pick<Relocation, 'bases' | 'kept' | 'awaited'>;
}
