/** What init asks whoever sits at the terminal; each question has an answer of its own. */
import { SyncError } from '../../errors.ts';
import type { Host } from '../host.ts';

/** Somebody who can be asked. */
export interface Asker {
  /**
   * One of some values, by its number or its name; the first if nothing is said.
   *
   * @returns `undefined` where nobody can be asked
   */
  readonly choose: (
    question: string,
    options: readonly { readonly value: string; readonly shown: string }[],
  ) => Promise<string | undefined>;
  /** A text that passes the check; `fallback`, if there is one, if nothing is said. */
  readonly say: (
    question: string,
    about: { readonly fallback?: string; readonly isFit: (text: string) => boolean },
  ) => Promise<string | undefined>;
}

/** Answers that do not fit before it is taken that no good one will come. */
const tries = 5;

/** @param takesFirst whether the first answer of each question is taken, unasked: `--yes` */
export function askerOn({ ask }: Host, takesFirst: boolean): Asker {
  const repeatedly = async <T>(
    question: string,
    read: (answer: string) => T | undefined,
  ): Promise<T | undefined> => {
    if (ask === undefined) return undefined;
    for (let count = 0; count < tries; count += 1) {
      const found = read((await ask(question)).trim());
      if (found !== undefined) return found;
    }
    throw new SyncError('usage', 'None of the answers fits the question.', {
      hint: 'Give it as an option: see wikisync init --help.',
    });
  };
  return {
    choose: async (question, options) => {
      if (takesFirst) return options[0]?.value;
      const list = options.map(({ shown }, index) => `  ${index + 1}  ${shown}\n`).join('');
      return repeatedly(`${question}\n${list}Number or name [1]: `, (answer) =>
        chosen(answer === '' ? '1' : answer, options),
      );
    },
    say: async (question, { fallback, isFit }) => {
      if (takesFirst) return fallback;
      const known = fallback === undefined ? '' : ` [${fallback}]`;
      return repeatedly(`${question}${known}: `, (answer) => {
        const text = answer === '' ? fallback : answer;
        return text !== undefined && isFit(text) ? text : undefined;
      });
    },
  };
}

/** Names go before numbers: a parameter may be called 2. */
function chosen(
  answer: string,
  options: readonly { readonly value: string }[],
): string | undefined {
  const named = options.find(({ value }) => value.toLowerCase() === answer.toLowerCase());
  return (named ?? (/^\d+$/.test(answer) ? options[Number(answer) - 1] : undefined))?.value;
}
