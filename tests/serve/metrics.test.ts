import { describe, expect, it } from 'vitest';
import { metricsText } from '../../src/serve/metrics.ts';
import { busyOverview, noon } from './overviews.ts';

const hostile = 'a"}\n# evil 1\nwikisync_up{x="\\';

/** A line of Prometheus' text format: a comment, or a sample. */
const line =
  /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*\})? -?\d+(?:\.\d+)?)$/;

describe('metrics', () => {
  const text = metricsText(busyOverview());

  it('say of each listing when it was run, how, and when it is run next', () => {
    expect(text).toContain(
      `wikisync_listing_last_run_timestamp_seconds{listing="projects"} ${noon / 1000 - 3600}\n`,
    );
    expect(text).toContain('wikisync_listing_last_exit_code{listing="people"} 3\n');
    expect(text).toContain('wikisync_listing_failures{listing="tools"} 3\n');
    expect(text).toContain('wikisync_listing_drift{listing="projects",side="data"} 2\n');
    expect(text).toContain('wikisync_listing_drift{listing="people",side="conflict"} 2\n');
    expect(text).toContain(
      `wikisync_listing_next_run_timestamp_seconds{listing="new-list"} ${noon / 1000 + 3600}\n`,
    );
    expect(text).toContain('wikisync_runs_total{exit_code="75"} 4\n');
    expect(text).toContain('wikisync_watch_up{wiki="meta"} 0\n');
    expect(text).not.toContain('last_run_timestamp_seconds{listing="new-list"}');
  });

  it('are in the format of Prometheus, each metric told once and before its samples', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines.filter((each) => !line.test(each))).toEqual([]);

    const blocks = text.split('# HELP ').slice(1);
    const told = blocks.map((block) => block.slice(0, block.indexOf(' ')));
    const strangers = blocks.flatMap((block, index) =>
      block
        .trimEnd()
        .split('\n')
        .slice(2)
        .filter((sample) => sample.split(/[ {]/)[0] !== told[index]),
    );
    expect(strangers).toEqual([]);
    expect(new Set(told).size).toBe(told.length);
  });

  it('have nothing in them that a name could make up', () => {
    const [first] = busyOverview().listings;
    if (first === undefined) throw new Error('there is one');
    const listings = [{ ...first, name: hostile }];

    const found = metricsText(busyOverview({ listings }));

    expect(
      found
        .trimEnd()
        .split('\n')
        .filter((each) => !line.test(each)),
    ).toEqual([]);
    expect(found).not.toMatch(/^wikisync_up/m);
  });
});
