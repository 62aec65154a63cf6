import type { CommandOption } from '../command.ts';
import type { CommandDescription } from '../completion.ts';
import { flagsOf, functionName, quoted, script, valueKind } from './flags.ts';

/** See https://zsh.sourceforge.io/Doc/Release/Completion-System.html for `_arguments`. */
export function zsh({ name, options, commands }: CommandDescription): string {
  const complete = functionName(name);
  return script([
    `#compdef ${name}`,
    `# zsh completion of ${name}: source it, or save it as ${complete} in a folder of $fpath.`,
    `${complete}() {`,
    '  local curcontext=$curcontext state line',
    '  local -a commands',
    '  typeset -A opt_args',
    '  commands=(',
    ...commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`),
    '  )',
    `  _arguments -C ${[...options.map(zshOption), "'1:command:->command'", "'*::argument:->argument'"].join(' ')}`,
    '  case $state in',
    '    command) _describe -t commands command commands ;;',
    '    argument)',
    '      case $words[1] in',
    ...commands.flatMap((command) => [
      `        ${command.name})`,
      `          _arguments \\`,
      ...command.options.map((option) => `            ${zshOption(option)} \\`),
      `            ${quoted(`*:argument:${zshWords(command.args)}`)} ;;`,
    ]),
    '      esac ;;',
    '  esac',
    '}',
    `if [[ $funcstack[1] == ${complete} ]]; then ${complete} "$@"; else compdef ${complete} ${name}; fi`,
  ]);
}

function zshOption(option: CommandOption): string {
  const { names, value } = flagsOf(option);
  const taken = names.map((flag) =>
    value !== undefined && flag.startsWith('--') ? `${flag}=` : flag,
  );
  const about = `[${zshEscaped(option.description)}]`;
  const takes = value === undefined ? '' : `:${zshEscaped(value)}:${zshValues(option)}`;
  const rest = quoted(`${about}${takes}`);
  if (option.repeatable === true)
    return taken.map((flag) => `${quoted(`*${flag}`)}${rest}`).join(' ');
  if (taken.length === 1) return `${taken.join('')}${rest}`;
  return `${quoted(`(${names.join(' ')})`)}{${taken.join(',')}}${rest}`;
}

function zshValues(option: CommandOption): string {
  switch (valueKind(option)) {
    case 'choices':
      return zshWords(option.choices ?? []);
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'none':
    case 'unknown':
      return ' ';
  }
}

function zshWords(words: readonly string[]): string {
  return words.length === 0
    ? ' '
    : `(${words.map((word) => word.replaceAll(/[\s():\\]/g, '\\$&')).join(' ')})`;
}

function zshEscaped(text: string): string {
  return text.replaceAll(/[\\[\]:]/g, '\\$&');
}
