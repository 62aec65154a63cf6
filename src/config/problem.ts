/** What rules report. */
import { suggest } from '../core/suggest.ts';

/** A rule that was broken, and where in the config. */
export interface RuleProblem {
  readonly code: string;
  /** Keys from the top to what is wrong. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly hint?: string;
}

/** A name that is none of those there are. */
export function unknownName(
  what: string,
  name: string,
  where: { readonly names: readonly string[]; readonly path: readonly PropertyKey[] },
): RuleProblem {
  const near = suggest(name, where.names);
  const hint =
    near === undefined ? `There are ${where.names.join(', ')}.` : `Did you mean '${near}'?`;
  return problem(
    `${what}-unknown`,
    where.path,
    `There is no ${what === 'key' ? 'field' : what} '${name}'.`,
    hint,
  );
}

/** A broken rule. */
export function problem(
  code: string,
  path: readonly PropertyKey[],
  message: string,
  hint?: string,
): RuleProblem {
  return { code, path, message, ...(hint === undefined ? {} : { hint }) };
}
