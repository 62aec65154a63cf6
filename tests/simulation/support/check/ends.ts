/** What fails says so, in the words of the manual (I3, I10). */
import type { SyncErrorCode } from '../../../../src/errors.ts';
import { type Happening, happened, type RunEnd } from '../history.ts';

/** Codes with which a run may end whatever the wiki, people and signals do. */
const fairEnds: readonly string[] = [
  'wiki-unavailable',
  'wiki-answer',
  'outcome-unknown',
  'edit-conflict',
  'edit-lost',
  'interrupted',
  'stopped',
  'not-allowed',
  'login-refused',
] satisfies readonly SyncErrorCode[];

/** Ends that nothing explains. */
export function endsIn(happenings: readonly Happening[]): readonly string[] {
  return happened(happenings, 'ended').flatMap(({ run, how }) => {
    if (how.kind === 'threw') return [`I10: run ${run} had a defect: ${how.error}`];
    const code = codeOf(how);
    const isFair =
      code === undefined || fairEnds.includes(code) || isOfFiles(code, run, happenings);
    return isFair ? [] : [`I10: run ${run} ended with ${code}`];
  });
}

function codeOf(how: RunEnd): string | undefined {
  if (how.kind === 'failed') return how.code;
  const outcome = how.kind === 'reported' ? how.report.outcome : undefined;
  return outcome?.kind === 'failed' ? outcome.code : undefined;
}

/** Whether there was no file, or the disk failed. */
function isOfFiles(code: string, run: number, happenings: readonly Happening[]): boolean {
  const start = happenings.findIndex((each) => each.kind === 'began' && each.run === run);
  const began = happened(happenings, 'began').find((each) => each.run === run);
  const file = happened(happenings.slice(0, start), 'data').at(-1);
  if (code === 'file-missing' && file?.text === undefined) return true;
  return code.startsWith('file-') && began?.hasDiskFault === true;
}
