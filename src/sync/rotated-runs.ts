/** What is said of runs that the log has kept no longer. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { SyncError } from '../errors.ts';
import { beganAt, type RotatedRuns } from '../state/run-rotation.ts';

/** That the log was longer once. */
export function rotatedNotice(rotated: RotatedRuns): Diagnostic {
  return {
    code: 'runs-rotated',
    severity: 'notice',
    message: `The log is not all there was: ${removed(rotated)}.`,
    hint: "The config's 'log' says how much is kept.",
  };
}

/** For a name that the log does not know. */
export function noSuchRun(wanted: string, rotated: RotatedRuns | undefined): SyncError {
  const hint = "'wikisync log' names the runs of this state folder.";
  if (wanted === 'last') {
    return new SyncError('usage', 'The log has no run of these listings.', { hint });
  }
  const none = `There is no run '${wanted}' in the log`;
  if (rotated === undefined) return new SyncError('usage', `${none}.`, { hint });
  const isOld = /^[0-9a-z]{8}-[0-9a-f]{6}$/.test(wanted) && wanted <= rotated.upTo;
  const what = isOld ? `Run '${wanted}' is not in the log any more` : none;
  return new SyncError('usage', `${what}: ${removed(rotated)}.`, {
    hint: "On a MediaWiki 'wikisync undo' still finds a run by the page's history: name its listing.",
  });
}

/** A clause: how many runs are gone, and from when. */
export function removed({ runs, upTo }: RotatedRuns): string {
  const began = beganAt(upTo);
  const day = Number.isNaN(began) ? '' : `, up to ${new Date(began).toISOString().slice(0, 10)}`;
  return `${runs === 1 ? 'an older run was' : `${runs} older runs were`} removed from it${day}`;
}
