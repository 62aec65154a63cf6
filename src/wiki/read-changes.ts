/** Follows what people change on a wiki: its recent changes, asked for from where it was left off. */
import { canonicalTitle } from '../core/wikitext/title.ts';
import { SyncError } from '../errors.ts';
import { lazily } from '../lazily.ts';
import { type ShapeOf, z } from '../shape.ts';
import type { QueryAnswer } from './answers.ts';
import type { ChangesRequest, SeenChanges } from './changes.ts';
import type { WikiContext } from './context.ts';
import type { Params } from './session.ts';

/** Where it was left off. */
const place = lazily(() =>
  z.object({
    /** By the wiki's clock, in ISO 8601; and since when it is followed: what was before is known. */
    at: z.string(),
    begun: z.string(),
    /** Of the watched pages' changes in the last minute before that, which are asked for again. */
    seen: z.array(z.int()),
  }),
);

type Place = ShapeOf<typeof place>;

/** A change may come to be seen after one that is younger than it. */
const overlap = 60_000;

/** Wikis forget changes after some weeks; what is older is not looked for. */
const oldest = 7 * 86_400_000;

/** Answers of one look; a wiki on which more happened is looked at as a whole. */
const mostAnswers = 10;

/** How a wiki writes titles. */
export type TitleForm = (title: string) => string;

/**
 * See `Wiki.readChanges`.
 *
 * @param known how titles are written, if that was asked before
 */
export async function readChanges(
  context: Pick<WikiContext, 'connection'>,
  { titles, since }: ChangesRequest,
  known: TitleForm | undefined,
): Promise<SeenChanges & { readonly form: TitleForm }> {
  const from = since === undefined ? undefined : placeOf(since);
  const first = await ask(context, { from, asksForm: known === undefined });
  const form = known ?? titleForm(first);
  const now = nowOf(first);
  const everything = {
    changed: titles,
    position: written({ at: now, begun: now, seen: [] }),
    form,
  };
  if (from === undefined || Date.parse(now) - Date.parse(from.at) > oldest) return everything;
  const changes = await changesFrom(context, first, from);
  if (changes === undefined) return everything;
  const own = context.connection.account;
  const watched = new Map(titles.map((title) => [form(title), title]));
  const found = changes.filter(({ title }) => watched.has(title));
  const fresh = found.filter(
    ({ rcid, user, timestamp }) =>
      !from.seen.includes(rcid) && user !== own && Date.parse(timestamp) >= Date.parse(from.begun),
  );
  const edge = Date.parse(now) - overlap;
  const seen = found.filter(({ timestamp }) => Date.parse(timestamp) >= edge);
  return {
    changed: [...new Set(fresh.flatMap(({ title }) => watched.get(title) ?? []))],
    position: written({ at: now, begun: from.begun, seen: seen.map(({ rcid }) => rcid) }),
    form,
  };
}

type Change = NonNullable<QueryAnswer['query']['recentchanges']>[number];

/** All changes from a place on; `undefined` if there are too many. */
async function changesFrom(
  context: Pick<WikiContext, 'connection'>,
  first: QueryAnswer,
  from: Place,
): Promise<readonly Change[] | undefined> {
  let answer = first;
  const found = [...(first.query.recentchanges ?? [])];
  for (let count = 1; answer.continue !== undefined; count += 1) {
    if (count === mostAnswers) return undefined;
    answer = await ask(context, { from, asksForm: false, goesOn: answer.continue });
    found.push(...(answer.query.recentchanges ?? []));
  }
  return found;
}

async function ask(
  { connection }: Pick<WikiContext, 'connection'>,
  about: {
    readonly from: Place | undefined;
    readonly asksForm: boolean;
    readonly goesOn?: Params;
  },
): Promise<QueryAnswer> {
  const { from, asksForm, goesOn = {} } = about;
  return connection.query((loggedIn) => ({
    ...(from === undefined ? {} : listFrom(from)),
    // With a token, only the wiki knows whose edits are our own.
    meta: [...(asksForm ? ['siteinfo'] : []), ...(loggedIn ? ['userinfo'] : [])],
    ...(asksForm ? { siprop: ['general', 'namespaces', 'namespacealiases'] } : {}),
    curtimestamp: true,
    ...goesOn,
  }));
}

function listFrom({ at }: Place): Params {
  return {
    list: 'recentchanges',
    rcdir: 'newer',
    rcstart: new Date(Date.parse(at) - overlap).toISOString(),
    rcprop: ['ids', 'title', 'timestamp', 'user'],
    rctype: ['edit', 'new', 'log'],
    rclimit: 'max',
  };
}

function nowOf({ curtimestamp = '' }: QueryAnswer): string {
  if (!Number.isNaN(Date.parse(curtimestamp))) return curtimestamp;
  throw new SyncError('wiki-answer', 'The wiki does not say what time it is.', {
    hint: "Run 'wikisync doctor': it says what answers at the address.",
  });
}

/** What cannot be read is as if there were none: all pages are looked at again. */
function placeOf(text: string): Place | undefined {
  try {
    const { data } = place().safeParse(JSON.parse(text));
    return data === undefined || Number.isNaN(Date.parse(data.at)) ? undefined : data;
  } catch {
    return undefined;
  }
}

function written(at: Place): string {
  return JSON.stringify(at);
}

/** A namespace may be written by its alias, and by the name that it has on every wiki. */
function titleForm({ query }: QueryAnswer): TitleForm {
  const { namespaces = {}, namespacealiases = [], general } = query;
  const byName = new Map<string, { readonly name: string; readonly caseSensitive: boolean }>();
  for (const { id, name, canonical, case: how } of Object.values(namespaces)) {
    const aliases = namespacealiases.filter((each) => each.id === id).map(({ alias }) => alias);
    const caseSensitive = (how ?? general?.case) === 'case-sensitive';
    for (const each of [name, canonical ?? name, ...aliases]) {
      byName.set(each.toLowerCase(), { name, caseSensitive });
    }
  }
  const main = byName.get('') ?? { name: '', caseSensitive: general?.case === 'case-sensitive' };
  return (title) => {
    const plain = canonicalTitle(title, { caseSensitive: true });
    const [, prefix = '', rest = ''] = /^([^:]+?) ?: ?(.+)$/.exec(plain) ?? [];
    const namespace = byName.get(prefix.toLowerCase());
    if (prefix === '' || namespace === undefined) return canonicalTitle(plain, main);
    return `${namespace.name}:${canonicalTitle(rest, namespace)}`;
  };
}
