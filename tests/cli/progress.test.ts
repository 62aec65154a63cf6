/** What is shown of a run that takes its time. */
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { barText, startProgress } from '../../src/cli/progress.ts';

/** A host whose time goes by as it is told. */
function hostWith(errColumns: number | undefined) {
  let now = 0;
  let tick: (() => void) | undefined;
  const written: string[] = [];
  const host: Host = {
    cwd: '/',
    environment: {},
    out: () => undefined,
    err: (text) => written.push(text),
    isTerminal: false,
    columns: undefined,
    errColumns,
    clock: {
      now: () => now,
      every: (_, call) => {
        tick = call;
        return () => {
          tick = undefined;
        };
      },
    },
    stopping: new AbortController().signal,
    ask: undefined,
    identity: { pid: 1, machine: 'here', isRunning: () => true },
  };
  return {
    host,
    written,
    isTicking: () => tick !== undefined,
    pass: (milliseconds: number) => {
      now += milliseconds;
      tick?.();
    },
  };
}

describe('the bar', () => {
  it('says nothing within the first second', () => {
    const { host, written, pass } = hostWith(80);
    const progress = startProgress(host);

    progress.advance(0, 3);
    progress.doing('xen: reading');
    pass(900);
    progress.end();

    expect(written).toEqual([]);
  });

  it('tells what is done, and how long the rest may take', () => {
    const { host, written, pass } = hostWith(80);
    const progress = startProgress(host);

    progress.advance(0, 4);
    progress.doing('one: reading');
    pass(2000);
    progress.advance(1, 4);

    expect(written).toEqual([
      '\r\u001B[K[                    ] 0/4  one: reading',
      '\r\u001B[K[#####               ] 1/4, about 6 s left  one: reading',
    ]);
  });

  it('counts the steps of a single listing, and how long those to come may take', () => {
    const { host, written, pass } = hostWith(80);
    const progress = startProgress(host);
    progress.advance(0, 1);
    progress.doing('one: reading');
    pass(5000);

    progress.doing('one: asking', { step: 1, of: 4 });
    pass(2000);
    progress.doing('one: asking', { step: 2, of: 4 });
    progress.doing('one: saving');

    expect(written).toEqual([
      '\r\u001B[K5 s  one: reading',
      '\r\u001B[K[                    ] 0/4  one: asking',
      '\r\u001B[K[                    ] 0/4  one: asking',
      '\r\u001B[K[#####               ] 1/4, about 6 s left  one: asking',
      '\r\u001B[K7 s  one: saving',
    ]);
  });

  it('counts down how long a wait lasts', () => {
    const { host, written, pass } = hostWith(80);
    const progress = startProgress(host);
    progress.advance(0, 1);
    progress.doing('waiting 10 s for xen', { lasts: 10_000 });
    pass(3000);
    pass(4500);

    progress.doing('one: saving');

    expect(written).toEqual([
      '\r\u001B[K3 s, 7 s left  waiting 10 s for xen',
      '\r\u001B[K7 s, 3 s left  waiting 10 s for xen',
      '\r\u001B[K7 s  one: saving',
    ]);
  });

  it('gives way to what is printed, and leaves nothing behind', () => {
    const { host, written, pass, isTicking } = hostWith(80);
    const progress = startProgress(host);
    progress.doing('one: reading');
    pass(1000);
    written.length = 0;

    progress.giveWay();
    progress.giveWay();
    expect(written).toEqual(['\r\u001B[K']);
    pass(500);
    expect(written.at(-1)).toBe('\r\u001B[K1 s  one: reading');
    progress.end();
    expect(written.at(-1)).toBe('\r\u001B[K');
    expect(isTicking()).toBe(false);
  });

  it('fits the terminal, and shows no control characters', () => {
    const { host, written, pass } = hostWith(20);
    const progress = startProgress(host);

    progress.doing('計計計\u001B[2J a long name of a listing');
    pass(1000);

    expect(written).toEqual(['\r\u001B[K1 s  計計計\\u{1B}[2']);
  });

  it('counts in minutes where seconds are too many', () => {
    expect(barText({ done: 1, total: 11, what: 'x', elapsed: 30_000 }, 80)).toBe(
      '[##                  ] 1/11, about 5 min left  x',
    );
  });
});

describe('plain lines', () => {
  it('begin after a second', () => {
    const { host, written, pass } = hostWith(undefined);
    const progress = startProgress(host);

    progress.doing('one: reading');
    pass(1000);
    progress.doing('one: \u001B[2Jsaving');
    progress.advance(1, 2);
    progress.end();

    expect(written).toEqual(['wikisync: one: \\u{1B}[2Jsaving\n']);
  });
});
