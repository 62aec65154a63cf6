/** How much a run may ask of one wiki, whatever goes wrong. */
import { SyncError } from '../errors.ts';

/** What a run may use. */
export interface BudgetOptions {
  /** As the config calls the wiki. */
  readonly wiki: string;
  /** Pages that the run is about, as far as that is known by now. */
  readonly pages: () => number;
  /** Seconds from the first request to the last, and for each page some more. */
  readonly seconds: number;
  /** Milliseconds, from any moment on. */
  readonly now: () => number;
}

/** Requests that are kept for finding out what became of an edit that was sent. */
const reserve = 5;

/** Failures in a row after which a wiki is taken to be down. */
const mostFailures = 5;

/** Seconds that a page may take more than the first: an edit has to wait for the one before it. */
const secondsPerPage = 30;

/** Requests that may be granted to a run. */
const mostGranted = 200;

/** Counts requests; what is asked about an edit that was sent may use the reserve too. */
export class Budget {
  readonly #options: BudgetOptions;
  #start: number | undefined;
  #used = 0;
  #failures = 0;
  #granted = 0;

  constructor(options: BudgetOptions) {
    this.#options = options;
  }

  /** Allows more requests, for a run that asks about more than its pages. */
  grant(requests: number): void {
    this.#granted = Math.min(mostGranted, this.#granted + requests);
  }

  /** Counts a request. @throws {SyncError} wiki-unavailable, if none is left */
  spend(purpose: 'work' | 'proof'): void {
    const { pages, seconds, now } = this.#options;
    this.#start ??= now();
    const requests = 10 + 5 * pages() + this.#granted;
    if (this.#used >= requests - (purpose === 'work' ? reserve : 0)) {
      throw this.#over(`this run has sent it ${this.#used} requests, and may send ${requests}`);
    }
    const longest = seconds + secondsPerPage * (pages() - 1);
    if (purpose === 'work' && now() - this.#start > 1000 * longest) {
      throw this.#over(`this run has asked it for more than ${longest} seconds`);
    }
    if (purpose === 'work' && this.#failures >= mostFailures) {
      throw this.#over(`${this.#failures} requests in a row have failed`);
    }
    this.#used += 1;
  }

  /** Takes note of how a request ended. */
  note(end: 'answered' | 'failed'): void {
    this.#failures = end === 'answered' ? 0 : this.#failures + 1;
  }

  #over(why: string): SyncError {
    return new SyncError(
      'wiki-unavailable',
      `Wiki '${this.#options.wiki}' is left alone: ${why}.`,
      {
        hint: 'Run it again later.',
        detail: 'budget',
      },
    );
  }
}
