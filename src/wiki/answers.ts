/** The shapes of the API's answers, as far as they are used, in `formatversion=2`. */
import { SyncError } from '../errors.ts';
import { lazily } from '../lazily.ts';
import { type ShapeOf, z } from '../shape.ts';

const apiError = z.object({ code: z.string(), text: z._default(z.string(), '') });

const revision = z.object({
  revid: z.int(),
  parentid: z._default(z.int(), 0),
  /** Absent if hidden, as are the comment, the hash and the content. */
  user: z.optional(z.string()),
  comment: z.optional(z.string()),
  timestamp: z.optional(z.string()),
  tags: z._default(z.array(z.string()), []),
  slots: z.optional(
    z.object({
      main: z.object({
        contentmodel: z.optional(z.string()),
        content: z.optional(z.string()),
        sha1: z.optional(z.string()),
      }),
    }),
  ),
});

const page = z.object({
  pageid: z.optional(z.int()),
  ns: z.optional(z.int()),
  title: z.string(),
  missing: z.optional(z.boolean()),
  known: z.optional(z.boolean()),
  invalid: z.optional(z.boolean()),
  special: z.optional(z.boolean()),
  redirect: z.optional(z.boolean()),
  contentmodel: z.optional(z.string()),
  lastrevid: z.optional(z.int()),
  protection: z.optional(z.array(z.object({ type: z.string(), level: z.string() }))),
  actions: z.optional(z.object({ edit: z.array(apiError) })),
  revisions: z.optional(z.array(revision)),
  redirects: z.optional(z.array(z.object({ title: z.string() }))),
});

const namespace = z.object({
  id: z.int(),
  name: z.string(),
  canonical: z.optional(z.string()),
  case: z.optional(z.string()),
});

/** So many times in so many seconds. */
const rateLimit = z.object({ hits: z.number(), seconds: z.number() });

/** An edit that met a filter; `result` names what the filter did, and is empty if it only noted it. */
const filterHit = z.object({
  filter: z._default(z.string(), ''),
  title: z._default(z.string(), ''),
  result: z._default(z.string(), ''),
  timestamp: z.string(),
});

const queryAnswer = z.object({
  batchcomplete: z.optional(z.boolean()),
  continue: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  curtimestamp: z.optional(z.string()),
  query: z.prefault(
    z.object({
      pages: z._default(z.array(page), []),
      normalized: z._default(
        z.array(
          z.object({ from: z.string(), to: z.string(), fromencoded: z.optional(z.boolean()) }),
        ),
        [],
      ),
      redirects: z._default(z.array(z.object({ from: z.string(), to: z.string() })), []),
      tokens: z.optional(z.partial(z.object({ csrftoken: z.string(), logintoken: z.string() }))),
      userinfo: z.optional(
        z.object({
          name: z.string(),
          anon: z.optional(z.boolean()),
          messages: z.optional(z.boolean()),
          rights: z.optional(z.array(z.string())),
          groups: z.optional(z.array(z.string())),
          blockid: z.optional(z.int()),
          blockedby: z.optional(z.string()),
          blockexpiry: z.optional(z.string()),
          blockreason: z.optional(z.string()),
          blockpartial: z.optional(z.boolean()),
          ratelimits: z.optional(
            z.looseObject({ edit: z.optional(z.record(z.string(), rateLimit)) }),
          ),
        }),
      ),
      general: z.optional(
        z.object({
          generator: z.string(),
          case: z.string(),
          sitename: z.optional(z.string()),
          readonly: z.optional(z.boolean()),
          readonlyreason: z.optional(z.string()),
        }),
      ),
      namespaces: z.optional(z.record(z.string(), namespace)),
      namespacealiases: z.optional(z.array(z.object({ id: z.int(), alias: z.string() }))),
      extensiontags: z.optional(z.array(z.string())),
      /** Of the extension AbuseFilter, newest first. */
      abuselog: z.optional(z.array(filterHit)),
      recentchanges: z.optional(
        z.array(
          z.object({
            rcid: z.int(),
            /** Absent if it is hidden, as is the user. */
            title: z._default(z.string(), ''),
            timestamp: z.string(),
            user: z.optional(z.string()),
          }),
        ),
      ),
      allpages: z.optional(z.array(z.object({ title: z.string() }))),
      usercontribs: z.optional(
        z.array(z.object({ revid: z.int(), title: z.string(), comment: z.optional(z.string()) })),
      ),
    }),
    {},
  ),
});

const loginAnswer = lazily(() =>
  z.object({
    login: z.object({
      result: z.string(),
      lgusername: z.optional(z.string()),
      reason: z.optional(z.object({ code: z.string(), text: z._default(z.string(), '') })),
    }),
  }),
);

const editAnswer = lazily(() =>
  z.object({
    edit: z.object({
      result: z.string(),
      newrevid: z.optional(z.int()),
      nochange: z.optional(z.boolean()),
      captcha: z.optional(z.object({})),
      code: z.optional(z.string()),
    }),
  }),
);

export type QueryAnswer = z.infer<typeof queryAnswer>;
export type PageAnswer = z.infer<typeof page>;
export type RevisionAnswer = z.infer<typeof revision>;
export type LoginAnswer = ShapeOf<typeof loginAnswer>['login'];
export type EditAnswer = ShapeOf<typeof editAnswer>['edit'];

/** @throws {SyncError} wiki-answer */
export function parseQuery(body: unknown): QueryAnswer {
  return parse(queryAnswer, body, 'query');
}

/** @throws {SyncError} wiki-answer */
export function parseLogin(body: unknown): LoginAnswer {
  return parse(loginAnswer(), body, 'login').login;
}

/** `undefined` for an answer from which nothing can be told. */
export function parseEdit(body: unknown): EditAnswer | undefined {
  return editAnswer().safeParse(body).data?.edit;
}

function parse<T>(schema: z.ZodMiniType<T>, body: unknown, what: string): T {
  const { data, error } = schema.safeParse(body);
  if (data !== undefined) return data;
  const place = error?.issues[0]?.path.join('.') ?? '';
  throw new SyncError(
    'wiki-answer',
    `The wiki's answer to a ${what} has an unknown shape at '${place}'.`,
    { hint: "Run 'wikisync doctor': it says what answers at the address." },
  );
}

const parsed = lazily(() => z.object({ parse: z.object({ text: z.string() }) }));

/** What the wiki made of a text, from `action=parse`. @throws {SyncError} wiki-answer */
export function parseParsed(body: unknown): string {
  const result = parsed().safeParse(body);
  if (result.success) return result.data.parse.text;
  throw new SyncError('wiki-answer', 'The wiki does not say what it makes of a text.', {
    hint: 'Nothing was sent; run it again later.',
  });
}
