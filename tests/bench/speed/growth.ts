/** How time and memory grow with the records. */
import { exponentOf, inMilliseconds, type Results, table } from './measure.ts';
import { longListing, savedListing } from './pages.ts';
import { builtWorker, jsonFrom } from './programs.ts';
import { onceIn } from './reading.ts';

const sizes = [250_000, 500_000, 1_000_000, 2_000_000];

/** Plans in processes of their own, for lists of 1, 2, 4 and 8 times the length. */
export async function measureGrowth(folder: string): Promise<Results> {
  const worker = await builtWorker();
  const empty = jsonFrom<number>(process.execPath, [
    '-e',
    'console.log(/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status"))[1] / 1024)',
  ]);
  const points = sizes.map(longListing).map((listing) => {
    const { wall, cpu, peak } = onceIn(worker, savedListing(folder, listing));
    return { records: listing.records, wall, cpu, memory: peak - empty, peak };
  });
  const exponent = (of: 'wall' | 'cpu' | 'memory'): string =>
    exponentOf(points.map((point) => [point.records, point[of]])).toFixed(2);
  const exponents = { wall: exponent('wall'), cpu: exponent('cpu'), memory: exponent('memory') };
  const text = table(
    ['records', ...points.map(({ records }) => String(records)), 'exponent'],
    [
      ['time', ...points.map(({ wall }) => inMilliseconds(wall)), exponents.wall],
      ['time of all processors', ...points.map(({ cpu }) => inMilliseconds(cpu)), exponents.cpu],
      [
        `memory above the ${Math.round(empty)} MiB of an empty process`,
        ...points.map(({ memory }) => `${Math.round(memory)} MiB`),
        exponents.memory,
      ],
    ],
  );
  return { title: 'Growth', text, points, exponents };
}
