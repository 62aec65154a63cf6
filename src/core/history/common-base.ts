/**
 * Where two histories met: the newest version of the page, and of the data file, that have the same
 * records. As git finds a merge base, where nothing says what was last agreed on.
 */
import { type Base, baseOfRecords, uncertainBase } from '../reconcile/base.ts';
import type { RecordSet } from '../record.ts';
import { canonicalJson } from '../value.ts';

/** A base that two histories have in common. */
export interface CommonBase {
  readonly base: Base;
  /** The page's revision. */
  readonly revision: number;
}

/** A side's version, as far as it can be read. */
export interface KnownVersion {
  readonly revision: number;
  readonly records: RecordSet;
}

interface Meeting extends KnownVersion {
  /** Positions of the versions, from the oldest on. */
  readonly onPage: number;
  readonly inFile: number;
}

/**
 * Finds the base. Where the page's newest meeting is with an older version of the data file than
 * another has, one of the two was taken back to an older state, and nobody can tell which: then only
 * what is the same in both was agreed on.
 *
 * @param page its versions, oldest first
 * @param file its versions, oldest first
 */
export function commonBase(
  page: readonly KnownVersion[],
  file: readonly RecordSet[],
  fields: readonly string[],
): CommonBase | undefined {
  const meetings = meetingsOf(page, file);
  const newestOnPage = latest(meetings, ({ onPage, inFile }) => [onPage, inFile]);
  const newestInFile = latest(meetings, ({ onPage, inFile }) => [inFile, onPage]);
  if (newestOnPage === undefined || newestInFile === undefined) return undefined;
  const [one, other] = [newestOnPage, newestInFile].map(({ records }) =>
    baseOfRecords(records, fields),
  );
  if (one === undefined || other === undefined) return undefined;
  if (newestOnPage === newestInFile) {
    return { base: one, revision: agreedAt(newestOnPage, page, file) };
  }
  const revision = Math.min(newestOnPage.revision, newestInFile.revision);
  return { base: uncertainBase(one, other), revision };
}

/**
 * When the page came to a meeting with the file: a page that comes to the same again, as when people take
 * an edit back, has met the file only if that came to it again as well.
 */
function agreedAt(met: Meeting, page: readonly KnownVersion[], file: readonly RecordSet[]): number {
  const content = contentOf(met.records);
  const inFile = lastOfRuns(file, (records) => contentOf(records) === content).length;
  const onPage = lastOfRuns(page, ({ records }) => contentOf(records) === content);
  return onPage[Math.min(inFile, onPage.length) - 1]?.revision ?? met.revision;
}

/** The last item of each run of items of which something is so. */
function lastOfRuns<T>(items: readonly T[], isSo: (item: T) => boolean): readonly T[] {
  return items.filter((item, index) => {
    const next = items[index + 1];
    return isSo(item) && (next === undefined || !isSo(next));
  });
}

function meetingsOf(page: readonly KnownVersion[], file: readonly RecordSet[]): readonly Meeting[] {
  const lastInFile = new Map<string, number>();
  for (const [index, records] of file.entries()) {
    const content = contentOf(records);
    if (content !== undefined) lastInFile.set(content, index);
  }
  return page.flatMap(({ revision, records }, onPage) => {
    const inFile = lastInFile.get(contentOf(records) ?? '');
    return inFile === undefined ? [] : [{ revision, records, onPage, inFile }];
  });
}

function latest(
  meetings: readonly Meeting[],
  order: (meeting: Meeting) => readonly [number, number],
): Meeting | undefined {
  return meetings
    .toSorted((a, b) => {
      const [first, second] = [order(a), order(b)];
      return first[0] - second[0] || first[1] - second[1];
    })
    .at(-1);
}

/** What a side says, whatever its order; `undefined` if it says nothing, or nothing certain. */
function contentOf({ records, quarantined, unidentified }: RecordSet): string | undefined {
  if (records.length === 0 || quarantined.size + unidentified > 0) return undefined;
  return canonicalJson(
    Object.fromEntries(records.map(({ key, values }) => [key, Object.fromEntries(values)])),
  );
}
