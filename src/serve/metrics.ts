/** What is measured, in Prometheus' text format. */
import type { ListingOverview, Overview } from './overview.ts';

/** See https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number | undefined;
}

/** What is measured of each listing; nothing of one that has not run. */
const listingMetrics: readonly {
  readonly name: string;
  readonly help: string;
  readonly value: (listing: ListingOverview) => number | undefined;
}[] = [
  {
    name: 'last_run_timestamp_seconds',
    help: 'When the last run ended.',
    value: ({ last }) => seconds(last?.ended),
  },
  {
    name: 'last_run_duration_seconds',
    help: 'How long the last run took.',
    value: ({ last }) => (last === undefined ? undefined : (last.ended - last.began) / 1000),
  },
  {
    name: 'last_exit_code',
    help: 'How the last run ended: 0 if all is in step.',
    value: ({ last }) => last?.exitCode,
  },
  {
    name: 'last_good_run_timestamp_seconds',
    help: 'When the last run ended after which all was in step.',
    value: ({ goodAt }) => seconds(goodAt),
  },
  {
    name: 'next_run_timestamp_seconds',
    help: 'When the next run is due.',
    value: ({ nextAt }) => seconds(nextAt),
  },
  { name: 'failures', help: 'Runs in a row that failed.', value: ({ failures }) => failures },
  {
    name: 'running',
    help: 'Whether a run is under way.',
    value: ({ state }) => Number(state === 'running'),
  },
];

/** All metrics. */
export function metricsText(overview: Overview): string {
  return [
    ...serverMetrics(overview),
    ...listingMetrics.map(({ name, help, value }) =>
      metric(
        { name: `wikisync_listing_${name}`, help },
        overview.listings.map((one) => ({ labels: { listing: one.name }, value: value(one) })),
      ),
    ),
    driftMetric(overview),
    ...watchMetrics(overview),
  ].join('');
}

function serverMetrics(overview: Overview): readonly string[] {
  const { version, startedAt, roundAt, problems, ended } = overview;
  const runs = [...ended].map(([code, value]) => ({ labels: { exit_code: String(code) }, value }));
  return [
    metric({ name: 'wikisync_build_info', help: 'The version that runs.' }, [
      { labels: { version }, value: 1 },
    ]),
    metric({ name: 'wikisync_start_time_seconds', help: 'When the server was started.' }, [
      { value: seconds(startedAt) },
    ]),
    metric(
      {
        name: 'wikisync_scheduler_last_round_timestamp_seconds',
        help: 'When it was last looked what is due.',
      },
      [{ value: seconds(roundAt) }],
    ),
    metric({ name: 'wikisync_config_errors', help: 'Errors of the config as it is now.' }, [
      { value: problems.length },
    ]),
    metric(
      {
        name: 'wikisync_runs_total',
        help: 'Runs over listings since the start, by exit code.',
        type: 'counter',
      },
      runs,
    ),
  ];
}

function driftMetric({ listings }: Overview): string {
  const samples = listings.flatMap(({ name: listing, last }) => {
    if (last === undefined) return [];
    const sides = { page: last.toPage, data: last.toData, conflict: last.conflicts };
    return Object.entries(sides).map(([side, value]) => ({ labels: { listing, side }, value }));
  });
  const help = 'Changes that the last run found to be due, and conflicts.';
  return metric({ name: 'wikisync_listing_drift', help }, samples);
}

function watchMetrics({ watches }: Overview): readonly string[] {
  return [
    metric(
      {
        name: 'wikisync_watch_last_look_timestamp_seconds',
        help: "When a wiki's changes were last seen.",
      },
      watches.map(({ wiki, lookedAt }) => ({ labels: { wiki }, value: seconds(lookedAt) })),
    ),
    metric(
      { name: 'wikisync_watch_up', help: "Whether a wiki's changes can be followed." },
      watches.map(({ wiki, trouble }) => ({
        labels: { wiki },
        value: Number(trouble === undefined),
      })),
    ),
  ];
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** Nothing of a metric that has no samples. */
function metric(
  about: { readonly name: string; readonly help: string; readonly type?: 'counter' },
  samples: readonly Sample[],
): string {
  const { name, help, type = 'gauge' } = about;
  const lines = samples.flatMap(({ labels = {}, value }) =>
    value === undefined ? [] : [`${name}${labelText(labels)} ${value}\n`],
  );
  if (lines.length === 0) return '';
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
