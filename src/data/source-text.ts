/** What is wrong with a file's text whatever its format, and with any value in it. */
import {
  controlCharacter,
  forbiddenCharacter,
  type UnfitText,
  unfitText,
} from '../core/unfit-text.ts';
import type { Problem } from './problem.ts';

/** Enough to see what is wrong: a binary file would have millions. */
const mostOfOneKind = 20;

const wholeFileProblems: readonly (Omit<Problem, 'offset'> & { readonly start: RegExp })[] = [
  {
    start: /^\0GITCRYPT\0/,
    code: 'git-crypt-file',
    message: 'The file is encrypted by git-crypt.',
    hint: 'Unlock the repository with git-crypt unlock.',
  },
  {
    start: /^version https:\/\/git-lfs\b/,
    code: 'git-lfs-pointer',
    message: 'The file is a pointer of Git LFS, not the data.',
    hint: 'Fetch the data with git lfs pull.',
  },
];

/** Why a text is no data at all: what is inside it is not worth reading then. */
export function unusableText(text: string): readonly Problem[] {
  const whole = wholeFileProblems.find(({ start }) => start.test(text));
  if (whole !== undefined) {
    const { start: _start, ...problem } = whole;
    return [{ ...problem, offset: 0 }];
  }
  return [...text.matchAll(/^<{7}(?: .*)?$/gm)].map(({ index }) => ({
    code: 'merge-conflict',
    message: 'A merge conflict begins here.',
    hint: 'Settle it and remove the lines with <<<<<<<, ======= and >>>>>>>.',
    offset: index,
  }));
}

/** The characters of a text that no data file may hold, whether in a value or not. */
export function forbiddenCharacters(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  for (const match of text.matchAll(new RegExp(forbiddenCharacter, 'gu'))) {
    problems.push({ ...problemOf(controlCharacter(match[0])), offset: match.index });
    if (problems.length === mostOfOneKind) break;
  }
  return problems;
}

/** The same for a value or a name; `undefined` for one that is fit. */
export function textProblem(text: string): Omit<Problem, 'offset'> | undefined {
  const unfit = unfitText(text);
  return unfit === undefined ? undefined : problemOf(unfit);
}

function problemOf({ code, reason, hint }: UnfitText): Omit<Problem, 'offset'> {
  return { code, message: `${reason[0]?.toUpperCase()}${reason.slice(1)}.`, hint };
}
