/** What is wrong with a file's text whatever its format, and with any value in it. */
import type { Problem } from './problem.ts';

/** Enough to see what is wrong: a binary file would have millions. */
const mostOfOneKind = 20;

/** C0 except tab and line feed, DEL and the two non-characters; C1 is storable on a wiki. */
const forbiddenCharacter = /[^\P{Cc}\t\n\u0080-\u009f]|[\ufffe\uffff]/u;

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
    problems.push(controlCharacter(match[0], match.index));
    if (problems.length === mostOfOneKind) break;
  }
  return problems;
}

/**
 * What makes a text unfit to be a value or a name: a wiki stores another one in its place.
 *
 * It is for whoever is about to write a text to a data file, too: `editData` refuses these.
 *
 * @returns `undefined` for one that is fit
 */
export function textProblem(text: string): Omit<Problem, 'offset'> | undefined {
  const forbidden = forbiddenCharacter.exec(text);
  if (forbidden !== null) {
    const { offset: _offset, ...problem } = controlCharacter(forbidden[0], 0);
    return problem;
  }
  if (/\p{Cs}/u.test(text)) {
    return {
      code: 'lone-surrogate',
      message: 'Half of a surrogate pair stands alone, which is no character.',
      hint: 'Write the character itself, or both halves.',
    };
  }
  if (text !== text.normalize('NFC')) {
    return {
      code: 'not-nfc',
      message: `'${shortened(text)}' is not in the Unicode normal form NFC, in which wikis store texts.`,
      hint: 'Type the letters with their accents anew, or convert the file with uconv -x any-nfc.',
    };
  }
  return undefined;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text;
}

function controlCharacter(character: string, offset: number): Problem {
  const number = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'control-character',
    message: `The character U+${number} cannot stand in a data file.`,
    hint: 'Remove it: editors show it as a box, as ^M or not at all.',
    offset,
  };
}
