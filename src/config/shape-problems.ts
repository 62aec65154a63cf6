/** From zod's issues to problems in plain words. */
import { z } from 'zod';
import { type WrittenConfig, writtenConfig } from './config.ts';

/** Something of the wrong shape: a clause after the key that it is about. */
export interface ShapeProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** A key that nothing is known of, with those that could stand there. */
  readonly unknownKey?: string;
  readonly knownKeys: readonly string[];
}

/** Checks a config's shape; all problems, or the config. */
export function shapeProblems(
  value: unknown,
): { readonly config: WrittenConfig } | { readonly problems: readonly ShapeProblem[] } {
  const result = writtenConfig.safeParse(value);
  if (result.success) return { config: result.data };
  return { problems: result.error.issues.flatMap((issue) => toProblems(issue, [])) };
}

type Issue = z.core.$ZodIssue;

function toProblems(issue: Issue, above: readonly PropertyKey[]): readonly ShapeProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const knownKeys = keysAt(path);
    return issue.keys.map((unknownKey) => ({ path, message: '', unknownKey, knownKeys }));
  }
  if (issue.code === 'invalid_union') {
    const [nearest] = issue.errors.toSorted((a, b) => distance(a) - distance(b));
    return (nearest ?? []).flatMap((inner) => toProblems(inner, path));
  }
  return [{ path, message: messageOf(issue), knownKeys: [] }];
}

/** Of two alternatives the one is meant that lacks less. */
function distance(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'invalid_type' ? 2 : 1), 0);
}

function messageOf(issue: Issue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'is no possible name';
  if (issue.code === 'invalid_value')
    return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.input === undefined && /received undefined/.test(issue.message)) return 'is missing';
  const received = /received (\w+)/.exec(issue.message)?.[1] ?? 'something else';
  return `must be ${withArticle(issue.expected)}, not ${withArticle(received)}`;
}

const names: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  null: 'empty',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
  undefined: 'missing',
};

function withArticle(type: string): string {
  return names[type] ?? type;
}

/** The keys that may stand at a path. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schemas: readonly unknown[] = [writtenConfig];
  for (const key of path) schemas = schemas.flatMap((schema) => childrenOf(schema, key));
  const keys = schemas
    .flatMap(alternatives)
    .flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []));
  return [...new Set(keys)];
}

function childrenOf(schema: unknown, key: PropertyKey): readonly unknown[] {
  return alternatives(schema).flatMap((option): readonly unknown[] => {
    if (option instanceof z.ZodObject) return [option.shape[String(key)]];
    if (option instanceof z.ZodRecord) return [option.valueType];
    return option instanceof z.ZodArray ? [option.element] : [];
  });
}

function alternatives(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodOptional) return alternatives(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(alternatives);
  return [schema];
}
