import type { CommandOption } from '../command.ts';
import type { CommandDescription } from '../completion.ts';
import { flagsOf, script, valueKind } from './flags.ts';

/** See https://fishshell.com/docs/current/cmds/complete.html */
export function fish({ name, options, commands }: CommandDescription): string {
  const start = `complete -c ${name}`;
  return script([
    `# fish completion of ${name}: source it, or save it in ~/.config/fish/completions.`,
    `${start} -f`,
    ...options.map((option) => `${start} -n __fish_use_subcommand ${fishOption(option)}`),
    ...commands.map(
      (command) =>
        `${start} -n __fish_use_subcommand -a ${fishQuoted(command.name)} -d ${fishQuoted(command.summary)}`,
    ),
    ...commands.flatMap((command) => {
      const inCommand = `${start} -n ${fishQuoted(`__fish_seen_subcommand_from ${command.name}`)}`;
      const args =
        command.args.length === 0 ? [] : [`${inCommand} -a ${fishQuoted(command.args.join(' '))}`];
      return [...args, ...command.options.map((option) => `${inCommand} ${fishOption(option)}`)];
    }),
  ]);
}

function fishOption(option: CommandOption): string {
  const flags = flagsOf(option).names.map((flag) =>
    flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  return [...flags, ...fishValues(option), `-d ${fishQuoted(option.description)}`].join(' ');
}

function fishValues(option: CommandOption): readonly string[] {
  switch (valueKind(option)) {
    case 'none':
      return [];
    case 'choices':
      return ['-x', `-a ${fishQuoted((option.choices ?? []).join(' '))}`];
    case 'files':
      return ['-r', '-F'];
    case 'folders':
      return ['-x', "-a '(__fish_complete_directories)'"];
    case 'unknown':
      return ['-x'];
  }
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
