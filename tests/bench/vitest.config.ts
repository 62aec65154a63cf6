import { defineConfig } from 'vitest/config';

/** What compares wikisync with others is no test: `npm run bench:faults` runs it. */
export default defineConfig({
  test: {
    include: ['tests/bench/*.bench.ts'],
    setupFiles: ['tests/support/setup.ts'],
    // What the others log.
    silent: true,
  },
});
