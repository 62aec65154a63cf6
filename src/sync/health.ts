/** Whether a listing has had a good run lately; the state alone is asked, and no wiki. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { lengthText } from '../core/render/length-text.ts';
import type { ListingReport } from '../report/run-report.ts';
import type { GoodRun } from '../state/good-run.ts';
import type { StateStore } from '../state/store.ts';
import type { Trouble } from '../state/trouble.ts';
import type { ListingJob } from './job.ts';
import { reportHead } from './plan-listing.ts';

/** What is known of a listing's last runs. */
export interface Health {
  /** The last good one; absent if none is known. */
  readonly good?: GoodRun;
  /** Those since then that went wrong; absent if there are none. */
  readonly trouble?: Trouble;
}

/** Reads what is known of a listing, as long as it is of this page. @throws {SyncError} state-unavailable */
export async function loadHealth(
  state: Pick<StateStore, 'loadGoodRun' | 'loadTrouble'>,
  name: string,
  { wiki, page }: { readonly wiki: string; readonly page: string },
): Promise<Health> {
  const good = await state.loadGoodRun(name);
  const trouble = await state.loadTrouble(name);
  const isOfPage = (kept: GoodRun | Trouble): boolean => kept.wiki === wiki && kept.page === page;
  return {
    ...(good !== undefined && isOfPage(good) ? { good } : {}),
    ...(trouble !== undefined && isOfPage(trouble) && trouble.runs > 0 ? { trouble } : {}),
  };
}

/**
 * For how long there was no good run: milliseconds; `undefined` if nothing at all is known. What a
 * clock that was wrong has written down for the future says nothing.
 */
export function timeWithout({ good, trouble }: Health, now: number): number | undefined {
  if (good !== undefined && good.time <= now) return now - good.time;
  return trouble === undefined ? undefined : Math.max(0, now - trouble.since);
}

/** The error of a listing that has gone without a good run for longer than it may. */
export function overdue(
  name: string,
  health: Health,
  { maxAge, now }: { readonly maxAge: number; readonly now: number },
): readonly Diagnostic[] {
  const age = timeWithout(health, now);
  if (age !== undefined && age <= maxAge) return [];
  const { runs = 0, reason = '' } = health.trouble ?? {};
  const without =
    age === undefined
      ? 'has never had a good run here'
      : `has had no good run for ${lengthText(age) ?? 'a minute'}, and may go ${lengthText(maxAge)} without`;
  const wrong = runs === 0 ? '' : `: ${runs === 1 ? 'a run' : `${runs} runs`} went wrong`;
  return [
    {
      code: 'no-good-run',
      severity: 'error',
      message: `'${name}' ${without}${wrong}.`,
      hint:
        reason === ''
          ? 'Look whether what starts its runs still does.'
          : `What was wrong with the last one: ${reason}`,
    },
  ];
}

/** The same, where the config says how long that may be. */
export function overdueOf(
  { name, health: set, now }: Pick<ListingJob, 'name' | 'health' | 'now'>,
  health: Health,
): readonly Diagnostic[] {
  const maxAge = set?.maxAge;
  return maxAge === undefined ? [] : overdue(name, health, { maxAge, now: now() });
}

/** `health`: the report of one listing. @throws {SyncError} state-unavailable */
export async function checkHealth(job: ListingJob, maxAge: number): Promise<ListingReport> {
  const head = reportHead(job);
  const health = await loadHealth(job.state, job.name, head);
  const diagnostics = overdue(job.name, health, { maxAge, now: job.now() });
  return { ...head, diagnostics, outcome: { kind: 'planned' } };
}
