import { SyncError } from '../../errors.ts';
import type { Command } from '../command.ts';
import { renderCompletion, shells } from '../completion.ts';
import { describeCommands } from '../describe.ts';

/** `wikisync completion`, for the commands of a registry that it is itself in. */
export const completion = (registry: () => Promise<readonly Command[]>): Command => ({
  name: 'completion',
  summary: 'print a completion script for a shell',
  arguments: '<shell>',
  argumentChoices: shells,
  options: [],
  example: {
    line: 'source <(wikisync completion bash)',
    does: 'completes commands and options in this shell',
  },
  run: async ({ host, arguments: [wanted = ''] }) => {
    const shell = shells.find((name) => name === wanted);
    if (shell === undefined) {
      throw new SyncError('usage', `There is no completion for '${wanted}'.`, {
        hint: `There is one for ${shells.join(', ')}.`,
      });
    }
    host.out(renderCompletion(shell, describeCommands(await registry())));
    return 0;
  },
});
