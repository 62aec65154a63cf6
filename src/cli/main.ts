#!/usr/bin/env node
/** Where the program starts. */
import { keepCompiled } from './keep-compiled.ts';
import { standardError, standardOutput } from './output.ts';
import { version } from './version.ts';

const [, , first, ...others] = process.argv;
if (first === '--version' && others.length === 0) {
  // Asked by scripts before each run: nothing else is loaded for it.
  standardOutput(standardError()).write(`${version}\n`);
} else {
  keepCompiled(import.meta.dirname, {
    platform: `${process.version}-${process.arch}`,
    atExit: (call) => process.once('exit', call),
  });
  void import('./process.ts');
}
