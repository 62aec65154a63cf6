/** The registry of commands as completion scripts need it. */
import type { Command, CommandOption } from './command.ts';
import type { CommandDescription } from './completion.ts';

/** What every command takes. */
const help: CommandOption = { flags: '-h, --help', description: 'print help' };
/** What the program takes where no command is named. */
const version: CommandOption = { flags: '-V, --version', description: 'print the version' };

/** All commands with their options, described. */
export function describeCommands(commands: readonly Command[]): CommandDescription {
  return {
    name: 'wikisync',
    options: [help, version],
    commands: [
      ...commands.map(({ name, summary, options, argumentChoices = [] }) => ({
        name,
        summary,
        options: [...options, help],
        args: argumentChoices,
      })),
      {
        name: 'help',
        summary: 'print help of a command',
        options: [],
        args: commands.map(({ name }) => name),
      },
    ],
  };
}
