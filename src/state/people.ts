/** What people did about a listing's edits: which they took back, and what they let pass since. */
import type { Acknowledgement, HeldPlace, Revert } from '../core/history/reverts.ts';
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';

/** What is kept of one listing. */
export interface PeopleRecord {
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  /** That nobody has let pass yet, oldest first. */
  readonly reverts: readonly Revert[];
  readonly acknowledged: readonly Acknowledgement[];
  /** What is held back since a person took it back: nobody has agreed on it, whatever came since. */
  readonly held: readonly HeldPlace[];
}

const scope = { key: z.optional(z.string()), field: z.optional(z.string()) };

const written = lazily(() =>
  z.strictObject({
    version: z.literal(1),
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    reverts: z.array(
      z.strictObject({
        key: z.string(),
        field: z.optional(z.string()),
        revision: z.int(),
        time: z.string(),
        user: z.optional(z.string()),
        link: z.optional(z.string()),
      }),
    ),
    acknowledged: z.array(z.strictObject({ ...scope, through: z.int() })),
    held: z.array(z.strictObject({ key: z.string(), field: z.optional(z.string()) })),
  }),
);

/** As text: the same gives the same. */
export function renderPeople(people: PeopleRecord): string {
  const { listing, wiki, page, reverts, acknowledged, held } = people;
  const content: z.input<ReturnType<typeof written>> = {
    version: 1,
    listing,
    wiki,
    page,
    reverts: reverts.map(({ key, field, by: { revision, time, user, link } }) => ({
      key,
      field,
      revision,
      time,
      user,
      link,
    })),
    acknowledged: acknowledged.map(({ key, field, through }) => ({ key, field, through })),
    held: held.map(({ key, field }) => ({ key, field })),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** Reads the text, or says in a clause why it is none. */
export function parsePeople(text: string): PeopleRecord | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const { data, error } = written().safeParse(json);
  if (data === undefined) return error.issues[0]?.message ?? 'it has another shape';
  const { version: _version, reverts, ...rest } = data;
  return {
    ...rest,
    reverts: reverts.map(({ key, field, revision, time, user, link }) => ({
      key,
      field,
      by: { revision, time, user, isOwn: false, link },
    })),
  };
}
