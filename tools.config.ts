/** How what writes the schemas and the reference pages is made, which only those who work on it run. */
import { defineConfig } from 'rolldown';
import program from './rolldown.config.ts';

export default defineConfig({
  ...program,
  input: { 'write-docs': 'src/cli/write-docs.ts', 'write-schemas': 'src/cli/write-schemas.ts' },
  output: { dir: 'node_modules/.cache/tools/cli', cleanDir: true },
  plugins: [],
});
