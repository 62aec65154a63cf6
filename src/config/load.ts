/** Reads the config: every problem at once, each with its line and column. */
import { type Checked, type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { suggest } from '../core/suggest.ts';
import { SyncError } from '../errors.ts';
import { readText } from '../files.ts';
import { type Config, normalizeConfig } from './normalize.ts';
import type { RuleProblem } from './problem.ts';
import { checkRules } from './rules.ts';
import { type ShapeProblem, shapeProblems } from './shape-problems.ts';
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
  if (text !== undefined) return parseConfig(text, { path, shownPath });
  throw new SyncError('config-missing', `There is no config '${shownPath}'.`, {
    hint: 'Name another with --config; config/wikisync.yaml of wikisync itself is an example.',
  });
}

/** Reads a config's text. */
export function parseConfig(
  text: string,
  file: { readonly path: string; readonly shownPath: string },
): Checked<Config> {
  const source = readYaml(text.replace(/^\uFEFF/, ''), file.shownPath);
  if (hasErrors(source.diagnostics)) return { diagnostics: source.diagnostics };
  const shape = shapeProblems(source.value);
  if ('problems' in shape) {
    return { diagnostics: shape.problems.map((problem) => shapeDiagnostic(problem, source)) };
  }
  const problems = checkRules(shape.config);
  const diagnostics = problems.map((problem) => ruleDiagnostic(problem, source));
  if (diagnostics.length > 0) return { diagnostics };
  return { value: normalizeConfig(shape.config, file.path), diagnostics };
}

function shapeDiagnostic(problem: ShapeProblem, source: YamlSource): Diagnostic {
  const { path, message, unknownKey, knownKeys } = problem;
  const where = path.length === 0 ? 'The config' : `'${path.map(String).join('.')}'`;
  if (unknownKey === undefined) {
    return {
      code: 'config-value',
      severity: 'error',
      message: `${where} ${message}.`,
      place: source.placeOf(path),
    };
  }
  const near = suggest(unknownKey, knownKeys);
  return {
    code: 'config-key-unknown',
    severity: 'error',
    message: `${where} has an unknown key '${unknownKey}'.`,
    hint: near === undefined ? `It may have ${knownKeys.join(', ')}.` : `Did you mean '${near}'?`,
    place: source.placeOfKey([...path, unknownKey]),
  };
}

function ruleDiagnostic(problem: RuleProblem, source: YamlSource): Diagnostic {
  const { code, path, message, hint } = problem;
  return {
    code,
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
    place: source.placeOf(path),
  };
}
