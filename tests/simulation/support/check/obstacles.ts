/** What was in the way when a run last looked keeps it from writing; a dry run never writes (I5). */
import { type Happening, type HappeningOf, happened, type Obstacle } from '../history.ts';

/** What a run sees when it looks. */
const seen: readonly Obstacle[] = ['stop-page', 'nobots', 'block', 'protection'];

/** Edits that were sent in spite of something. */
export function obstaclesIn(happenings: readonly Happening[]): readonly string[] {
  const began = happened(happenings, 'began');
  return happened(happenings, 'sent')
    .filter(({ action }) => action === 'edit')
    .flatMap((edit) => {
      const isDry = began.some(({ run, dryRun }) => run === edit.run && dryRun);
      const inTheWay = [...obstaclesSeen(happenings, edit), ...(isDry ? ['dry run'] : [])];
      return inTheWay.map((one) => `I5: run ${edit.run} sent an edit: ${one}`);
    });
}

/** What was there when the run last asked, and still was when it sent. */
function obstaclesSeen(
  happenings: readonly Happening[],
  edit: HappeningOf<'sent'>,
): readonly string[] {
  const before = happenings.slice(0, happenings.indexOf(edit));
  // A look at the history or at one revision does not show what is in the way.
  const asked = before.findLastIndex(
    (each) => each.kind === 'sent' && each.run === edit.run && each.params.has('titles'),
  );
  return seen.filter((obstacle) => {
    const changes = happened(before, 'obstacle').filter((each) => each.obstacle === obstacle);
    const last = changes.at(-1);
    return last?.isThere === true && before.indexOf(last) < asked;
  });
}
