/** Something wrong with a config, before its path is turned into a place. */
import type { DiagnosticCode } from '../core/diagnostic-code.ts';
import { suggest } from '../core/suggest.ts';

/** Keys and positions from the top of a config to something in it. */
export type Path = readonly PropertyKey[];

/** Something wrong, and where in the config. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly path: Path;
  /** Whether the key itself is wrong; else its value is. */
  readonly at?: 'key';
  readonly message: string;
  readonly hint?: string;
}

/** Something wrong with a value. */
export function problem(code: DiagnosticCode, path: Path, message: string, hint?: string): Problem {
  return { code, path, message, ...(hint === undefined ? {} : { hint }) };
}

/** Something wrong with a key, the last of the path. */
export function keyProblem(
  code: DiagnosticCode,
  path: Path,
  message: string,
  hint?: string,
): Problem {
  return { ...problem(code, path, message, hint), at: 'key' };
}

/** A name that is none of those there are. */
export function unknownName(
  code: 'wiki-unknown' | 'key-unknown' | 'type-unknown',
  name: string,
  where: { readonly names: readonly string[]; readonly path: Path },
): Problem {
  const { names, path } = where;
  const message = `There is no ${unknown[code]} '${name}'.`;
  return problem(code, path, message, nameHint(name, names));
}

const unknown = { 'wiki-unknown': 'wiki', 'key-unknown': 'field', 'type-unknown': 'type' } as const;

/** The name that was meant, or those there are. */
export function nameHint(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'There are none yet.';
  return didYouMean(name, names) ?? `Known are ${names.join(', ')}.`;
}

/** The name that was meant, if one is near. */
export function didYouMean(name: string, names: readonly string[]): string | undefined {
  const near = suggest(name, names);
  return near === undefined ? undefined : `Did you mean '${near}'?`;
}

/** What is wrong with a name for data files to use, if anything is. */
export function unfitName(name: string, path: Path): readonly Problem[] {
  if (reservedNames.includes(name)) {
    const message = `The name '${name}' is reserved.`;
    return [problem('name-reserved', path, message, 'Choose another name.')];
  }
  if (name === name.trim() && !/\p{Cc}/u.test(name) && name === name.normalize('NFC')) return [];
  const hint = 'No white space at its ends, no control characters, normal form NFC.';
  return [problem('name-unfit', path, `'${name}' cannot be a name.`, hint)];
}

/** Names that mean something else to JavaScript, and have broken into programs by it. */
export const reservedNames: readonly string[] = ['__proto__', 'constructor', 'prototype'];
