/** The registry of commands as completion scripts need it. */

import type { Command } from './command.ts';
import type { CommandDescription } from './completion.ts';

/** All commands with their options, described. */
export function describeCommands(commands: readonly Command[]): CommandDescription {
  return {
    name: 'wikisync',
    options: [],
    commands: commands.map(({ name, summary, options }) => ({ name, summary, options, args: [] })),
  };
}
