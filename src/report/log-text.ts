/** The run log for people at a terminal: a few lines for each run, newest first. */
import { minuteText, outcomeText, writeText } from './log-parts.ts';
import type { LogEntry, LogReport } from './log-report.ts';
import { diagnosticLines } from './text/diagnostic-lines.ts';
import { type Line, spaced, span } from './text/line.ts';
import { renderLines } from './text/render-lines.ts';

/** How it is to look. */
export interface LogOptions {
  readonly colour: boolean;
  readonly width?: number;
}

/** The runs; a sentence if there are none. */
export function logText({ entries, diagnostics }: LogReport, options: LogOptions): string {
  const none: Line = { indent: 0, spans: [span('No run has written anything yet.', 'quiet')] };
  const groups = entries.length === 0 ? [[none]] : entries.map(entryLines);
  return renderLines(spaced([...groups, diagnosticLines(diagnostics, { indent: 0 })]), {
    colour: options.colour,
    width: options.width ?? 100,
  });
}

function entryLines(entry: LogEntry): readonly Line[] {
  const { run, command, time, listing, writes, dataFile, commits, outcome } = entry;
  const style = outcome === 'done' ? 'plain' : 'warning';
  return [
    {
      indent: 0,
      spans: [
        span(run, 'strong'),
        span(`  ${minuteText(time)}  ${command} `),
        span(listing, 'strong'),
        span(': '),
        span(outcomeText(entry), style),
      ],
    },
    ...writes.map(
      (write): Line => ({
        indent: 2,
        spans: [
          span(writeText(write, dataFile)),
          ...(write.link === undefined ? [] : [span(`  ${write.link}`, 'quiet')]),
        ],
      }),
    ),
    ...(commits.length === 0
      ? []
      : [
          {
            indent: 2,
            spans: [span(`commits: ${commits.map((id) => id.slice(0, 10)).join(', ')}`)],
          },
        ]),
  ];
}
