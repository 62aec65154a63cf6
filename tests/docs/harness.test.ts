/** The harness itself: it must not let anything pass. */
import { describe, expect, it } from 'vitest';
import { parseDocPage } from './document.ts';
import { mentionProblem } from './mentions.ts';
import { playPage } from './play.ts';
import { commandsOf } from './shell.ts';
import { isShown } from './shown.ts';

const play = (...lines: readonly string[]) => playPage(parseDocPage('a-page.md', lines.join('\n')));

describe('a page passes', () => {
  it('when its commands end as it says, and show what it shows', async () => {
    await play(
      '```console',
      '$ wikisync plan',
      'my-list  …',
      '  In sync.',
      '$ sed -n 1p pages/My_list.wiki | tr a-z A-Z',
      'PROJECTS THAT …',
      '```',
      '```sh exit=1',
      'npx wikisync plan --config other.yaml',
      '```',
    );
  });

  it('when what it makes of the config is a config', async () => {
    await play(
      '```yaml listing add',
      'records: { owner: data }',
      '```',
      '```sh',
      'grep "owner: data" config/wikisync.yaml > /dev/null && wikisync plan | grep "In sync"',
      '```',
    );
  });

  it('with commands that the reader does not see, and people on the wiki', async () => {
    await play(
      '<!-- test: scene wiki -->',
      '<!-- test: wiki Grace',
      'OCaml => Haskell',
      '-->',
      '<!-- test: run',
      'echo hidden > note.txt',
      '-->',
      '```sh',
      'npx wikisync pull my-list && grep Haskell data/my-list.yaml',
      'cat note.txt',
      '```',
      '```text output',
      '…',
      'hidden',
      '```',
    );
  });
});

describe('a page does not pass', () => {
  it.each([
    ['a command that fails', '```sh\nwikisync plan --config none.yaml\n```', 'ended with 1'],
    ['a command that nobody has', '```sh\nwikisync frobnicate\n```', 'ended with 64'],
    ['another program that fails', '```sh\nfalse\n```', "'false' ended with 1"],
    ['a failure in a pipe', '```sh\nfalse | cat\n```', 'ended with 1'],
    ['a code that does not come', '```sh exit=3\nwikisync plan\n```', 'ended with 0, not with 3'],
    [
      'an edit that edits nothing',
      "```sh\nsed -i 's/Zoe/Ada/' pages/My_list.wiki\n```",
      'changes nothing',
    ],
    ['another output', '```console\n$ wikisync plan\nAll is well.\n```', 'In sync.'],
    ['a key that no config has', '```yaml listing\nguard: {}\n```', 'the config is refused'],
    ['a block without a word', '```yaml\na: b\n```', "what is this block of 'yaml'"],
    ['a config that is called an example', '```yaml example\na: b\n```', 'what is this block'],
    ['an indented block', 'Text:\n\n    wikisync plan\n', "what is this block of ''"],
    ['a file with other text', '```text shows=pages/My_list.wiki\nNo.\n```', 'there is'],
    ['a scene that is none', '<!-- test: scene paradise -->', 'there is no scene'],
    ['a command without an end', '```sh\necho "\n```', 'has no end'],
  ])('with %s', async (_, text, message) => {
    await expect(play(text)).rejects.toThrow(message);
  });

  it('without the line of the page', async () => {
    await expect(play('# A page', '', '```sh', 'false', '```')).rejects.toThrow('a-page.md:4:');
  });
});

describe('commandsOf', () => {
  it('takes lines together that are one command', () => {
    expect(commandsOf('a \\\n  b\n\n# no command\ncat <<X\n1\nX\nc # "why" it is\n')).toEqual([
      'a \\\n  b',
      'cat <<X\n1\nX',
      'c # "why" it is',
    ]);
  });
});

describe('isShown', () => {
  it.each([
    ['a\nb', 'a\nb\n', true],
    ['a', 'a\nb', false],
    ['a\n…', 'a\nb\nc', true],
    ['a\n…\nc', 'a\nb\nb\nc', true],
    ['a\n…\nd', 'a\nb\nc', false],
    ['Plan …. [x]', 'Plan 12ab. [x]', true],
    ['Plan …. [x]', 'Plan 12ab. [y]', false],
  ])('%j is shown of %j: %s', (shown, text, expected) => {
    expect(isShown(shown, text)).toBe(expected);
  });
});

describe('mentions', () => {
  it.each([
    ['wikisync plan --exit-code', undefined],
    ['npx wikisync --help', undefined],
    ['source <(npx wikisync completion bash)', undefined],
    ['npm run docs', undefined],
    ['tests/docs', undefined],
    ['tests/docs/none.ts', "no file 'tests/docs/none.ts'"],
    ['config/wikisync.yaml', undefined],
    ['wikisync plans', "no command 'plans'"],
    ['npx wikisync push --force', "no option '--force' of 'push'"],
    ['npm run nothing', "no script 'nothing'"],
  ])('%s: %s', (code, problem) => {
    expect(mentionProblem(code)).toBe(problem);
  });
});
