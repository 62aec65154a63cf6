/** One request at a time, no sooner than the wiki asked, and edits as they must be (I5, I9). */
import { type Happening, type HappeningOf, happened } from '../history.ts';

/** Requests of a run on a budget of 10 + 5 for its page. */
const mostRequests = 15;

/** How each run treated the wiki. @param editGap in milliseconds */
export function requestsIn(happenings: readonly Happening[], editGap: number): readonly string[] {
  return happened(happenings, 'began').flatMap(({ run }) => {
    const ofRun = happenings.filter((each) => 'run' in each && each.run === run);
    const sent = happened(ofRun, 'sent');
    return [
      ...sent.filter(({ inFlight }) => inFlight > 0).map(said('did not wait for the one before')),
      ...sent.slice(mostRequests).map(said('is over the budget')),
      ...tooSoon(ofRun).map(said('came sooner than the wiki asked')),
      ...hasty(ofRun, editGap).map(said('came too soon after an edit')),
      ...sent.filter(isEdit).flatMap((edit) => flawsOfEdit(edit).map((flaw) => said(flaw)(edit))),
    ];
  });
}

function said(what: string) {
  return ({ run, action, params }: HappeningOf<'sent'>): string =>
    `I5/I9: request ${params.get('requestid')} of run ${run} (${action}) ${what}`;
}

function isEdit({ action }: HappeningOf<'sent'>): boolean {
  return action === 'edit';
}

function tooSoon(ofRun: readonly Happening[]): readonly HappeningOf<'sent'>[] {
  const early: HappeningOf<'sent'>[] = [];
  let notBefore = 0;
  for (const each of ofRun) {
    if (each.kind === 'answered') notBefore = each.time + 1000 * (each.retryAfter ?? 0);
    if (each.kind === 'sent' && each.time < notBefore) early.push(each);
  }
  return early;
}

/** Edits that follow a saved one too soon. */
function hasty(ofRun: readonly Happening[], editGap: number): readonly HappeningOf<'sent'>[] {
  const early: HappeningOf<'sent'>[] = [];
  let saved: number | undefined;
  for (const each of ofRun) {
    if (each.kind === 'page') saved = each.time;
    if (each.kind !== 'sent' || !isEdit(each) || saved === undefined) continue;
    if (each.time < saved + editGap) early.push(each);
  }
  return early;
}

const needed = ['baserevid', 'starttimestamp', 'md5', 'nocreate', 'assert', 'assertuser', 'maxlag'];

function flawsOfEdit({ params }: HappeningOf<'sent'>): readonly string[] {
  return [
    ...needed.filter((name) => !params.has(name)).map((name) => `has no ${name}`),
    ...(params.has('basetimestamp') ? ['has a basetimestamp'] : []),
    ...([...params.keys()].at(-1) === 'token' ? [] : ['has something behind its token']),
  ];
}
