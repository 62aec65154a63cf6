/** The order in which a config has its parts. */
import type { Place } from '../core/diagnostic.ts';
import type { Path } from './problem.ts';

/** What a config's text says beyond its data. */
export interface ConfigFile {
  readonly path: string;
  /** The keys of the mapping at a path, in the written order. */
  readonly keysAt: (path: Path) => readonly string[];
  /** Where a value stands. */
  readonly placeOf: (path: Path) => Place;
}

/** A mapping's entries in the written order: objects have names that look like numbers first. */
export function inOrder<T>(
  mapping: Readonly<Record<string, T>>,
  file: ConfigFile,
  path: Path,
): readonly (readonly [string, T])[] {
  const keys = file.keysAt(path);
  return Object.entries(mapping).toSorted(([a], [b]) => keys.indexOf(a) - keys.indexOf(b));
}
