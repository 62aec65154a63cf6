import { defineConfig } from 'vitest/config';

/** `npm run bench`: with a real MediaWiki where one can be had, and one thing after the other. */
export default defineConfig({
  test: {
    include: ['tests/bench/speed/*.bench.ts'],
    setupFiles: ['tests/support/setup.ts', 'tests/support/mediawiki/setup.ts'],
    globalSetup: ['tests/support/mediawiki/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    // What the others log.
    silent: true,
  },
});
