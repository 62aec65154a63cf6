/** Reads what a wiki's people say of a template's parameters, where the wiki has the extension TemplateData. */
import type { TemplateData, TemplateParameter } from '../core/wikitext/template-data.ts';
import { SyncError } from '../errors.ts';
import { lazily } from '../lazily.ts';
import { type ShapeOf, z } from '../shape.ts';
import type { Connection } from './connection.ts';

/** Texts come in every language that they are written in. */
const text = lazily(() =>
  z.pipe(
    z.nullish(z.union([z.string(), z.record(z.string(), z.string())])),
    z.transform((known) => (typeof known === 'object' && known ? Object.values(known)[0] : known)),
  ),
);

const parameter = lazily(() =>
  z.object({
    label: text(),
    aliases: z._default(z.array(z.coerce.string()), []),
    type: z._default(z.string(), 'unknown'),
    required: z._default(z.boolean(), false),
    suggestedvalues: z._default(z.array(z.coerce.string()), []),
    deprecated: z._default(z.union([z.boolean(), z.string()]), false),
  }),
);

/** PHP writes an empty mapping as an empty list. */
const empty = lazily(() =>
  z.pipe(
    z.tuple([]),
    z.transform(() => ({})),
  ),
);

const answer = lazily(() =>
  z.object({
    pages: z.union([
      empty(),
      z.record(
        z.string(),
        z.object({ params: z._default(z.union([empty(), z.record(z.string(), parameter())]), {}) }),
      ),
    ]),
  }),
);

/** See `Wiki.readTemplateData`. The title's redirects are followed by the wiki. */
export async function readTemplateData(
  connection: Connection,
  template: string,
): Promise<TemplateData | undefined> {
  const body = await ask(connection, template);
  if (body === undefined) return undefined;
  const { data } = answer().safeParse(body);
  if (data === undefined) {
    throw new SyncError('wiki-answer', `The wiki does not say what template '${template}' takes.`, {
      hint: "Run 'wikisync doctor': it says what answers at the address.",
    });
  }
  const [page] = Object.values(data.pages);
  return page === undefined
    ? undefined
    : { parameters: Object.entries(page.params).map(([name, told]) => parameterOf(name, told)) };
}

/** `undefined` on a wiki that does not know the question. */
async function ask(connection: Connection, template: string): Promise<unknown> {
  const titles = `Template:${template}`;
  try {
    return await connection.ask({ action: 'templatedata', titles, redirects: true });
  } catch (error) {
    if (error instanceof SyncError && error.detail === 'badvalue') return undefined;
    throw error;
  }
}

function parameterOf(name: string, told: ShapeOf<typeof parameter>): TemplateParameter {
  const { label, aliases, type, required, suggestedvalues, deprecated } = told;
  return {
    ...{ name, aliases, type, required, suggestedValues: suggestedvalues },
    ...(label ? { label } : {}),
    ...(deprecated === false ? {} : { deprecated: deprecated === true ? '' : deprecated }),
  };
}
