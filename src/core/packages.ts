/**
 * Packages that most runs have no use for, and that take longer to load than most pages take to sync:
 * the first that needs one loads it. They stay packages of their own, see `dependencies`.
 */
import { createRequire } from 'node:module';

const loaded = new Map<string, unknown>();

/** wikiparser-node: for texts with signs that are not what they seem, and for mistakes in wikitext. */
export function wikiparser(): typeof import('wikiparser-node').default {
  return packageOf('wikiparser-node');
}

/** YAML's whole grammar: for texts that are not plain. */
export function yamlPackage(): typeof import('yaml') {
  return packageOf('yaml');
}

/** The template language: for listings with a layout. */
export function liquidPackage(): typeof import('liquidjs') {
  return packageOf('liquidjs');
}

function packageOf<T>(name: string): T {
  const known = loaded.get(name) ?? createRequire(import.meta.url)(name);
  loaded.set(name, known);
  return known as T;
}
