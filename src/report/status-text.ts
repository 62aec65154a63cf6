/** How listings stand, for people at a terminal: a line for each. */
import type { ChangeCounts } from '../core/change.ts';
import { lengthText } from '../core/render/length-text.ts';
import type { ListingStatus, PastRun, StatusReport, StatusState } from './status-report.ts';
import { diagnosticLines } from './text/diagnostic-lines.ts';
import { type Line, type Style, spaced, span } from './text/line.ts';
import { renderLines } from './text/render-lines.ts';

/** How it is to look. */
export interface StatusOptions {
  readonly colour: boolean;
  readonly width?: number;
}

const words: Readonly<Record<StatusState, readonly [string, Style]>> = {
  ok: ['ok', 'added'],
  outdated: ['outdated', 'warning'],
  diverged: ['diverged', 'warning'],
  conflicted: ['conflicted', 'error'],
  'never-synced': ['never synced', 'warning'],
  unchecked: ['could not check', 'error'],
};

/** Columns of the widest state, and of the space behind it. */
const stateColumns = 'could not check  '.length;

/** The listings, one below the other. */
export function statusText(
  { listings, diagnostics }: StatusReport,
  options: StatusOptions,
): string {
  const names = Math.max(0, ...listings.map(({ listing }) => listing.length));
  const lines = listings.map((status): Line => {
    const [word, style] = words[status.state];
    const details = [...pendingTexts(status), ...lastRunTexts(status)].join('; ');
    return {
      indent: 0,
      hang: names + 2 + stateColumns,
      spans: [
        span(`${status.listing.padEnd(names)}  `, 'strong'),
        span(word.padEnd(stateColumns), style),
        span(details),
      ],
    };
  });
  return renderLines(spaced([diagnosticLines(diagnostics, { indent: 0 }), lines]), {
    colour: options.colour,
    width: options.width ?? 100,
  });
}

function pendingTexts({ reason, toPage, toData, conflicts }: ListingStatus): readonly string[] {
  return [
    ...(reason === undefined ? [] : [reason.replace(/[.]$/, '')]),
    ...sideText('page', toPage),
    ...sideText('data file', toData),
    ...(conflicts === 0 ? [] : [`${conflicts} conflict${conflicts === 1 ? '' : 's'}`]),
  ];
}

function sideText(side: string, counts: ChangeCounts): readonly string[] {
  const parts = Object.entries(counts).flatMap(([kind, count]) =>
    count === 0 ? [] : [`${count} to ${kind}`],
  );
  return parts.length === 0 ? [] : [`${side}: ${parts.join(', ')}`];
}

function lastRunTexts({ lastRun, lastGood, trouble, state }: ListingStatus): readonly string[] {
  return [
    lastGood === undefined ? 'no good run yet' : `last good run ${whenText(lastGood)}`,
    ...(lastRun === undefined || lastRun.run === lastGood?.run
      ? []
      : [`last change ${whenText(lastRun)}`]),
    ...(trouble === undefined || state === 'ok'
      ? []
      : [`${runsText(trouble.runs)} not good since`]),
  ];
}

function runsText(runs: number): string {
  return runs === 1 ? 'a run was' : `${runs} runs were`;
}

function whenText({ ageSeconds, command }: PastRun): string {
  return `${ageText(ageSeconds)} (${command})`;
}

/** `3 days ago`. */
function ageText(seconds: number): string {
  const length = lengthText(1000 * seconds);
  return length === undefined ? 'just now' : `${length} ago`;
}
