/** What a command is: help, completion and the parser are made from these values. */
import type { Host } from './host.ts';

/** An option of a command. */
export interface CommandOption {
  /** As help shows it: `--format <format>`. */
  readonly flags: string;
  readonly description: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  readonly default?: string;
  /** Whether it may be given more than once. */
  readonly repeatable?: boolean;
}

/** What a command was called with: an option that was not given is not there. */
export type OptionValues = Readonly<
  Record<string, string | boolean | readonly string[] | undefined>
>;

/** One command. To add one, see CONTRIBUTING. */
export interface Command {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** The positional arguments as help shows them: `<listing> [record]`; none if empty. */
  readonly arguments: string;
  /** The only values that they take, if these are known beforehand. */
  readonly argumentChoices?: readonly string[];
  readonly options: readonly CommandOption[];
  /** A command line that a reader can copy, and what it does. */
  readonly example: { readonly line: string; readonly does: string };
  /** Runs it and gives the exit code. @throws {SyncError} what ends the run */
  readonly run: (call: {
    readonly host: Host;
    readonly arguments: readonly string[];
    readonly options: OptionValues;
  }) => Promise<number>;
}
