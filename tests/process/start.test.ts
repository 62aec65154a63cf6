/** What a process loads before it does its work: time that every run costs, however small its page is. */
import { afterAll, expect, it } from 'vitest';
import { exampleWorkplace } from '../support/command-line.ts';
import { buildProgram } from '../support/program.ts';

const program = buildProgram();
afterAll(() => program.remove());

async function loadedBy(...args: string[]): Promise<readonly string[]> {
  const { folder } = exampleWorkplace();
  const preload = ['tests/support/loaded-files.mjs'];
  const { code, err } = await program.start({ cwd: folder, args, preload }).ended;
  expect(code).toBe(0);
  return [...err.matchAll(/^loaded (.*)$/gm)].map(([, file = '']) => file);
}

const isPackage = (file: string): boolean => !/\/wikisync-[^/]+\/dist\//.test(file);

it('loads two files to tell its version', async () => {
  expect((await loadedBy('--version')).length).toBeLessThanOrEqual(2);
});

it('loads a dozen files, and no package, to plan for a folder of pages', async () => {
  const files = await loadedBy('plan');

  expect(files.filter(isPackage)).toEqual([]);
  expect(files.length).toBeLessThanOrEqual(12);
});
