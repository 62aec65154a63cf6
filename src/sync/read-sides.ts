/** Reads a listing's three sides: the data file first, so that a bad one costs no request. */
import type { DataFile } from '../core/data-file.ts';
import { readDataRecords } from '../core/data-records.ts';
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { dataOfPage } from '../core/pages/data-of-page.ts';
import type { OtherPages } from '../core/pages/listing-page.ts';
import { fieldSignatures } from '../core/plan/digest.ts';
import type { Base } from '../core/reconcile/base.ts';
import type { Choice } from '../core/reconcile/choices.ts';
import type { Decide } from '../core/reconcile/decide.ts';
import { hasNews } from '../core/reconcile/news.ts';
import { fieldNames } from '../core/schema.ts';
import type { UndoneChange } from '../core/undo/undone.ts';
import { SyncError } from '../errors.ts';
import { readText } from '../files.ts';
import { baseOf, type FileVersion } from '../state/snapshot.ts';
import type { PageState } from '../wiki/wiki.ts';
import { isOtherCopy } from './file-version.ts';
import { type FoundBase, findBase, type KnownBase } from './find-base.ts';
import type { ListingJob } from './job.ts';
import { settledSnapshot } from './settle.ts';
import { withUndosOnPage } from './undo/undone-on-page.ts';

/** A data file as it was read. */
export interface DataSide {
  readonly text: string;
  readonly file: DataFile;
  /** Whether there is a file yet: a first pull makes one. */
  readonly exists: boolean;
  /** Whether this run commits the text. */
  readonly isCommitted: boolean;
}

/** The sides of a merge, read. */
export interface ListingSides {
  readonly data: DataSide;
  readonly page: PageState;
  readonly base: Base | undefined;
  /** The page's revision at which they last agreed. */
  readonly agreedAt: number | undefined;
  /** Whether that may have been with another copy of the data file than this one. */
  readonly isDoubtful: boolean;
  /** The page's revision that the state folder knows. */
  readonly rememberedAt: number | undefined;
  /** The data file's version that the state folder knows. */
  readonly rememberedFile: FileVersion | undefined;
  /** The listing's other pages, where they count. */
  readonly others?: OtherPages;
  /** What runs did that were taken back: it is not done again. */
  readonly undone: readonly UndoneChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a command needs of the sides. */
export interface ReadOptions {
  /** Whether there must be a data file. */
  readonly needsData: boolean;
  /** Whether the command writes: then what an earlier run left open is put in order. */
  readonly mayWrite: boolean;
  /** Whether it saves the page, if there is something to save. Default: no. */
  readonly savesPage?: boolean;
  /** Whether the page has to be as it is at this moment. Default: no. */
  readonly isFresh?: boolean;
  /** What a person decided: then nothing else is planned. */
  readonly resolve?: Decide | undefined;
  /** What a reviewer chose of the plan. */
  readonly choices?: readonly Choice[] | undefined;
}

/** Reads all sides; only diagnostics if the data file cannot be read as one. */
export async function readSides(
  job: ListingJob,
  options: ReadOptions,
): Promise<ListingSides | { readonly diagnostics: readonly Diagnostic[] }> {
  const remembered = await readBase(job, options);
  const { data, diagnostics } = await readData(job, {
    mayBeMissing: remembered.base === undefined && !options.needsData,
  });
  if (data === undefined) return { diagnostics };
  const known = await ofThisCopy(job, data, remembered);
  job.log('info', `${job.name}: reading '${job.page}' from ${job.wiki.name}`);
  const page = await job.wiki.readPage({
    page: job.page,
    template: job.schema.template,
    ...(known.time === undefined ? {} : { since: known.time }),
    ...(options.isFresh === true ? { isFresh: true } : {}),
    isBeforeSave: options.savesPage === true && isNews(job, data, known.base),
  });
  const at = { page, text: data.text };
  // A data file that is yet to be made never agreed with anything.
  const found: FoundBase = data.exists
    ? await withUndosOnPage(job, at, await findBase(job, at, known))
    : { ...known, diagnostics: [] };
  const about = [...known.diagnostics, ...found.diagnostics];
  return {
    data,
    page,
    base: found.base,
    agreedAt: found.revision,
    isDoubtful: found.isDoubtful === true,
    rememberedAt: known.revision,
    rememberedFile: known.file,
    undone: found.undone,
    diagnostics: [...diagnostics, ...about],
  };
}

/**
 * Reads and parses the data file.
 *
 * @throws {SyncError} file-missing, unless it may be; file-unreadable
 */
export async function readData(
  job: ListingJob,
  options: { readonly mayBeMissing: boolean },
): Promise<{ readonly data?: DataSide; readonly diagnostics: readonly Diagnostic[] }> {
  const { path, shownPath, format } = job.data;
  const found = await readText(path);
  if (found === undefined && !options.mayBeMissing) {
    throw new SyncError('file-missing', `There is no data file '${shownPath}'.`, {
      hint: `Make it with 'wikisync pull ${job.maker?.listing ?? job.name}' if the listing was never synced; else restore it.`,
    });
  }
  const text = found ?? format.emptyText(fieldNames(job.schema));
  const { value: file, diagnostics } = format.parse(text, shownPath);
  if (file === undefined || hasErrors(diagnostics)) return { diagnostics };
  const exists = found !== undefined;
  return {
    data: { text, file, exists, isCommitted: false },
    diagnostics: exists ? diagnostics : [...diagnostics, noFileYet(shownPath)],
  };
}

interface Remembered extends KnownBase {
  readonly time?: string;
  readonly file?: FileVersion | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const nothing: Remembered = { base: undefined, revision: undefined, undone: [], diagnostics: [] };

async function readBase(job: ListingJob, options: ReadOptions): Promise<Remembered> {
  const snapshot = await settledSnapshot(job, options);
  if (snapshot === undefined) return nothing;
  const { wiki, page, revision, time, file, undone = [] } = snapshot;
  if (wiki === job.wiki.name && page === job.page) {
    const base = baseOf(snapshot, fieldSignatures(job.schema));
    return {
      base,
      revision,
      undone,
      ...(time === undefined ? {} : { time }),
      file,
      diagnostics: [],
    };
  }
  const diagnostic: Diagnostic = {
    code: 'snapshot-of-other-page',
    severity: 'warning',
    message: `The snapshot of '${job.name}' is of '${snapshot.page}' on ${snapshot.wiki}, not of this page.`,
    hint: 'It is not used: the page and the data file are merged as on first contact.',
  };
  return { ...nothing, diagnostics: [diagnostic] };
}

function isNews({ schema }: ListingJob, { file }: DataSide, base: Base | undefined): boolean {
  const { set } = dataOfPage(readDataRecords(file, schema), schema);
  return base !== undefined && hasNews(set, base, schema);
}

/** What is remembered, if it is of this data file: else as on a machine that remembers nothing. */
async function ofThisCopy(
  job: ListingJob,
  { text, exists }: DataSide,
  remembered: Remembered,
): Promise<Remembered> {
  const { file } = remembered;
  if (!exists || file === undefined || !(await isOtherCopy(job, text, file))) return remembered;
  const diagnostic: Diagnostic = {
    code: 'snapshot-of-other-copy',
    severity: 'notice',
    message: `'${job.data.shownPath}' is not what the last run left, nor made from it: git's history of the file does not have that version.`,
    hint: 'What the last run remembered is not used, so that nothing is taken for changed back.',
  };
  return { ...nothing, diagnostics: [diagnostic] };
}

function noFileYet(path: string): Diagnostic {
  return {
    code: 'data-file-new',
    severity: 'notice',
    message: `There is no data file '${path}' yet: a pull makes it.`,
    hint: 'If there should be one, check data in the config: it is relative to the config file.',
    place: { source: path },
  };
}
