/** The same inputs give the same bytes, wherever the program runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleWorkplace, xenDataPath, xenPagePath } from '../support/command-line.ts';
import { buildProgram, type Program } from '../support/program.ts';

let program: Program;

beforeAll(() => {
  program = buildProgram();
});

afterAll(() => program.remove());

const files = ['r.txt', 'r.md', 'r.html', 'r.wiki', 'r.json', 'plan.json'];

/** Where days begin early and late, where I is no i, and where numbers look otherwise. */
const places = [
  { TZ: 'UTC', LC_ALL: 'C' },
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
  { TZ: 'America/Los_Angeles', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
  { TZ: 'Asia/Kathmandu', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8', FORCE_COLOR: '1' },
];

it('in every format, whatever the time zone and the locale', async () => {
  const place = exampleWorkplace();
  expect((await place.run('pull')).code).toBe(0);
  place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
  place.edit(xenDataPath, 'inserted: 2012-12-01', 'inserted: 2012-12-31');
  place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');
  place.edit(xenPagePath, 'George Dunlap', 'Georgia Dunlap');
  const reports = files.slice(0, -1).flatMap((file) => ['--report', file]);
  const made: string[][] = [];

  for (const environment of places) {
    const args = ['plan', '--allow', 'update', ...reports, '--out', 'plan.json'];
    const { code } = await program.start({ cwd: place.folder, args, environment }).ended;
    expect(code).toBe(3);
    made.push(files.map((file) => readFileSync(join(place.folder, file), 'utf8')));
  }

  for (const texts of made) expect(texts).toEqual(made[0]);
});
