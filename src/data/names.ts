import type { Problem } from './problem.ts';
import { textProblem } from './source-text.ts';

/** Names that mean something else to JavaScript, and have broken into programs by it. */
const reserved: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** What is wrong with the names of one mapping, or with a header's. */
export function nameProblems(
  names: readonly { readonly name: string; readonly offset: number }[],
): readonly Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const { name, offset } of names) {
    const problem = seen.has(name) ? givenTwice(name) : nameProblem(name);
    if (problem !== undefined) problems.push({ ...problem, offset, field: name });
    seen.add(name);
  }
  return problems;
}

function givenTwice(name: string): Omit<Problem, 'offset'> {
  return {
    code: 'name-twice',
    message: `The name '${name}' stands twice.`,
    hint: 'Remove one of the two, or name them differently.',
  };
}

function nameProblem(name: string): Omit<Problem, 'offset'> | undefined {
  if (name === '') {
    return {
      code: 'name-empty',
      message: 'A name is empty.',
      hint: "Give the field's name.",
    };
  }
  if (reserved.includes(name)) {
    return {
      code: 'name-reserved',
      message: `The name '${name}' is reserved.`,
      hint: 'Choose another name.',
    };
  }
  return textProblem(name);
}
