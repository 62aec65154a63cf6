/** Every command and every config of the documentation is run: CONTRIBUTING says how pages are written. */
import { describe, expect, it } from 'vitest';
import { type DocPage, readDocPage } from './document.ts';
import { commandExceptions, exceptionFor } from './exceptions.ts';
import { mentionProblem } from './mentions.ts';
import { madePages, writtenPages } from './pages.ts';
import { playPage } from './play.ts';
import { commandsOf, withoutComment } from './shell.ts';

const pages = new Map(writtenPages.map((path) => [path, readDocPage(path)]));

describe('what the documentation says is so', () => {
  it.each([...pages])('in %s', async (_, page) => {
    await playPage(page, { isUpdating: process.env['WIKISYNC_UPDATE'] === '1' });
  });

  it('down to the commands and options that sentences mention', () => {
    const all = [...writtenPages, ...madePages, 'CHANGELOG.md'];
    const problems = all.flatMap((path) =>
      (pages.get(path) ?? readDocPage(path)).inline
        .map(({ text, line }) => ({ at: `${path}:${line}`, problem: mentionProblem(text) }))
        .filter(({ problem }) => problem !== undefined),
    );

    expect(problems).toEqual([]);
  });

  it('and nothing is excepted from being run that no page shows', () => {
    const shown = [...pages.values()].flatMap(commandsIn);
    const used = new Set(shown.map((command) => exceptionFor(withoutComment(command).trim())));

    expect(commandExceptions.filter((exception) => !used.has(exception))).toEqual([]);
  });
});

function commandsIn({ steps }: DocPage): readonly string[] {
  return steps.flatMap(({ language, text }) => {
    if (language === 'sh') return commandsOf(text);
    const shown = language === 'console' ? [...text.matchAll(/^\$ (.*)$/gm)] : [];
    return shown.map(([, command = '']) => command);
  });
}
