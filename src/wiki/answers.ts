/** The shapes of the API's answers, as far as they are used, in `formatversion=2`. */
import { SyncError } from '../errors.ts';
import { lazily, type ShapeOf, z } from '../shape.ts';

const apiError = z.object({ code: z.string(), text: z.string().default('') });

const revision = z.object({
  revid: z.int(),
  parentid: z.int().default(0),
  /** Absent if hidden, as are the comment, the hash and the content. */
  user: z.string().optional(),
  comment: z.string().optional(),
  timestamp: z.string().optional(),
  tags: z.array(z.string()).default([]),
  slots: z
    .object({
      main: z.object({
        contentmodel: z.string().optional(),
        content: z.string().optional(),
        sha1: z.string().optional(),
      }),
    })
    .optional(),
});

const page = z.object({
  pageid: z.int().optional(),
  ns: z.int().optional(),
  title: z.string(),
  missing: z.boolean().optional(),
  known: z.boolean().optional(),
  invalid: z.boolean().optional(),
  special: z.boolean().optional(),
  redirect: z.boolean().optional(),
  contentmodel: z.string().optional(),
  lastrevid: z.int().optional(),
  protection: z.array(z.object({ type: z.string(), level: z.string() })).optional(),
  actions: z.object({ edit: z.array(apiError) }).optional(),
  revisions: z.array(revision).optional(),
  redirects: z.array(z.object({ title: z.string() })).optional(),
});

const namespace = z.object({
  id: z.int(),
  name: z.string(),
  canonical: z.string().optional(),
  case: z.string().optional(),
});

/** So many times in so many seconds. */
const rateLimit = z.object({ hits: z.number(), seconds: z.number() });

/** An edit that met a filter; `result` names what the filter did, and is empty if it only noted it. */
const filterHit = z.object({
  filter: z.string().default(''),
  title: z.string().default(''),
  result: z.string().default(''),
  timestamp: z.string(),
});

const queryAnswer = z.object({
  batchcomplete: z.boolean().optional(),
  continue: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  curtimestamp: z.string().optional(),
  query: z
    .object({
      pages: z.array(page).default([]),
      normalized: z
        .array(z.object({ from: z.string(), to: z.string(), fromencoded: z.boolean().optional() }))
        .default([]),
      redirects: z.array(z.object({ from: z.string(), to: z.string() })).default([]),
      tokens: z.object({ csrftoken: z.string(), logintoken: z.string() }).partial().optional(),
      userinfo: z
        .object({
          name: z.string(),
          anon: z.boolean().optional(),
          messages: z.boolean().optional(),
          rights: z.array(z.string()).optional(),
          groups: z.array(z.string()).optional(),
          blockid: z.int().optional(),
          blockedby: z.string().optional(),
          blockexpiry: z.string().optional(),
          blockreason: z.string().optional(),
          blockpartial: z.boolean().optional(),
          ratelimits: z
            .looseObject({ edit: z.record(z.string(), rateLimit).optional() })
            .optional(),
        })
        .optional(),
      general: z
        .object({
          generator: z.string(),
          case: z.string(),
          sitename: z.string().optional(),
          readonly: z.boolean().optional(),
          readonlyreason: z.string().optional(),
        })
        .optional(),
      namespaces: z.record(z.string(), namespace).optional(),
      namespacealiases: z.array(z.object({ id: z.int(), alias: z.string() })).optional(),
      extensiontags: z.array(z.string()).optional(),
      /** Of the extension AbuseFilter, newest first. */
      abuselog: z.array(filterHit).optional(),
      recentchanges: z
        .array(
          z.object({
            rcid: z.int(),
            /** Absent if it is hidden, as is the user. */
            title: z.string().default(''),
            timestamp: z.string(),
            user: z.string().optional(),
          }),
        )
        .optional(),
      allpages: z.array(z.object({ title: z.string() })).optional(),
      usercontribs: z
        .array(z.object({ revid: z.int(), title: z.string(), comment: z.string().optional() }))
        .optional(),
    })
    .prefault({}),
});

const loginAnswer = lazily(() =>
  z.object({
    login: z.object({
      result: z.string(),
      lgusername: z.string().optional(),
      reason: z.object({ code: z.string(), text: z.string().default('') }).optional(),
    }),
  }),
);

const editAnswer = lazily(() =>
  z.object({
    edit: z.object({
      result: z.string(),
      newrevid: z.int().optional(),
      nochange: z.boolean().optional(),
      captcha: z.object({}).optional(),
      code: z.string().optional(),
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

function parse<T>(schema: z.ZodType<T>, body: unknown, what: string): T {
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
