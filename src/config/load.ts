/** Reads the config: every problem at once, each with its line and column. */
import type { Checked, Diagnostic, Place } from '../core/diagnostic.ts';
import { SyncError } from '../errors.ts';
import { readText } from '../files.ts';
import { type Config, normalizeConfig } from './normalize.ts';
import type { Problem } from './problem.ts';
import { checkRules } from './rules.ts';
import type { CronProblem } from './schedule-rules.ts';
import { checkShape } from './shape-problems.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/**
 * Loads a config file.
 *
 * @param path where it is
 * @param shownPath the path as the user knows it, for places
 * @throws {SyncError} config-missing, file-unreadable
 */
export async function loadConfig(path: string, shownPath: string): Promise<Checked<Config>> {
  const text = await readText(path);
  if (text !== undefined) return parseConfig(text, { path, shownPath }, await cronReader(text));
  throw new SyncError('config-missing', `There is no config '${shownPath}'.`, {
    hint: 'Name another with --config, or make one with init.',
  });
}

/**
 * Reads a config's text; relative paths in it begin at the config file's folder.
 *
 * @param cronProblem absent where nothing is run by the schedules in it
 * @returns the diagnostics in the order of the file; no value if there are any
 */
export function parseConfig(
  text: string,
  file: { readonly path: string; readonly shownPath: string },
  cronProblem?: CronProblem,
): Checked<Config> {
  const source = readYaml(text.replace(/^\uFEFF/, ''), file.shownPath);
  if (!source.isReadable) return { diagnostics: inOrder(source.diagnostics) };
  const { config, sound, problems } = checkShape(source.value);
  const found = [...problems, ...checkRules(sound, cronProblem)].map((problem) =>
    toDiagnostic(problem, source),
  );
  const diagnostics = inOrder([...source.diagnostics, ...echoless(found, source.diagnostics)]);
  if (config === undefined || diagnostics.length > 0) return { diagnostics };
  return {
    value: normalizeConfig(config, {
      path: file.path,
      keysAt: source.keysAt,
      placeOf: source.placeOf,
    }),
    diagnostics,
  };
}

/** Only where there is something to read: other configs need not wait for the package. */
async function cronReader(text: string): Promise<CronProblem | undefined> {
  if (!/\bcron\b/.test(text)) return undefined;
  return (await import('../core/schedule/cron.ts')).cronProblem;
}

function toDiagnostic({ path, at, ...problem }: Problem, source: YamlSource): Diagnostic {
  const place = at === 'key' ? source.placeOfKey(path) : source.placeOf(path);
  return { ...problem, severity: 'error', place };
}

/** Without those about a value that YAML's diagnostics are about already: it was not read. */
function echoless(
  diagnostics: readonly Diagnostic[],
  known: readonly Diagnostic[],
): readonly Diagnostic[] {
  const places = new Set(known.map(({ place }) => position(place)));
  return diagnostics.filter(({ place }) => !places.has(position(place)));
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    ({ place: a }, { place: b }) =>
      (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0),
  );
}

function position(place: Place | undefined): string {
  return `${place?.line}:${place?.column}`;
}
