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

/** How Node loads a file. From 22 on it keeps by itself if asked to, and is slower with that. */
interface Loader {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly wrapper?: readonly [head: string, tail: string];
  readonly _extensions?: Record<string, (module: NodeJS.Module, file: string) => void>;
}

/** Lets files of a folder be compiled once, from now on. @param folder the program's, an absolute path */
export function keepCompiled(folder: string, { platform, atExit }: KeeperProcess): void {
  const loader = Module as unknown as Loader;
  const kept = join(folder, 'compiled');
  const { wrapper, _extensions: loaders = {} } = loader;
  const load = loaders['.js'];
  if (load === undefined || wrapper === undefined) {
    loader.enableCompileCache?.(kept);
    return;
  }
  const placeOf = (file: string) => join(kept, platform, `${basename(file)}.bin`);
  const outside = createRequire(join(folder, 'main.js'));
  const modules = new Map<string, Pick<NodeJS.Module, 'exports'>>();
  const scripts = new Map<string, Script>();
  let isFurther = false;
  const run = (module: Pick<NodeJS.Module, 'exports'>, file: string): void => {
    modules.set(file, module);
    // The build makes them of ASCII alone, and without `import()`, which what is kept cannot do.
    const known = readIfThere(placeOf(file));
    const script = new Script(wrapped(file, wrapper), { filename: file, cachedData: known });
    scripts.set(file, script);
    isFurther ||= known === undefined || script.cachedDataRejected === true;
    const { exports } = module;
    script.runInThisContext().call(exports, exports, need, module, file, folder);
  };
  // They ask for each other by their names in this folder, which Node would take longer to find than to read.
  const need = (id: string): unknown => {
    if (!id.startsWith('./')) return outside(id);
    const file = join(folder, id);
    const known = modules.get(file) ?? outside.cache[file];
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    run(module, file);
    return module.exports;
  };
  loaders['.js'] = (module, file) => {
    if (dirname(file) === folder) run(module, file);
    else load(module, file);
  };
  // By then it has compiled what a run of this kind needs, of all files: it went further than those before it.
  atExit(() => {
    if (!isFurther) return;
    for (const [file, script] of scripts)
      writeWhole(placeOf(file), () => script.createCachedData());
  });
}

/** A file's text as a function's, as one string: what is joined later is copied first to be compiled. */
function wrapped(path: string, [head, tail]: readonly [string, string]): string {
  return Buffer.concat([Buffer.from(head), readFileSync(path), Buffer.from(tail)]).toString(
    'latin1',
  );
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/**
 * All of it or nothing, also if the power goes: Node believes what it finds.
 *
 * @param make is asked only where the file can be written
 */
function writeWhole(path: string, make: () => Buffer): void {
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, make());
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch {
    // The next start compiles it again.
  }
}
