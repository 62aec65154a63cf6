/** What a process loads before it does its work: time that every run costs, however small its page is. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { exampleWorkplace } from '../support/command-line.ts';
import { buildProgram } from '../support/program.ts';

const program = buildProgram();
afterAll(() => program.remove());

async function loadedBy(
  ...args: string[]
): Promise<{ readonly files: readonly string[]; readonly parts: readonly string[] }> {
  const { folder } = exampleWorkplace();
  const preload = ['tests/support/loaded-files.mjs'];
  const { code, err } = await program.start({ cwd: folder, args, preload }).ended;
  expect(code).toBe(0);
  return {
    files: [...err.matchAll(/^loaded (.*)$/gm)].map(([, file = '']) => file),
    parts: /^parts of Node (.*)$/m.exec(err)?.[1]?.split(' ') ?? [],
  };
}

const isPackage = (file: string): boolean => !/\/wikisync-[^/]+\/dist\//.test(file);

it('loads two files to tell its version', async () => {
  expect((await loadedBy('--version')).files.length).toBeLessThanOrEqual(2);
});

it('loads a dozen files, and no package, to plan for a folder of pages', async () => {
  const { files } = await loadedBy('plan');

  expect(files.filter(isPackage)).toEqual([]);
  expect(files).toContainEqual(expect.stringContaining('/dist/cli/listings-'));
  expect(files.length).toBeLessThanOrEqual(12);
});

it.each(['--version', 'plan'])(
  'loads nothing that Node has for networks, for %s',
  async (command) => {
    const { parts } = await loadedBy(command);

    expect(parts).toContain('fs');
    expect(parts.filter((part) => ['net', 'tty', 'http', 'https', 'http2'].includes(part))).toEqual(
      [],
    );
  },
);

describe('what Node made of the files', () => {
  const compiled = join(program.folder, 'dist/cli/compiled');
  let folder: string;
  const plan = () => program.start({ cwd: folder, args: ['plan'] }).ended;
  const files = () =>
    readdirSync(compiled, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  const contents = () => files().map((file) => readFileSync(file).toString('latin1'));

  beforeEach(() => {
    ({ folder } = exampleWorkplace());
  });

  it('is kept for the next start', async () => {
    const { code, out } = await plan();
    expect(code).toBe(0);
    const kept = contents();
    expect(kept.length).toBeGreaterThan(0);

    expect(await plan()).toMatchObject({ code: 0, out });
    expect(contents()).toEqual(kept);
  });

  it('is made anew of all files once a run needed one more, and so went further than those before', async () => {
    const kept = () => new Map(files().map((file) => [file, readFileSync(file, 'latin1')]));
    await plan();
    const before = kept();
    await program.start({ cwd: folder, args: ['plan', '--format', 'json'] }).ended;
    const after = kept();

    expect(after.size).toBeGreaterThan(before.size);
    expect([...before].some(([file, made]) => after.get(file) !== made)).toBe(true);
  });

  it.each([
    ['is empty', () => ''],
    ['is something else', (text: string) => text.replace(/./gs, 'x')],
    ['is cut off', (text: string) => text.slice(0, text.length / 2)],
  ])('is made anew where it %s', async (_, damaged) => {
    const { out } = await plan();
    for (const file of files()) {
      writeFileSync(file, damaged(readFileSync(file, 'latin1')), 'latin1');
    }

    expect(await plan()).toMatchObject({ code: 0, out, err: '' });
    expect(await plan()).toMatchObject({ code: 0, out, err: '' });
  });

  it('is not kept where nothing can be written', async () => {
    rmSync(compiled, { recursive: true, force: true });
    writeFileSync(compiled, '');

    expect(await plan()).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(compiled, 'utf8')).toBe('');
  });
});
