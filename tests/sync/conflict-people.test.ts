/** Who is in conflict, where the page has no history that could tell. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { exampleWorkplace, xenDataPath, xenPagePath } from '../support/command-line.ts';

it('names who committed the data file, beside a page in a folder', async () => {
  const place = exampleWorkplace();
  expect((await place.run('pull')).code).toBe(0);
  const author = ['-c', 'user.name=Ann Archer', '-c', 'user.email=ann@example.org'];
  const git = (...args: string[]) =>
    execFileSync('git', [...author, ...args], { cwd: place.folder });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');
  git('commit', '--quiet', '--all', '--message', 'second');
  place.edit(xenPagePath, 'George Dunlap', 'Georgia Dunlap');

  const { code, out } = await place.run('plan');

  expect({ code, out }).toMatchObject({ code: 3 });
  expect(out).toContain('Last changed in the data file by Ann Archer in commit');
});
