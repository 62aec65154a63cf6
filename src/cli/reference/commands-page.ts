/** The reference of the command line, from the registry of commands. */
import type { Command, CommandOption } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { commonOptions } from '../listing-options.ts';
import { generatedFrom, table, words } from './markdown-parts.ts';

/** What each exit code says. */
const meanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'done, or in sync',
  failed: 'failed, or invalid input',
  pending: 'changes are pending (only with `--exit-code`)',
  conflicts: 'conflicts need a person',
  guarded: 'a guard refused the plan',
  usage: 'wrong usage: nothing was done',
  defect: 'a defect of wikisync',
  later:
    "try again later: the wiki is down, read-only or lagged, somebody was faster, another run has the state folder, or an edit's outcome is not known yet",
};

/** Every command with its arguments and options. */
export function commandsPage(commands: readonly Command[]): string {
  const parts = [
    generatedFrom('src/cli/commands'),
    '# Commands',
    'Each is `wikisync <command>`; `wikisync help <command>` prints what is said here. Reports go to standard output, all else to standard error. Nothing waits for an answer unless it is asked on a terminal.',
    ...commands.flatMap(commandParts),
    '## Common options',
    'Of every command that runs over listings. Without a listing and without `--all`, commands that write ask for one where the config has several.',
    optionTable(commonOptions),
    '## Exit codes',
    'Of several listings the worst one counts. A signal ends a run with 130 (SIGINT) or 143 (SIGTERM), in order.',
    table(
      ['code', 'meaning'],
      Object.entries(exitCodes).map(([name, code]) => [
        String(code),
        meanings[name as keyof typeof exitCodes],
      ]),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function commandParts(command: Command): readonly string[] {
  const { name, summary, options, example } = command;
  const own = options.filter((option) => !commonOptions.includes(option));
  const isOverListings = commonOptions.every((option) => options.includes(option));
  const usage = ['wikisync', name, options.length > 0 ? '[options]' : '', command.arguments];
  return [
    `## ${name}`,
    `${sentence(summary)}.`,
    `\`\`\`text\n${usage.filter((word) => word !== '').join(' ')}\n\`\`\``,
    `For example \`${example.line}\` ${words(example.does)}.`,
    ...(own.length === 0 ? [] : [optionTable(own)]),
    ...(isOverListings ? ['It takes the [common options](#common-options) too.'] : []),
  ];
}

function optionTable(options: readonly CommandOption[]): string {
  return table(
    ['option', 'what it does'],
    options.map((option) => [`\`${option.flags}\``, words(explained(option))]),
  );
}

function explained({ description, choices, default: usual, repeatable }: CommandOption): string {
  const notes = [
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(repeatable === true && !/more than once/.test(description) ? ['more than once'] : []),
    ...(usual === undefined ? [] : [`default: ${usual}`]),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}

function sentence(text: string): string {
  return words(text.charAt(0).toUpperCase() + text.slice(1));
}
