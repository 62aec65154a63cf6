/** The run log for programs: the shape is published as a JSON Schema, and this is it. */
import { about, z } from '../shape.ts';
import { diagnostic, toDiagnostic } from './json-parts.ts';
import type { LogEntry, LogReport } from './log-report.ts';
import { printableJson } from './printable.ts';

const count = z.int().check(z.nonnegative());

const write = z
  .strictObject({
    side: z.enum(['page', 'data']),
    counts: z.strictObject({
      create: count,
      update: count,
      delete: count,
      move: count,
      rename: count,
    }),
    result: about(
      "What became of it; 'open' is found out by the next run.",
      z.enum(['done', 'merged', 'changed', 'not-done', 'unclear', 'open', 'unknown']),
    ),
    baseRevision: about(
      "The page's revision it was made from.",
      z.optional(z.int().check(z.positive())),
    ),
    revision: about('The one that came of it.', z.optional(z.int().check(z.positive()))),
    link: about('Where people see what it changed.', z.optional(z.string())),
  })
  .register(z.globalRegistry, {
    id: 'write',
    description: 'One write to the page or the data file.',
  });

const entry = z
  .strictObject({
    run: z.string(),
    command: z.string(),
    time: about("ISO 8601, by this machine's clock.", z.string()),
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    dataFile: z.string(),
    outcome: z.enum(['done', 'refused', 'failed', 'cut-off']),
    reason: about('Why it was refused or failed.', z.optional(z.string())),
    undoes: about('The run that it took back.', z.optional(z.string())),
    undoneBy: about('The run that took it back.', z.optional(z.string())),
    writes: z.array(write),
    commits: z.array(z.string()),
  })
  .register(z.globalRegistry, { id: 'entry', description: 'What one run did to one listing.' });

const logReport = z
  .strictObject({
    version: z.literal(1),
    command: z.literal('log'),
    runs: about('Newest first.', z.array(entry)),
    diagnostics: z.array(diagnostic()),
  })
  .register(z.globalRegistry, {
    title: 'Run log of wikisync',
    description: 'What `wikisync log --format json` prints.',
  });

/** The published JSON Schema. */
export function logJsonSchema(): object {
  return z.toJSONSchema(logReport);
}

/** One JSON document with all that is known. */
export function logJson({ entries, diagnostics }: LogReport): string {
  const content: z.infer<typeof logReport> = {
    version: 1,
    command: 'log',
    runs: entries.map(toEntry),
    diagnostics: diagnostics.map(toDiagnostic),
  };
  return `${printableJson(JSON.stringify(content, undefined, 2))}\n`;
}

function toEntry(found: LogEntry): z.infer<typeof entry> {
  const { run, command, time, listing, wiki, page, dataFile, outcome, reason } = found;
  const { undoes, undoneBy, writes, commits } = found;
  return {
    ...{ run, command, time, listing, wiki, page, dataFile, outcome, reason, undoes, undoneBy },
    writes: writes.map(({ side, counts, result, baseRevision, revision, link }) => ({
      side,
      counts: { ...counts },
      ...{ result, baseRevision, revision, link },
    })),
    commits: [...commits],
  };
}
