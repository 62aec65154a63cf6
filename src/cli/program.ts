/** The command line, from the registry of commands: the only user of commander. */
import { Command as CommanderCommand, CommanderError, Option } from 'commander';
import type { Command, CommandOption } from './command.ts';
import { exitCodes } from './exit-code.ts';
import type { Host } from './host.ts';

/** What a command line asks for. */
export type Parsed =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly arguments: readonly string[];
      readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
    }
  /** Help, the version or a usage error was printed. */
  | { readonly kind: 'exit'; readonly code: number };

/** Parses a command line; help goes to standard output, complaints to standard error. */
export function parseCommandLine(
  args: readonly string[],
  context: { readonly host: Host; readonly version: string; readonly commands: readonly Command[] },
): Parsed {
  const { host, version, commands } = context;
  let parsed: Parsed = { kind: 'exit', code: exitCodes.usage };
  const program = new CommanderCommand('wikisync')
    .description('Keeps list pages on a wiki in step with a data file in git.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .showHelpAfterError("(try 'wikisync --help')")
    .exitOverride()
    .configureOutput({
      writeOut: host.out,
      writeErr: host.err,
      getOutHelpWidth: () => host.columns ?? 100,
    });
  for (const command of commands) {
    addCommand(program, command, (values, options) => {
      parsed = { kind: 'run', command, arguments: values, options };
    });
  }
  try {
    if (args.length === 0) {
      program.outputHelp();
      return { kind: 'exit', code: exitCodes.usage };
    }
    program.parse(args, { from: 'user' });
    return parsed;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'exit', code: error.exitCode === 0 ? exitCodes.done : exitCodes.usage };
  }
}

function addCommand(
  program: CommanderCommand,
  command: Command,
  run: (values: readonly string[], options: Record<string, string | boolean | string[]>) => void,
): void {
  const added = program
    .command(command.name)
    .summary(command.summary)
    .description(`${sentence(command.summary)}.`)
    .helpOption('-h, --help', 'print help')
    .showHelpAfterError(`(try 'wikisync ${command.name} --help')`)
    .addHelpText('after', `\nExample:\n  ${command.example.line}\n    ${command.example.does}`);
  if (command.arguments !== '') added.arguments(command.arguments);
  for (const option of command.options) added.addOption(toOption(option));
  added.action(() => run(added.args, added.opts()));
}

function toOption(option: CommandOption): Option {
  const made = new Option(option.flags, option.description);
  if (option.default !== undefined) made.default(option.default);
  if (option.choices !== undefined) made.choices([...option.choices]);
  if (option.repeatable === true) {
    const { parseArg } = made;
    made.argParser((value: string, before: unknown) => {
      parseArg?.(value, []);
      return [...(Array.isArray(before) ? before : []), value];
    });
  }
  return made;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
