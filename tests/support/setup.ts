import { inspect } from 'node:util';
import fc from 'fast-check';
import { expectNoCanary } from './canaries.ts';

// Tests see one time zone, and no proxy between them and loopback.
process.env['TZ'] = 'UTC';
for (const name of Object.keys(process.env)) {
  if (/^(https?|all|no)_proxy$/i.test(name)) delete process.env[name];
}

// What a change is judged by is the same for all changes; elsewhere each run looks somewhere else.
const seed =
  process.env['WIKISYNC_SEED'] ?? (process.env['CI'] === 'true' ? '20261129' : undefined);
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

// Whatever a test prints, and whoever prints it: a library's own log, too.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
    expectNoCanary(String(chunk), 'a stream of the tests');
    return write(chunk, ...rest);
  }) as typeof stream.write;
}
for (const name of ['debug', 'error', 'info', 'log', 'warn'] as const) {
  const { console: shown } = globalThis;
  const print = shown[name].bind(shown);
  shown[name] = (...parts: unknown[]) => {
    expectNoCanary(inspect(parts, { depth: 20 }), 'the console of the tests');
    print(...parts);
  };
}
