/** What completion scripts have in common. */
import type { CommandOption } from '../command.ts';

/** An option's flags, taken apart. */
export interface Flags {
  /** All of them: `-f` and `--format`. */
  readonly names: readonly string[];
  /** What its value is called: `format`; `undefined` if it takes none. */
  readonly value: string | undefined;
}

/** Takes flags apart that help shows as `-f, --format <format>`. */
export function flagsOf({ flags }: CommandOption): Flags {
  return {
    names: flags.split(/[\s,]+/).filter((part) => part.startsWith('-')),
    value: /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1],
  };
}

/** What an option's value is completed with. */
export type ValueKind = 'none' | 'choices' | 'files' | 'folders' | 'unknown';

/** Finds that out: from its choices, or from what help calls the value. */
export function valueKind(option: CommandOption): ValueKind {
  const { value } = flagsOf(option);
  if (value === undefined) return 'none';
  if (option.choices !== undefined) return 'choices';
  if (value === 'folder') return 'folders';
  return /file|path/.test(value) ? 'files' : 'unknown';
}

/** Text as one word of bash and zsh. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The name of the function that completes a command. */
export function functionName(command: string): string {
  return `_${command.replaceAll(/\W/g, '_')}`;
}

/** A script of these lines. */
export function script(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
