/** What happened, in order, as whoever watches from outside saw it. */
import type { ListingReport } from '../../../src/report/run-report.ts';

/** Who changes things. `power-cut` is the disk that lost what was not there to stay. */
export type Actor = 'bot' | 'person' | 'power-cut';

/** What the bot is told to do. */
export type BotCommand = 'push' | 'pull' | 'sync' | 'acknowledge';

/** What people and the wiki can put in the way of an edit. */
export type Obstacle = 'stop-page' | 'nobots' | 'block' | 'protection' | 'read-only' | 'rate-limit';

/** One thing that happened; `time` in milliseconds since 1970, `run` counted from 1. */
export type Happening = { readonly time: number } & (
  | {
      readonly kind: 'page';
      readonly by: 'bot' | 'person' | 'stranger';
      /** The run whose request it was. */
      readonly run: number | undefined;
      readonly revision: number;
      readonly parent: number;
      readonly comment: string;
      readonly text: string;
    }
  | {
      readonly kind: 'data';
      readonly by: Actor;
      readonly run: number | undefined;
      /** `undefined` if there is no file. */
      readonly text: string | undefined;
    }
  | { readonly kind: 'obstacle'; readonly obstacle: Obstacle; readonly isThere: boolean }
  | {
      readonly kind: 'began';
      readonly run: number;
      readonly command: BotCommand;
      readonly dryRun: boolean;
      /** Nobody and nothing disturbs it. */
      readonly isQuiet: boolean;
      /** Whether the disk was made to fail. */
      readonly hasDiskFault: boolean;
    }
  | {
      readonly kind: 'sent';
      readonly run: number;
      readonly action: string;
      readonly params: ReadonlyMap<string, string>;
      /** Requests of the run that were under way already. */
      readonly inFlight: number;
    }
  | {
      readonly kind: 'answered';
      readonly run: number;
      readonly action: string;
      /** Seconds that the wiki asked to be left alone. */
      readonly retryAfter: number | undefined;
    }
  | { readonly kind: 'ended'; readonly run: number; readonly how: RunEnd }
);

/** One kind of what happened. */
export type HappeningOf<Kind extends Happening['kind']> = Extract<
  Happening,
  { readonly kind: Kind }
>;

/** All that happened of one kind, in order. */
export function happened<Kind extends Happening['kind']>(
  happenings: readonly Happening[],
  kind: Kind,
): readonly HappeningOf<Kind>[] {
  return happenings.filter((each): each is HappeningOf<Kind> => each.kind === kind);
}

/** How a run ended. */
export type RunEnd =
  | { readonly kind: 'reported'; readonly report: ListingReport }
  /** Before there was anything to report: the lock. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'killed' }
  /** A defect. */
  | { readonly kind: 'threw'; readonly error: string };

/** Keeps what happened, and tells it in lines. */
export class History {
  readonly happenings: Happening[] = [];
  readonly #lines: string[] | undefined;

  /** @param isTold whether lines are kept, which takes time */
  constructor(isTold: boolean) {
    this.#lines = isTold ? [] : undefined;
  }

  add(happening: Happening): void {
    this.happenings.push(happening);
  }

  /** Tells something that only a reader of the trace wants to know. */
  tell(time: number, line: () => string): void {
    this.#lines?.push(`${new Date(time).toISOString().slice(11, 23)} ${line()}`);
  }

  get trace(): string {
    return this.#lines?.join('\n') ?? '';
  }
}
