import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { InTurns } from './tests/support/in-turns.ts';

/** What needs a real MediaWiki: `vitest run --project offline` does without. */
const real = ['tests/real/**/*.test.ts', 'tests/**/*.real.test.ts'];

/** What needs a browser. */
const browser = ['tests/browser/**/*.test.ts'];

/** What needs PostgreSQL. */
const postgres = ['tests/postgres/**/*.test.ts'];

/** What goes on beside all others, and is looked at when they are through. */
const soak = ['tests/soak/**/*.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['tests/support/setup.ts'],
    // One more than there are processors: what waits for a wiki leaves its own to others.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: InTurns },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'offline',
          include: ['tests/**/*.test.ts'],
          exclude: [...real, ...browser, ...postgres, ...soak],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: browser,
          globalSetup: ['tests/support/browser/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: postgres,
          globalSetup: ['tests/support/postgres/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'soak',
          include: soak,
          globalSetup: ['tests/soak/global-setup.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: real,
          globalSetup: ['tests/support/mediawiki/global-setup.ts'],
          setupFiles: ['tests/support/mediawiki/setup.ts'],
        },
      },
    ],
  },
});
