/** The state folder and a listing's snapshot, judged. */
import { type Finding, ok, problem, warning } from '../../core/finding.ts';
import { SyncError } from '../../errors.ts';
import { unwritableFolder } from '../../folder-access.ts';
import type { Snapshot } from '../../state/snapshot.ts';
import type { OpenIntent, StateStore } from '../../state/store.ts';

/** Whether the state folder can be written to; nothing is written to find that out. */
export async function examineStateFolder(
  path: string,
  shownPath: string,
): Promise<readonly Finding[]> {
  const reason = await unwritableFolder(path);
  return [
    reason === undefined
      ? ok('state folder', 'state-writable', `The state folder '${shownPath}' can be written to.`)
      : problem(
          'state folder',
          'state-unwritable',
          `The state folder '${shownPath}' cannot be written to (${reason}).`,
          "Make it writable, or name another with --state or the config's 'state'.",
        ),
  ];
}

/** Whether the database that holds the state can be used: its tables are made if they are not there. */
export async function examineStateStore(
  state: Pick<StateStore, 'runParts'>,
  shown: string,
): Promise<readonly Finding[]> {
  try {
    await state.runParts();
    return [ok('state', 'state-writable', `The state's database can be used: ${shown}.`)];
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return [problem('state', error.code, error.message, error.hint ?? 'Look into its log.')];
  }
}

/** What is kept of a listing: its snapshot, and a write that an earlier run left open. */
export async function examineState(
  state: Pick<StateStore, 'loadSnapshot' | 'openIntent'>,
  listing: { readonly name: string; readonly wiki: string; readonly page: string },
): Promise<readonly Finding[]> {
  const { name } = listing;
  return [
    ...(await unlessDamaged(async () => [judgeSnapshot(await state.loadSnapshot(name), listing)])),
    ...(await unlessDamaged(async () => judgeOpenIntent(await state.openIntent(name)))),
  ];
}

async function unlessDamaged(
  examine: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await examine();
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const advice = error.hint ?? 'Restore the file, or move it away.';
    return [problem('state', error.code, error.message, advice)];
  }
}

/** A write whose run did not live to see what became of it. */
export function judgeOpenIntent(open: OpenIntent | undefined): readonly Finding[] {
  if (open === undefined) return [];
  const { intent } = open;
  const what = intent.kind === 'page' ? `the page '${intent.title}'` : `'${intent.file}'`;
  return [
    warning(
      'journal',
      'write-open',
      `An earlier run was cut off while it saved ${what}.`,
      'The next run finds out what became of that, and goes on from there: do not undo it by hand.',
    ),
  ];
}

/** What a snapshot, if there is one, means for a listing. */
export function judgeSnapshot(
  snapshot: Snapshot | undefined,
  { wiki, page }: { readonly wiki: string; readonly page: string },
): Finding {
  const subject = 'snapshot';
  if (snapshot === undefined) {
    return ok(
      subject,
      'snapshot-none',
      'There is no snapshot yet: the next run is a first contact.',
    );
  }
  if (snapshot.wiki === wiki && snapshot.page === page) {
    const count = snapshot.base.records.size;
    return ok(
      subject,
      'snapshot-there',
      `The snapshot can be read: ${count} ${count === 1 ? 'record' : 'records'}.`,
    );
  }
  return warning(
    subject,
    'snapshot-of-other-page',
    `The snapshot is of '${snapshot.page}' on '${snapshot.wiki}', and will not be used.`,
    'The next run merges as on first contact; delete the snapshot if that is meant.',
  );
}
