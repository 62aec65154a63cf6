/** In which order files of tests begin. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes, the longest first: none of it begins when all the rest is through. */
const long = [
  'tests/simulation/seeds',
  'tests/simulation/year',
  'tests/process/kill',
  'tests/model',
  'tests/sync/disk',
];

/** The long ones first, and those that wait for each other's turn with a wiki among the others. */
export class InTurns extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const [waiting, free] = [sorted.filter(isReal), sorted.filter((file) => !isReal(file))];
    const others = free.toSorted((a, b) => rankOf(a) - rankOf(b));
    if (waiting.length === 0) return others;
    const step = others.length / waiting.length;
    return [...waiting.keys(), waiting.length].flatMap((index) => [
      ...others.slice(Math.round((index - 1) * step), Math.round(index * step)),
      ...waiting.slice(index, index + 1),
    ]);
  }
}

function isReal(file: TestSpecification): boolean {
  return file.project.name === 'real';
}

function rankOf(file: TestSpecification): number {
  const rank = long.findIndex((path) => file.moduleId.includes(path));
  return rank === -1 ? long.length : rank;
}
