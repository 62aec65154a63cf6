import { suggest } from '../../core/suggest.ts';
import { SyncError } from '../../errors.ts';
import { explanationOf, explanations, topics } from '../../explain/explanations.ts';
import { codesText, explainText } from '../../report/explain-text.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { hasColour } from '../host.ts';

const codes: readonly string[] = Object.keys(explanations);

/** `wikisync explain`. */
export const explain: Command = {
  name: 'explain',
  summary: 'tell more about a code of a report, or list all codes',
  arguments: '[code]',
  argumentChoices: codes,
  options: [],
  example: {
    line: 'wikisync explain value-unreadable',
    does: 'tells what that warning means and what to do about it',
  },
  run: async ({ host, arguments: [code] }) => {
    const options = {
      colour: hasColour(host),
      ...(host.columns === undefined ? {} : { width: host.columns }),
    };
    if (code === undefined) {
      host.out(codesText(topics, options));
      return exitCodes.done;
    }
    const explanation = explanationOf(code);
    if (explanation === undefined) throw unknownCode(code);
    host.out(explainText(code, explanation, options));
    return exitCodes.done;
  },
};

function unknownCode(code: string): SyncError {
  const near = suggest(code, codes);
  return new SyncError('usage', `There is no code '${code}'.`, {
    hint: near === undefined ? "'wikisync explain' lists all of them." : `Did you mean '${near}'?`,
  });
}
