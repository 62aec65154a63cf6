/**
 * Simulations under vitest: the real code, with the modules that reach outside replaced. It is built as
 * the program is, which plays a quarter faster than what vitest makes of modules.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import type * as judged from './judged.ts';

const here = resolve('tests/simulation/support');
const parser = resolve('src/core/wikitext/parse.ts');
const standIns = join(here, 'stand-ins');

export const { simulate, simulateYear } = await built();

async function built(): Promise<typeof judged> {
  mkdirSync('node_modules/.cache', { recursive: true });
  const folder = mkdtempSync(resolve('node_modules/.cache/simulation-'));
  const file = join(folder, 'judged.mjs');
  try {
    await build({
      input: join(here, 'judged.ts'),
      platform: 'node',
      external: ['wikiparser-node'],
      resolve: { mainFields: ['module', 'main'] },
      output: { file, codeSplitting: false },
      plugins: [
        {
          name: 'stand-ins',
          async resolveId(asked, importer) {
            if (importer === undefined || importer.startsWith(standIns)) return undefined;
            if (asked === 'node:fs/promises' || asked.endsWith('/disk-reads.ts'))
              return join(here, 'mounted-disk.ts');
            if (asked === 'node:crypto') return join(standIns, 'crypto.ts');
            if (!asked.endsWith('/parse.ts')) return undefined;
            const found = await this.resolve(asked, importer, { skipSelf: true });
            return found?.id === parser ? join(standIns, 'parse.ts') : undefined;
          },
        },
      ],
    });
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
