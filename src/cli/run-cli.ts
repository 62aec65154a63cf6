/** From a command line to an exit code. */
import { SyncError } from '../errors.ts';
import { printable } from '../report/printable.ts';
import { commandsFor } from './commands.ts';
import { errorCode, exitCodes } from './exit-code.ts';
import type { Host } from './host.ts';
import { parseCommandLine } from './program.ts';
import { version } from './version.ts';

/** Runs a command line in its host, and gives the exit code; nothing that fails gets out of it. */
export async function runCli(args: readonly string[], host: Host): Promise<number> {
  try {
    const commands = await commandsFor(args);
    const parsed = parseCommandLine(args, { host, version, commands });
    if (parsed.kind === 'exit') return parsed.code;
    const { command, options } = parsed;
    return await command.run({ host, arguments: parsed.arguments, options });
  } catch (error) {
    return reportFailure(error, host);
  }
}

function reportFailure(error: unknown, host: Host): number {
  if (error instanceof SyncError) {
    host.err(`wikisync: ${printable(error.message)} (${error.code})\n`);
    const { hint = `'wikisync explain ${error.code}' tells more.` } = error;
    host.err(`  ${printable(hint)}\n`);
    return errorCode(error.code);
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : 'an unknown failure';
  host.err(
    `wikisync: this is a defect of wikisync; please report it with these lines.\n${stack}\n`,
  );
  return exitCodes.defect;
}
