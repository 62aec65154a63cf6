/** What a process takes before it does any work: beside an empty one. */
import { cpSync } from 'node:fs';
import { inMilliseconds, median, type Results, table } from './measure.ts';
import { builtProgram, type Run, runProgram } from './programs.ts';

const rounds = 21;

/** Starts programs in turn, so that what else the machine does is the same for all. */
export async function measureStart(folder: string): Promise<Results> {
  const main = builtProgram();
  for (const path of ['config', 'fixtures/xen']) {
    cpSync(path, `${folder}/example/${path}`, { recursive: true });
  }
  const programs = {
    'node -e 0': ['-e', '0'],
    'wikisync --version': [main, '--version'],
    'wikisync plan': [main, 'plan'],
  };
  const runs = Object.entries(programs).map(([name, args]) => ({ name, args, runs: [] as Run[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const each of runs) {
      each.runs.push(
        await runProgram([process.execPath, ...each.args], { cwd: `${folder}/example` }),
      );
    }
  }
  const rows = runs.map(({ name, runs }) => {
    const middle = (of: 'wall' | 'cpu' | 'peak'): number => median(runs.map((run) => run[of]));
    return { name, wall: middle('wall'), cpu: middle('cpu'), peak: middle('peak') };
  });
  const [empty = { wall: 1, cpu: 1 }] = rows;
  const text = table(
    ['', 'time', '× node', 'time of all processors', '× node', 'memory'],
    rows.map(({ name, wall, cpu, peak }) => [
      name,
      inMilliseconds(wall),
      (wall / empty.wall).toFixed(2),
      inMilliseconds(cpu),
      (cpu / empty.cpu).toFixed(2),
      `${Math.round(peak)} MiB`,
    ]),
  );
  return { title: 'Start-up', text, rows };
}
