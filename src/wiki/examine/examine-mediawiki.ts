/** Looks at a MediaWiki and the account on it: asks, logs in at most once, and never writes. */
import { SyncError } from '../../errors.ts';
import type { QueryAnswer } from '../answers.ts';
import type { Credentials } from '../credentials.ts';
import { logIn } from '../login.ts';
import { checkOptions, type MediaWikiOptions, openSession } from '../media-wiki.ts';
import { verdictOf } from '../wiki-error.ts';
import { type Asked, type Asker, createAsker, errorCodes } from './asker.ts';
import type {
  AccountSeen,
  ExamineRequest,
  FiltersSeen,
  LoginSeen,
  MediaWikiSeen,
  SiteSeen,
} from './seen.ts';
import { pagesSeen, stopSeen } from './seen-pages.ts';
import { askAbout, askFilters, survey, surveyAs } from './survey.ts';

/**
 * Looks at a MediaWiki: in three requests with a bot password (four on a private wiki that the
 * options do not call so), two with a token, one without credentials.
 *
 * @throws {SyncError} usage: see `openMediaWiki`; wiki-answer: an answer of an unknown shape
 */
export async function examineMediaWiki(
  options: MediaWikiOptions,
  request: ExamineRequest,
): Promise<MediaWikiSeen> {
  checkOptions(options);
  const { asker, asked, about, login, isPrivate, filters } = await visit(options, request);
  const answer = asked.kind === 'answer' ? asked.answer : undefined;
  return {
    failure: asked.kind === 'failed' && !isReadDenied(asked) ? asked.failure : undefined,
    lag: asker.lag(),
    isPrivate,
    login,
    site: answer && siteSeen(answer, asker.ahead()),
    account: about && accountSeen(about),
    filters,
    stop: answer && stopSeen(options.stop, answer),
    pages: answer === undefined ? [] : pagesSeen(request, answer, about),
  };
}

/** What a visit brought. */
interface Visit {
  readonly asker: Asker;
  /** The survey, as good as it could be had. */
  readonly asked: Asked;
  /** What was answered about the account, and what it may do with the pages. */
  readonly about?: QueryAnswer | undefined;
  readonly login: LoginSeen;
  readonly isPrivate: boolean;
  readonly filters: FiltersSeen;
}

interface Way {
  readonly options: MediaWikiOptions;
  readonly titles: readonly string[];
  readonly open: (credentials: Credentials) => Promise<Asker>;
}

function visit(options: MediaWikiOptions, request: ExamineRequest): Promise<Visit> {
  const { credentials, openSession: given, now = Date.now } = options;
  const way: Way = {
    options,
    titles: titlesOf(request, options.stop),
    open: async (as) => createAsker(await (given?.() ?? openSession(options, as)), now),
  };
  switch (credentials.kind) {
    case 'none':
      return visitAsNobody(way);
    case 'password':
      return visitWithPassword(way);
    case 'token':
      return visitWithToken(way);
  }
}

async function visitAsNobody({ titles, open }: Way): Promise<Visit> {
  const asker = await open({ kind: 'none' });
  const asked = await survey(asker, titles, { kind: 'nobody', wantsLoginToken: false });
  const isPrivate = isReadDenied(asked);
  if (asked.kind === 'failed' && !isPrivate) return untried({ asker, asked });
  return { asker, asked, login: { kind: 'none' }, isPrivate, filters: { kind: 'none' } };
}

async function visitWithPassword(way: Way): Promise<Visit> {
  const { options, titles, open } = way;
  const asker = await open(options.credentials);
  if (options.private === true) return visitPrivate(way, asker);
  const first = await survey(asker, titles, { kind: 'nobody', wantsLoginToken: true });
  if (isReadDenied(first)) return visitPrivate(way, asker);
  if (first.kind === 'failed') return untried({ asker, asked: first });
  const login = await loggedIn(options, asker, first.answer.query.tokens?.logintoken);
  const so = { asker, asked: first, login, isPrivate: false };
  if (login.kind !== 'done') return { ...so, filters: { kind: 'none' } };
  const { asked, filters } = await askAbout(asker, titles, login.account);
  // A question about the account that failed leaves it unknown.
  return { ...so, about: asked.kind === 'answer' ? asked.answer : undefined, filters };
}

/** Where even reading needs a login. */
async function visitPrivate({ options, titles }: Way, asker: Asker): Promise<Visit> {
  const asked = await asker.ask({ meta: 'tokens', type: 'login' });
  if (asked.kind === 'failed') return untried({ asker, asked });
  const login = await loggedIn(options, asker, asked.answer.query.tokens?.logintoken);
  const so = { asker, login, isPrivate: true };
  if (login.kind !== 'done') return { ...so, asked: unread, filters: { kind: 'none' } };
  const told = await surveyAs(asker, titles, login.account);
  return { ...so, ...told, about: told.asked.kind === 'answer' ? told.asked.answer : undefined };
}

/** What a private wiki answers to nobody. */
const unread: Asked = {
  kind: 'failed',
  failure: { kind: 'api', errors: [{ code: 'readapidenied', text: '' }] },
};

async function visitWithToken(way: Way): Promise<Visit> {
  const asker = await way.open(way.options.credentials);
  const asked = await survey(asker, way.titles, { kind: 'account', name: undefined });
  if (asked.kind === 'failed') {
    const { error } = verdictOf(asked.failure, way.options.name);
    if (error.code !== 'login-refused') return untried({ asker, asked });
    // What everybody may see is seen all the same.
    return { ...(await visitAsNobody(way)), login: { kind: 'refused', error } };
  }
  const account = asked.answer.query.userinfo?.name ?? '';
  const filters = await filtersFor(asker, asked);
  const login = { kind: 'done', account } as const;
  return { asker, asked, about: asked.answer, login, isPrivate: false, filters };
}

function untried(failed: Pick<Visit, 'asker' | 'asked'>): Visit {
  return { ...failed, login: { kind: 'untried' }, isPrivate: false, filters: { kind: 'none' } };
}

function filtersFor(asker: Asker, asked: Asked): Promise<FiltersSeen> {
  const user = asked.kind === 'answer' ? asked.answer.query.userinfo : undefined;
  return user?.rights?.includes('abusefilter-log') === true
    ? askFilters(asker, user.name)
    : Promise.resolve({ kind: 'unreadable' });
}

async function loggedIn(
  { name, credentials }: MediaWikiOptions,
  asker: Asker,
  token: string | undefined,
): Promise<LoginSeen> {
  try {
    const account = await logIn({
      wiki: name,
      credentials,
      token,
      fetchToken: () => freshToken(asker, name),
      post: asker.post,
    });
    return { kind: 'done', account };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return { kind: 'refused', error };
  }
}

async function freshToken(asker: Asker, wiki: string): Promise<string> {
  const asked = await asker.ask({ meta: 'tokens', type: 'login' });
  if (asked.kind === 'failed') throw verdictOf(asked.failure, wiki).error;
  const token = asked.answer.query.tokens?.logintoken;
  if (token !== undefined) return token;
  throw new SyncError('wiki-answer', `Wiki '${wiki}' gives no login token.`, {
    hint: 'Check that the address is that of api.php itself, and not of a copy for readers.',
  });
}

function isReadDenied(asked: Asked): boolean {
  return errorCodes(asked).includes('readapidenied');
}

function titlesOf({ listings }: ExamineRequest, stop: string | undefined): readonly string[] {
  const titles = listings.flatMap(({ page, template }) => [page, `Template:${template}`]);
  return stop === undefined ? titles : [...titles, stop];
}

function siteSeen({ query }: QueryAnswer, ahead: number | undefined): SiteSeen {
  const { generator = '', sitename = '', readonly, readonlyreason = '' } = query.general ?? {};
  return {
    generator,
    name: sitename,
    readOnly: readonly === true ? readonlyreason : undefined,
    ahead,
  };
}

function accountSeen({ query }: QueryAnswer): AccountSeen | undefined {
  const user = query.userinfo;
  if (user === undefined) return undefined;
  const { blockid, blockedby = '', blockreason = '', blockexpiry = '', blockpartial } = user;
  return {
    name: user.name,
    rights: user.rights ?? [],
    groups: user.groups ?? [],
    block:
      blockid === undefined
        ? undefined
        : {
            by: blockedby,
            reason: blockreason,
            expiry: blockexpiry,
            isPartial: blockpartial === true,
          },
    hasMessages: user.messages === true,
    editLimits: Object.values(user.ratelimits?.edit ?? {}),
  };
}
