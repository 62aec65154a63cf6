/** Completion scripts, made from the registry of commands: nothing is run while they complete. */
import type { CommandOption } from './command.ts';
import { bash } from './completion/bash.ts';
import { fish } from './completion/fish.ts';
import { zsh } from './completion/zsh.ts';

/** The shells that there is a completion script for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of those shells. */
export type Shell = (typeof shells)[number];

/** A command line as completion needs to know it. */
export interface CommandDescription {
  /** As it is called. */
  readonly name: string;
  /** Those that stand before a command. */
  readonly options: readonly CommandOption[];
  readonly commands: readonly {
    readonly name: string;
    readonly summary: string;
    readonly options: readonly CommandOption[];
    /** The only words that its arguments can be; none if they cannot be foretold. */
    readonly args: readonly string[];
  }[];
}

/** A script for the shell to source: commands, options, and the values of those with choices. */
export function renderCompletion(shell: Shell, description: CommandDescription): string {
  switch (shell) {
    case 'bash':
      return bash(description);
    case 'zsh':
      return zsh(description);
    case 'fish':
      return fish(description);
  }
}
