/** Who changed what, for programs: the shape is published as a JSON Schema, and this is it. */
import type { BlameEntry } from '../core/history/blame.ts';
import { about, z } from '../shape.ts';
import type { BlameReport } from './blame-report.ts';
import { commitInfo, diagnostic, fieldValue, toDiagnostic } from './json-parts.ts';
import { printableJson } from './printable.ts';

const entry = z
  .strictObject({
    key: z.string(),
    field: z.string(),
    data: about("The data file's value; not there if it has none.", z.optional(fieldValue())),
    wiki: about("The page's value; not there if it has none.", z.optional(fieldValue())),
    side: about(
      'Where it was changed last; null if that is not known.',
      z.union([z.enum(['data', 'wiki']), z.null()]),
    ),
    wikiEdit: z.optional(
      z.strictObject({
        revision: z.int().check(z.positive()),
        time: about("ISO 8601, by the wiki's clock.", z.string()),
        user: about('Not there if the wiki hides it.', z.optional(z.string())),
        own: about("Whether it is wikisync's own account.", z.boolean()),
        link: z.optional(z.string()),
      }),
    ),
    dataEdit: z.optional(commitInfo()),
  })
  .register(z.globalRegistry, {
    id: 'entry',
    description: 'One field of one record, and who last changed it.',
  });

const blameReport = z
  .strictObject({
    version: z.literal(1),
    command: z.literal('blame'),
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    dataFile: z.string(),
    revisions: about('Revisions of the page that were read.', z.int().check(z.nonnegative())),
    whole: about('Whether these are all that the page has.', z.boolean()),
    entries: z.array(entry),
    diagnostics: z.array(diagnostic()),
  })
  .register(z.globalRegistry, {
    title: 'Who changed what, by wikisync',
    description: 'What `wikisync blame --format json` prints.',
  });

/** The published JSON Schema. */
export function blameJsonSchema(): object {
  return z.toJSONSchema(blameReport);
}

/** One JSON document with all that is known. */
export function blameJson(report: BlameReport): string {
  return `${printableJson(JSON.stringify(toJson(report), undefined, 2))}\n`;
}

function toJson(report: BlameReport): z.infer<typeof blameReport> {
  const { listing, wiki, page, dataFile, revisions, isWhole, entries, diagnostics } = report;
  return {
    version: 1,
    command: 'blame',
    listing,
    wiki,
    page,
    dataFile,
    revisions,
    whole: isWhole,
    entries: entries.map(toEntry),
    diagnostics: diagnostics.map(toDiagnostic),
  };
}

function toEntry(found: BlameEntry): z.infer<typeof entry> {
  const { key, field, data, wiki, side = null, wikiEdit, dataEdit } = found;
  return {
    key,
    field,
    data,
    wiki,
    side,
    wikiEdit: wikiEdit && {
      revision: wikiEdit.revision,
      time: wikiEdit.time,
      user: wikiEdit.user,
      own: wikiEdit.isOwn,
      link: wikiEdit.link,
    },
    dataEdit: dataEdit && {
      commit: dataEdit.commit,
      time: dataEdit.time,
      author: dataEdit.author,
    },
  };
}
