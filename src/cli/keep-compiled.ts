/**
 * Keeps what Node makes of the program's files for the next start, which takes a fourth less for it.
 *
 * It is beside those files: who may write there may change the program as well. Where nobody may, each
 * start compiles anew. A file's name tells its content, so that none is taken for another version's.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** What only the process itself knows and can. */
export interface KeeperProcess {
  /** Which Node this is: what one makes is of no use to others. */
  readonly platform: string;
  readonly atExit: (call: () => void) => void;
}

/** How Node 20 loads a file; Node 22 does by itself what is done here. */
interface Loader {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly wrap: (source: string) => string;
  readonly _extensions: Record<string, (module: NodeJS.Module, file: string) => void>;
}

/** Lets files of a folder be compiled once, from now on. @param folder the program's, an absolute path */
export function keepCompiled(folder: string, { platform, atExit }: KeeperProcess): void {
  const loader = Module as unknown as Loader;
  const kept = join(folder, 'compiled');
  if (loader.enableCompileCache !== undefined) {
    loader.enableCompileCache(kept);
    return;
  }
  const load = loader._extensions['.js'];
  if (load === undefined) return;
  const placeOf = (file: string) => join(kept, platform, `${basename(file)}.bin`);
  const made = new Map<string, Script>();
  loader._extensions['.js'] = (module, file) => {
    if (dirname(file) !== folder) {
      load(module, file);
      return;
    }
    // The build makes them of ASCII alone, and without `import()`, which what is kept cannot do.
    const known = readIfThere(placeOf(file));
    const source = loader.wrap(readFileSync(file, 'latin1'));
    const script = new Script(source, { filename: file, cachedData: known });
    if (known === undefined || script.cachedDataRejected === true) made.set(file, script);
    const { exports } = module;
    script.runInThisContext().call(exports, exports, createRequire(file), module, file, folder);
  };
  // By then it has compiled what a run of this kind needs.
  atExit(() => {
    for (const [file, script] of made) writeWhole(placeOf(file), script.createCachedData());
  });
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** All of it or nothing, also if the power goes: Node believes what it finds. */
function writeWhole(path: string, data: Buffer): void {
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, data);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch {
    // The next start compiles it again.
  }
}
