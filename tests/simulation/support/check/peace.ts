/** Left in peace, both sides come together, and what does not is told (I6, I1). */
import { type Happening, type HappeningOf, happened } from '../history.ts';
import { changedPlaces, partsOf, type Values, valuesInData, valuesOnPage } from './agreement.ts';

/** Runs at the end that find everything done. */
const quietEnd = 2;

/** What is still open when all is over, and nobody says so. */
export function peaceIn(happenings: readonly Happening[]): readonly string[] {
  const last = happened(happenings, 'ended').slice(-quietEnd);
  const runs = last.map(({ run }) => run);
  const page = valuesOnPage(happened(happenings, 'page').at(-1)?.text ?? '');
  const data = valuesInData(happened(happenings, 'data').at(-1)?.text);
  const told = new Set(last.flatMap(keysTold));
  return [
    ...[...happened(happenings, 'page'), ...happened(happenings, 'data')]
      .filter(({ by, run }) => by === 'bot' && run !== undefined && runs.includes(run))
      .map(({ run }) => `I6: run ${run} still had something to write`),
    ...last
      .filter(({ how }) => how.kind !== 'reported' || how.report.outcome.kind !== 'done')
      .filter((end) => !isStopped(end))
      .map(({ run }) => `I6: run ${run} failed, and nothing disturbed it`),
    ...changedPlaces(page, data)
      .filter((place) => !told.has(partsOf(place).key))
      .map((place) => `I1: ${inWords(place, { page, data })}, and no report says so`),
  ];
}

/** People took back so much that nothing is saved any more, and the report says so. */
function isStopped({ how }: HappeningOf<'ended'>): boolean {
  if (how.kind !== 'reported') return false;
  const { outcome, diagnostics } = how.report;
  const isTold = diagnostics.some(({ code }) => code === 'reverted-twice');
  return isTold && outcome.kind === 'failed' && outcome.code === 'stopped';
}

/** Keys of the records that a report speaks of. */
function keysTold(end: HappeningOf<'ended'>): readonly string[] {
  const { how } = end;
  if (how.kind !== 'reported') return [];
  const { plan, diagnostics } = how.report;
  const waiting = isStopped(end) ? [...(plan?.toPage ?? []), ...(plan?.toData ?? [])] : [];
  return [
    ...waiting.map(({ key }) => key),
    ...(plan?.conflicts ?? []).map(({ key }) => key),
    ...diagnostics.map(({ record }) => record ?? ''),
  ];
}

function inWords(
  place: string,
  { page, data }: { readonly page: Values; readonly data: Values },
): string {
  const [here, there] = [page.get(place) ?? '(nothing)', data.get(place) ?? '(nothing)'];
  return `${place} is ${here} on the page and ${there} in the data file`;
}
