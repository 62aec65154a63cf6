/** A data file is whole at any time, and nothing is lost but what was not there to stay (I3). */
import { type Happening, happened } from '../history.ts';
import { recordsOf } from '../list-file.ts';

/** What is wrong with the data file's versions. */
export function dataFilesIn(happenings: readonly Happening[]): readonly string[] {
  const versions = happened(happenings, 'data');
  return versions.flatMap(({ by, run, text }, at) => {
    const isWhole = text === undefined || recordsOf(text) !== undefined;
    const isKnown = text === undefined || versions.slice(0, at).some((one) => one.text === text);
    return [
      ...(isWhole ? [] : [`I3: the data file of run ${run} is not whole`]),
      ...(by !== 'power-cut' || isKnown ? [] : ['I3: a power cut left a file that never was']),
    ];
  });
}
