/** Who changed what, for people at a terminal: a line for each field. */
import type { CommitInfo, RevisionInfo } from '../core/change.ts';
import type { BlameEntry } from '../core/history/blame.ts';
import { valueText } from '../core/render/value-text.ts';
import { type FieldValue, sameValue } from '../core/value.ts';
import type { BlameReport } from './blame-report.ts';
import { diagnosticLines } from './text/diagnostic-lines.ts';
import { type Line, spaced, span } from './text/line.ts';
import { renderLines } from './text/render-lines.ts';

/** How it is to look. */
export interface BlameOptions {
  readonly colour: boolean;
  /** Whether links, and what both sides know, are shown too. */
  readonly verbose: boolean;
  readonly width?: number;
}

/** Characters of a value that are shown. */
const shownValue = 40;

/** The fields under their records. */
export function blameText(report: BlameReport, options: BlameOptions): string {
  const { listing, wiki, page, dataFile, entries, diagnostics } = report;
  const keys = [...new Set(entries.map(({ key }) => key))];
  const heading: Line = {
    indent: 0,
    spans: [span(listing, 'strong'), span(`  ${wiki}:${page}  ${dataFile}`, 'quiet')],
  };
  const groups = keys.map((key): readonly Line[] => [
    { indent: 2, spans: [span(key, 'strong')] },
    ...entries.filter((entry) => entry.key === key).flatMap((entry) => entryLines(entry, options)),
  ]);
  return renderLines(
    spaced([[heading], ...groups, diagnosticLines(diagnostics, { indent: 2 }), [endLine(report)]]),
    { colour: options.colour, width: options.width ?? 100 },
  );
}

function entryLines(entry: BlameEntry, { verbose }: BlameOptions): readonly Line[] {
  const { field, data, wiki, side, wikiEdit, dataEdit } = entry;
  const isSame = sameValue(data, wiki);
  const showsWiki = verbose || !isSame || side !== 'data' || dataEdit === undefined;
  const showsData = verbose || !isSame || side !== 'wiki';
  const lines = [
    ...(showsData && dataEdit !== undefined ? [sideLine(field, data, dataText(dataEdit))] : []),
    ...(showsWiki && wikiEdit !== undefined
      ? [sideLine(field, wiki, wikiText(wikiEdit, verbose))]
      : []),
  ];
  return lines.length > 0 ? lines : [sideLine(field, wiki ?? data, 'older than what was read')];
}

function sideLine(field: string, value: FieldValue | undefined, by: string): Line {
  const text = value === undefined ? '(absent)' : valueText(value).replace(/\s+/g, ' ');
  const shown = text.length > shownValue ? `${text.slice(0, shownValue - 1)}…` : text;
  return {
    indent: 4,
    spans: [span(`${field}: `), span(shown === '' ? '(empty)' : shown, 'strong'), span(`  ${by}`)],
  };
}

function wikiText({ revision, time, user, isOwn, link }: RevisionInfo, verbose: boolean): string {
  const who = user ?? 'somebody';
  const from = isOwn ? ' (from the data file)' : '';
  const where = verbose && link !== undefined ? ` ${link}` : '';
  return `wiki: ${who}${from}, ${day(time)}, revision ${revision}${where}`;
}

function dataText({ commit, time, author }: CommitInfo): string {
  if (commit === undefined) return 'data file: not committed yet';
  return `data file: ${author ?? 'somebody'}, ${day(time ?? '')}, commit ${commit.slice(0, 10)}`;
}

function day(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

function endLine({ revisions, isWhole }: BlameReport): Line {
  const text = isWhole
    ? `All ${revisions} revisions of the page were read.`
    : `The newest ${revisions} revisions of the page were read.`;
  return { indent: 2, spans: [span(text, 'quiet')] };
}
