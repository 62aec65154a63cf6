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
  const order = new Map(file.keysAt(path).map((key, index) => [key, index]));
  const at = (key: string): number => order.get(key) ?? -1;
  return Object.entries(mapping).toSorted(([a], [b]) => at(a) - at(b));
}
