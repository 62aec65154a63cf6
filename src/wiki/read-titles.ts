/** Asks what there is under many titles, in batches. */
import type { TitleState } from '../core/wikitext/title-state.ts';
import type { QueryAnswer } from './answers.ts';
import type { WikiContext } from './context.ts';
import { canonical, queryAll } from './page-query.ts';

/** Titles that everybody may ask for at once. */
const batchSize = 50;

/** See `Wiki.readTitles`. */
export async function readTitles(
  { connection, grantRequests }: Pick<WikiContext, 'connection' | 'grantRequests'>,
  titles: readonly string[],
): Promise<ReadonlyMap<string, TitleState>> {
  const asked = [...new Set(titles)].filter((title) => !title.includes('|'));
  const batches = Array.from({ length: Math.ceil(asked.length / batchSize) }, (_, index) =>
    asked.slice(index * batchSize, (index + 1) * batchSize),
  );
  grantRequests(batches.length);
  const states = new Map<string, TitleState>();
  for (const batch of batches) {
    const build = () => ({ titles: batch, prop: 'info', redirects: true });
    const answer = await queryAll(connection, build);
    for (const title of batch) states.set(title, stateOf(title, answer));
  }
  return states;
}

function stateOf(title: string, answer: QueryAnswer): TitleState {
  const name = canonical(canonical(title, answer), answer);
  const target = redirectTarget(name, answer);
  const page = answer.query.pages.find((one) => one.title === (target ?? name));
  if (page === undefined || page.special === true) return { kind: 'elsewhere' };
  if (page.invalid === true) return { kind: 'unknown' };
  // Known ones are shown though they are not here: a file of a shared repository, a message.
  if (page.missing === true && page.known !== true) return { kind: 'missing' };
  return target === undefined ? { kind: 'page' } : { kind: 'redirect', to: target };
}

/** Where a chain of redirects ends; a wiki follows some of them, and not in circles. */
function redirectTarget(title: string, { query }: QueryAnswer): string | undefined {
  const seen = new Set<string>();
  let at = title;
  for (;;) {
    const next = query.redirects.find(({ from }) => from === at)?.to;
    if (next === undefined || seen.has(next)) return at === title ? undefined : at;
    seen.add(next);
    at = next;
  }
}
