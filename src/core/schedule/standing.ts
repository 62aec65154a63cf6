/**
 * How something that runs again and again stands: a listing, or the watch over a wiki. All that the
 * scheduler knows from one decision to the next is here, so that it can be kept, and be shared.
 *
 * Times are milliseconds since 1970.
 */

/** Why a run is due. */
export type Cause =
  /** Its time has come, or had come while nobody ran it. */
  | 'schedule'
  /** A person changed the page. */
  | 'watch'
  /** The last one could not be done, and is worth another try. */
  | 'retry';

/** A run that is due: of one listing, or a look at a wiki's recent changes. */
export interface DueRun {
  /** The listing's name in the config, or `watch:` with the wiki's. */
  readonly name: string;
  /** Runs in one lane never overlap. All that talks to one wiki is in one lane. */
  readonly lane: string;
  readonly cause: Cause;
  readonly dueAt: number;
}

/** What a run found to be different, by how many changes. */
export interface Drift {
  readonly toPage: number;
  readonly toData: number;
  readonly conflicts: number;
}

/** How a run ended. */
export interface RunEnd extends Drift {
  readonly name: string;
  readonly cause: Cause;
  readonly began: number;
  readonly ended: number;
  /** As a run by hand would have ended; 75 is tried again. */
  readonly exitCode: number;
  /** What a person should know of it, in a sentence. */
  readonly message?: string;
  /** Names what a person is needed for: told once, as long as it stays the same. */
  readonly needs?: string;
  /** Of a watch: up to where the wiki's changes were seen, in the wiki's own terms. */
  readonly position?: string;
}

/** A past run in the picture of the drift. */
export interface PastDrift extends Drift {
  readonly time: number;
  readonly exitCode: number;
}

/** How a listing or a watch stands. */
export interface Standing {
  readonly name: string;
  /** Every moment of its schedule up to here is dealt with. */
  readonly until: number;
  /** The run that waits to be begun: one at most, whatever else comes due meanwhile. */
  readonly waiting?: DueRun;
  /** The run that is under way. */
  readonly running?: DueRun & { readonly began: number };
  /** Runs in a row that failed. */
  readonly failures: number;
  /** When the last one is tried again, if that is worth it. */
  readonly retryAt?: number;
  /** If it is not: what its schedule says is put off until then. */
  readonly holdUntil?: number;
  readonly last?: RunEnd;
  /** When the last run ended that left nothing to be done. */
  readonly goodAt?: number;
  /** Oldest first, and not all. */
  readonly past: readonly PastDrift[];
  /** Of a watch: where it goes on. */
  readonly position?: string;
}

/** A decision about one of them. */
export interface Step {
  readonly name: string;
  /** The standing's `until` that this was decided from; `undefined` if there was no standing. */
  readonly seen: number | undefined;
  /** What it is from now on. */
  readonly until: number;
  /** What is due; nothing at first sight, and when the clock was put back. */
  readonly run?: DueRun;
}
