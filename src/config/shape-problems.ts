/** From zod's issues to problems in plain words, and what is right in spite of them. */
import type { z } from '../shape.ts';
import { type WrittenConfig, writtenConfig } from './config.ts';
import { knownKeys } from './known-keys.ts';
import { didYouMean, keyProblem, nameHint, type Path, type Problem, problem } from './problem.ts';
import { prune } from './prune.ts';
import { type SoundConfig, soundConfig } from './sound-config.ts';

/** What checking a config's shape gave. */
export interface ShapeCheck {
  /** `undefined` if anything is wrong. */
  readonly config: WrittenConfig | undefined;
  readonly sound: SoundConfig;
  readonly problems: readonly Problem[];
}

/** Checks a config's shape. */
export function checkShape(value: unknown): ShapeCheck {
  const { data, error } = writtenConfig.safeParse(value, { reportInput: true });
  if (error === undefined) return { config: data, sound: data, problems: [] };
  const problems = error.issues.flatMap((issue) => toProblems(issue, []));
  const sound = soundConfig().safeParse(prune(value, problems)).data ?? {};
  return { config: undefined, sound, problems };
}

type Issue = z.core.$ZodIssue;

function toProblems(issue: Issue, above: Path): readonly Problem[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path));
    case 'invalid_union':
      return isWiki(path) ? wikiProblems(issue, path) : unionProblems(issue, path);
    case 'invalid_key': {
      const [inner] = issue.issues;
      const message = `${subject(path)} ${inner?.message ?? 'is no possible name'}.`;
      return [keyProblem('config-value', path, message)];
    }
    case 'invalid_value':
      return [enumProblem(issue, path)];
    case 'invalid_type':
      return [typeProblem(issue, path)];
    default:
      return [valueProblem(path, issue.message)];
  }
}

function unknownKey(key: string, path: Path): Problem {
  const known = knownKeys(path);
  const message = `${subject(path)} has an unknown key '${key}'.`;
  // A wiki's keys depend on its kind.
  const hint = known.includes(key)
    ? 'It is for the other kind of wiki: one with api is not one with folder.'
    : nameHint(key, known);
  return keyProblem('config-key-unknown', [...path, key], message, hint);
}

function isWiki(path: Path): boolean {
  return path[0] === 'wikis' && path.length === 2;
}

/** Which kind of wiki is meant is told by the key that says where it is. */
function wikiProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path): readonly Problem[] {
  const [ofMediaWiki = [], ofFolder = []] = issue.errors;
  const keys = keysOf(issue.input);
  if (keys === undefined || keys.includes('api')) {
    return ofMediaWiki.flatMap((inner) => toProblems(inner, path));
  }
  if (keys.includes('folder')) return ofFolder.flatMap((inner) => toProblems(inner, path));
  const hint = 'Add api: with the URL of its api.php, or folder: with a folder of pages.';
  const known = knownKeys(path);
  return [
    problem('config-value', path, `${subject(path)} has neither api nor folder.`, hint),
    ...keys.filter((key) => !known.includes(key)).map((key) => unknownKey(key, path)),
  ];
}

/** A mapping is meant for the alternative that is one: then what is wrong in it is told. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path): readonly Problem[] {
  const inner = issue.errors.find(
    ([first]) => first?.code !== 'invalid_type' || first.path.length > 0,
  );
  if (keysOf(issue.input) === undefined || inner === undefined) {
    return [valueProblem(path, issue.message)];
  }
  return inner.flatMap((each) => toProblems(each, path));
}

function keysOf(input: unknown): readonly string[] | undefined {
  const isMapping = typeof input === 'object' && input !== null && !Array.isArray(input);
  return isMapping ? Object.keys(input) : undefined;
}

function enumProblem({ values, input }: z.core.$ZodIssueInvalidValue, path: Path): Problem {
  const names = values.map(String);
  if (input === undefined) return valueProblem(path, 'is missing');
  const hint = typeof input === 'string' ? didYouMean(input, names) : undefined;
  return valueProblem(path, `must be one of ${names.join(', ')}`, hint);
}

function typeProblem(
  { expected, input, message }: z.core.$ZodIssueInvalidType,
  path: Path,
): Problem {
  if (input === undefined) return valueProblem(path, 'is missing');
  if (expected === 'int') return valueProblem(path, message);
  const clause = `must be ${typeNames[expected] ?? expected}, not ${described(input)}`;
  const isQuotable = expected === 'string' && ['number', 'boolean'].includes(typeof input);
  return valueProblem(path, clause, isQuotable ? 'Put it in quotes.' : undefined);
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
};

/** What stands there instead; a text is not shown, as it may be a secret in the wrong place. */
function described(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'string') return 'a text';
  return typeof input === 'object' ? 'a mapping' : `the ${typeof input} ${String(input)}`;
}

function valueProblem(path: Path, clause: string, hint?: string): Problem {
  return problem('config-value', path, `${subject(path)} ${clause}.`, hint);
}

function subject(path: Path): string {
  return path.length === 0 ? 'The config' : `'${path.map(String).join('.')}'`;
}
