/** Every edit is the bot's own, once, and changes nothing but records (I2, I4, I11). */
import { type Happening, type HappeningOf, happened } from '../history.ts';
import { proseOf, skeletonOf } from '../list-page.ts';
import { keys } from '../people.ts';
import { twinsOnPage, valuesOnPage } from './agreement.ts';

/** What is wrong with the page's revisions. */
export function pagesIn(happenings: readonly Happening[]): readonly string[] {
  const revisions = happened(happenings, 'page');
  const bots = revisions.filter(({ by }) => by === 'bot');
  const texts = new Map(revisions.map(({ revision, text }) => [revision, text]));
  return [
    ...revisions
      .filter(({ by }) => by === 'stranger')
      .map(({ revision }) => `I11: revision ${revision} is nobody's`),
    ...bots
      .filter((each, at) => bots.slice(0, at).some((other) => markOf(other) === markOf(each)))
      .map((each) => `I2: revision ${each.revision} was saved before: ${markOf(each)}`),
    ...bots.flatMap((each) => damageBy(each, texts.get(each.parent) ?? '')),
  ];
}

/** What tells an edit from all others. */
function markOf({ comment }: HappeningOf<'page'>): string {
  return /\(ws-([0-9a-f]{8})(?:, [^()]*)?\)$/.exec(comment)?.[1] ?? 'no mark';
}

function damageBy({ revision, text }: HappeningOf<'page'>, before: string): readonly string[] {
  if (proseOf(text) !== proseOf(before)) {
    return [`I4: revision ${revision} changed what is between the records`];
  }
  if (!hasSameRecords(text, before) || skeletonOf(text) === skeletonOf(before)) return [];
  return [`I4: revision ${revision} changed more than records`];
}

function hasSameRecords(text: string, before: string): boolean {
  const [now, then] = [valuesOnPage(text), valuesOnPage(before)];
  const hasTwins = twinsOnPage(before).size + twinsOnPage(text).size > 0;
  return !hasTwins && keys.every((key) => now.has(key) === then.has(key));
}
