#!/usr/bin/env node
/** Where the program starts. */
import { keepCompiled } from './keep-compiled.ts';

keepCompiled(import.meta.dirname, {
  platform: `${process.version}-${process.arch}`,
  atExit: (call) => process.once('exit', call),
});
void import('./process.ts');
