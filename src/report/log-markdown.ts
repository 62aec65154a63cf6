/** The run log as a table, for a page of a repository or a job's summary. */
import { minuteText, outcomeText, writeText } from './log-parts.ts';
import type { LogEntry, LogReport, LogWrite } from './log-report.ts';
import { codeText, inlineText } from './markdown/escape.ts';
import { problemParts } from './markdown/problems.ts';

/** A row for each run. */
export function logMarkdown({ entries, diagnostics }: LogReport): string {
  const rows = entries.map(rowOf);
  const table =
    rows.length === 0
      ? inlineText('No run has written anything yet.')
      : ['| Run | When | Command | What | End |', '| --- | --- | --- | --- | --- |', ...rows].join(
          '\n',
        );
  return `${['## wikisync log', table, ...problemParts(diagnostics)].join('\n\n')}\n`;
}

function rowOf(entry: LogEntry): string {
  const { run, time, command, listing, writes, dataFile } = entry;
  const what = writes.map((write) => cellOf(write, dataFile)).join('<br>');
  const cells = [codeText(run), minuteText(time), `${command} ${codeText(listing)}`, what];
  return `| ${[...cells, cellText(outcomeText(entry))].join(' | ')} |`;
}

function cellOf(write: LogWrite, dataFile: string): string {
  const text = cellText(writeText(write, dataFile));
  return write.link === undefined
    ? text
    : `${text} ([changes](<${encodeURI(decodeURI(write.link))}>))`;
}

/** A cell is no paragraph: its first sign means nothing. */
function cellText(text: string): string {
  return inlineText(text);
}
