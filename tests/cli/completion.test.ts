import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CommandDescription,
  renderCompletion,
  type Shell,
  shells,
} from '../../src/cli/completion.ts';

const description: CommandDescription = {
  name: 'wikisync',
  options: [
    { flags: '--colour <when>', description: 'colours', choices: ['always', 'never'] },
    { flags: '-V, --version', description: 'print the version' },
  ],
  commands: [
    {
      name: 'plan',
      summary: "show what's to be done: $(nothing) [yet]",
      options: [
        { flags: '-f, --format <format>', description: 'its form', choices: ['text', 'json'] },
        { flags: '-c, --config <file>', description: "the config's file" },
        { flags: '--state <folder>', description: 'the state folder' },
        { flags: '--limit <number>', description: 'how many' },
        {
          flags: '--allow <guard>',
          description: 'lets a guard pass; may be repeated',
          choices: ['create', 'delete'],
          repeatable: true,
        },
        { flags: '-q, --quiet', description: 'say less' },
      ],
      args: [],
    },
    { name: 'push', summary: 'save the page', options: [], args: [] },
    { name: 'completion', summary: 'print a script', options: [], args: ['bash', 'fish', 'zsh'] },
  ],
};

function isInstalled(shell: Shell): boolean {
  return spawnSync(shell, ['--version']).error === undefined;
}

describe('renderCompletion', () => {
  it.each(shells)('gives the same script for the same commands in %s', (shell) => {
    expect(renderCompletion(shell, description)).toBe(renderCompletion(shell, description));
    expect(renderCompletion(shell, description)).toMatch(/^[^\n].*[^\n]\n$/s);
  });

  it.each(shells)('names every command, option and choice in %s', (shell) => {
    const script = renderCompletion(shell, description);

    const options = description.commands.flatMap((command) => command.options);
    const names = [
      ...description.commands.map(({ name }) => name),
      ...options.flatMap(({ flags }) => flags.match(/(?<=--)\w+/g) ?? []),
      ...options.flatMap(({ choices = [] }) => choices),
    ];
    expect(names.filter((name) => !script.includes(name))).toEqual([]);
  });

  it.each(shells.filter(isInstalled))('is a script that %s can read', (shell) => {
    const input = renderCompletion(shell, description);

    expect(spawnSync(shell, ['-n'], { input, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it('is taken by fish as it is meant', () => {
    expect(renderCompletion('fish', description)).toMatchInlineSnapshot(`
      "# fish completion of wikisync: source it, or save it in ~/.config/fish/completions.
      complete -c wikisync -f
      complete -c wikisync -n __fish_use_subcommand -l colour -x -a 'always never' -d 'colours'
      complete -c wikisync -n __fish_use_subcommand -s V -l version -d 'print the version'
      complete -c wikisync -n __fish_use_subcommand -a 'plan' -d 'show what\\'s to be done: $(nothing) [yet]'
      complete -c wikisync -n __fish_use_subcommand -a 'push' -d 'save the page'
      complete -c wikisync -n __fish_use_subcommand -a 'completion' -d 'print a script'
      complete -c wikisync -n '__fish_seen_subcommand_from plan' -s f -l format -x -a 'text json' -d 'its form'
      complete -c wikisync -n '__fish_seen_subcommand_from plan' -s c -l config -r -F -d 'the config\\'s file'
      complete -c wikisync -n '__fish_seen_subcommand_from plan' -l state -x -a '(__fish_complete_directories)' -d 'the state folder'
      complete -c wikisync -n '__fish_seen_subcommand_from plan' -l limit -x -d 'how many'
      complete -c wikisync -n '__fish_seen_subcommand_from plan' -l allow -x -a 'create delete' -d 'lets a guard pass; may be repeated'
      complete -c wikisync -n '__fish_seen_subcommand_from plan' -s q -l quiet -d 'say less'
      complete -c wikisync -n '__fish_seen_subcommand_from completion' -a 'bash fish zsh'
      "
    `);
  });

  it('is taken by zsh as it is meant', () => {
    expect(renderCompletion('zsh', description)).toMatchInlineSnapshot(`
      "#compdef wikisync
      # zsh completion of wikisync: source it, or save it as _wikisync in a folder of $fpath.
      _wikisync() {
        local curcontext=$curcontext state line
        local -a commands
        typeset -A opt_args
        commands=(
          'plan:show what'\\''s to be done: $(nothing) [yet]'
          'push:save the page'
          'completion:print a script'
        )
        _arguments -C --colour='[colours]:when:(always never)' '(-V --version)'{-V,--version}'[print the version]' '1:command:->command' '*::argument:->argument'
        case $state in
          command) _describe -t commands command commands ;;
          argument)
            case $words[1] in
              plan)
                _arguments \\
                  '(-f --format)'{-f,--format=}'[its form]:format:(text json)' \\
                  '(-c --config)'{-c,--config=}'[the config'\\''s file]:file:_files' \\
                  --state='[the state folder]:folder:_files -/' \\
                  --limit='[how many]:number: ' \\
                  '*--allow=''[lets a guard pass; may be repeated]:guard:(create delete)' \\
                  '(-q --quiet)'{-q,--quiet}'[say less]' \\
                  '*:argument: ' ;;
              push)
                _arguments \\
                  '*:argument: ' ;;
              completion)
                _arguments \\
                  '*:argument:(bash fish zsh)' ;;
            esac ;;
        esac
      }
      if [[ $funcstack[1] == _wikisync ]]; then _wikisync "$@"; else compdef _wikisync wikisync; fi
      "
    `);
  });
});

describe.runIf(isInstalled('bash'))('in bash', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wikisync-completion-'));
    mkdirSync(join(folder, 'work place'));
    writeFileSync(join(folder, 'work file.yaml'), '');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** What bash offers at the end of these words. */
  function offered(words: readonly string[]): readonly string[] {
    const script = `${renderCompletion('bash', description)}
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _wikisync
      ((\${#COMPREPLY[@]} == 0)) || printf '%s\\n' "\${COMPREPLY[@]}"`;
    const output = execFileSync(
      'bash',
      ['--norc', '--noprofile', '-c', script, 'bash', 'wikisync', ...words],
      { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    return output.split('\n').slice(0, -1);
  }

  it.each([
    [[''], ['plan', 'push', 'completion']],
    [['p'], ['plan', 'push']],
    [['-'], ['--colour', '-V', '--version']],
    [
      ['--colour', ''],
      ['always', 'never'],
    ],
    [['--colour', 'never', 'pl'], ['plan']],
    [['-V', 'pu'], ['push']],
    [['plan', '--f'], ['--format']],
    [
      ['plan', '-f', ''],
      ['text', 'json'],
    ],
    [['plan', '--format', 'j'], ['json']],
    [['plan', '--format', '=', 'j'], ['json']],
    [
      ['plan', '--format', '='],
      ['text', 'json'],
    ],
    [['plan', '--format', 'json', '--allow', 'd'], ['delete']],
    [
      ['plan', '--config', 'work'],
      ['work file.yaml', 'work place'],
    ],
    [['plan', '--state', 'w'], ['work place']],
    [['plan', '--limit', ''], []],
    [['plan', '--quiet', ''], []],
    [['plan', ''], []],
    [['plan', '*'], []],
    [['push', '-'], []],
    [
      ['completion', ''],
      ['bash', 'fish', 'zsh'],
    ],
    [['nonsense', '--'], []],
  ])('completes %j with %j', (words, expected) => {
    expect([...offered(words)].sort()).toEqual([...expected].sort());
  });
});
