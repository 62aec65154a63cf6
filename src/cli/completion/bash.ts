import type { CommandOption } from '../command.ts';
import type { CommandDescription } from '../completion.ts';
import { flagsOf, functionName, quoted, script, valueKind } from './flags.ts';

/** Runs on bash 3.2, which macOS has: no `mapfile`, no `compopt`; `=` is a word of its own. */
export function bash({ name, options, commands }: CommandDescription): string {
  const complete = functionName(name);
  const offers = `${complete}_offer`;
  const taking = [
    ...new Set(options.filter(takesValue).flatMap((option) => flagsOf(option).names)),
  ];
  const skip = taking.length === 0 ? [] : [`      ${taking.join('|')}) ((index += 1)) ;;`];
  const all = [{ name: '', options, args: commands.map((command) => command.name) }, ...commands];
  return script([
    `# bash completion of ${name}: source it, or save it in bash-completion's folder.`,
    `${offers}() {`,
    '  local word',
    `  for word in "$@"; do [[ $word == "$current"* ]] && COMPREPLY+=("$word"); done`,
    '}',
    `${complete}() {`,
    '  COMPREPLY=()',
    `  local current=${wordAt('COMP_CWORD')} previous=${wordAt('COMP_CWORD - 1')}`,
    "  local command='' index line",
    '  if [[ $current == = ]]; then',
    "    current=''",
    '  elif [[ $previous == = ]] && ((COMP_CWORD > 1)); then',
    `    previous=${wordAt('COMP_CWORD - 2')}`,
    '  fi',
    '  for ((index = 1; index < COMP_CWORD; index += 1)); do',
    `    case ${wordAt('index')} in`,
    ...skip,
    '      -*) ;;',
    `      *) command=${wordAt('index')}; break ;;`,
    '    esac',
    '  done',
    '  case $command:$previous in',
    ...all.flatMap((command) =>
      command.options.flatMap((option) => bashValue(command.name, option, offers)),
    ),
    '  esac',
    '  case $command:$current in',
    ...all.flatMap((command) => bashWords(command, offers)),
    '  esac',
    '}',
    `complete -F ${complete} ${name}`,
  ]);
}

function bashValue(command: string, option: CommandOption, offers: string): readonly string[] {
  if (!takesValue(option)) return [];
  const patterns = flagsOf(option).names.map((flag) => `${command}:${flag}`);
  return [`    ${patterns.join('|')}) ${bashOffer(option, offers)}return ;;`];
}

function bashOffer(option: CommandOption, offers: string): string {
  const kind = valueKind(option);
  if (kind === 'unknown') return '';
  if (kind === 'choices') return `${offers} ${(option.choices ?? []).map(quoted).join(' ')}; `;
  const generate = kind === 'files' ? '-f' : '-d';
  const read = 'while IFS= read -r line; do COMPREPLY+=("$line"); done';
  return `compopt -o filenames 2>/dev/null; ${read} < <(compgen ${generate} -- "$current"); `;
}

function bashWords(
  command: Pick<CommandDescription['commands'][number], 'name' | 'options' | 'args'>,
  offers: string,
): readonly string[] {
  const flags = command.options.flatMap((option) => flagsOf(option).names);
  const offer = (words: readonly string[]): string =>
    words.length === 0 ? ';;' : `${offers} ${words.map(quoted).join(' ')} ;;`;
  return [
    `    ${command.name}:-*) ${offer(flags)}`,
    `    ${command.name}:*) ${offer(command.args)}`,
  ];
}

function takesValue(option: CommandOption): boolean {
  return valueKind(option) !== 'none';
}

/** A word of the command line that is being completed. */
function wordAt(index: string): string {
  return `\${COMP_WORDS[${index}]}`;
}
