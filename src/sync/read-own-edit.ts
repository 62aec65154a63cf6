/** The account's last edit of a page, where people edited since. */
import type { PlanInput, PlannedListing } from '../core/plan/make-plan.ts';
import type { OwnText } from '../core/plan/page-layout.ts';
import type { PageState } from '../wiki/wiki.ts';
import type { ListingJob } from './job.ts';
import { knownPeople } from './read-people.ts';
import type { ListingSides } from './read-sides.ts';

/**
 * The input with the account's last edit, where derived text is to be written: what people took back
 * of it is not made again. Itself if there is no such edit.
 *
 * @throws {SyncError} what reading the page's history throws
 */
export async function withOwnEdit(
  job: ListingJob,
  { page }: ListingSides,
  { input, first }: { readonly input: PlanInput; readonly first: PlannedListing },
): Promise<PlanInput> {
  const { layout } = input;
  if (layout === undefined || (first.plan.around ?? []).length === 0) return input;
  const ownEdit = await readOwnEdit(job, page);
  return ownEdit === undefined ? input : { ...input, layout: { ...layout, ownEdit } };
}

/** Revisions among which it is looked for. */
const looked = 50;

/** `undefined` if nobody edited since, if there is none, or if one of its texts is hidden. */
async function readOwnEdit(
  job: ListingJob,
  { revision, ownEdits }: PageState,
): Promise<OwnText | undefined> {
  if (ownEdits === undefined || revision.revisionId === undefined) return undefined;
  const newest = await job.wiki.readHistory({ page: revision, limit: looked, withText: false });
  const last = newest.findIndex(({ isOwn }) => isOwn);
  const from = newest[last]?.revisionId;
  if (from === undefined || last === 0) return undefined;
  const [made, was] = await job.wiki.readHistory({
    page: revision,
    from,
    limit: 2,
    withText: true,
  });
  if (made?.text === undefined || was?.text === undefined) return undefined;
  if (made.parentId !== was.revisionId) return undefined;
  const letPass = await textLetPass(job, revision, from);
  return { before: was.text, after: made.text, ...(letPass === undefined ? {} : { letPass }) };
}

/** The page's text when a person let everything on it pass, if that was after the edit. */
async function textLetPass(
  job: ListingJob,
  page: PageState['revision'],
  edit: number,
): Promise<string | undefined> {
  const { acknowledged } = await knownPeople(job);
  const through = acknowledged.find(
    ({ key, field }) => key === undefined && field === undefined,
  )?.through;
  if (through === undefined || through <= edit) return undefined;
  if (through === page.revisionId) return page.text;
  const [then] = await job.wiki.readHistory({ page, from: through, limit: 1, withText: true });
  return then?.revisionId === through ? then.text : undefined;
}
