/** What commits of a data file say. */
import { type Change, countChanges } from '../core/change.ts';
import type { EditorsPart } from '../core/history/attribution.ts';
import { fieldNames } from '../core/schema.ts';
import type { ListingJob } from './job.ts';

/** Of what one of the wiki's editors changed. */
export function wikiMessage(job: ListingJob, { user, revisions, changes }: EditorsPart): string {
  const who = user === undefined ? '' : ` by ${plain(user)}`;
  const keys = new Set(changes.map(({ key }) => key));
  const ids = revisions.map(({ revision }) => revision);
  const where =
    ids.length === 0 ? '' : `, revision${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`;
  const head = `${job.name}: ${counted(keys.size, 'record')} changed on the wiki${who}`;
  return commitMessage(job, head, changes, [
    `From the page '${job.page}' on ${job.wiki.name}${where}.`,
  ]);
}

/** Counts and names of fields: no text of a record gets into the log of a repository. */
export function commitMessage(
  job: ListingJob,
  head: string,
  changes: readonly Change[],
  about: readonly string[] = [],
): string {
  return [head, '', ...about, ...whatChanged(job, changes), ''].join('\n');
}

function whatChanged({ schema }: ListingJob, changes: readonly Change[]): readonly string[] {
  const { create, delete: deleted } = countChanges(changes);
  const updates = changes.filter(({ kind }) => kind !== 'create' && kind !== 'delete');
  const fields = fieldNames(schema).flatMap((name) => {
    const count = updates.filter(({ fields }) => fields.some(({ field }) => field === name)).length;
    return count === 0 ? [] : [`- ${name} of ${counted(count, 'record')}`];
  });
  return [
    ...(create === 0 ? [] : [`- ${counted(create, 'record')} added`]),
    ...(deleted === 0 ? [] : [`- ${counted(deleted, 'record')} deleted`]),
    ...fields,
  ];
}

/** `2 records`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A name that comes from a wiki: on one line, and without what means something to git or to hosts. */
export function plain(name: string): string {
  const words = name
    .replace(/[\p{C}\p{Zl}\p{Zp}<>[\]@]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? 'somebody' : [...words].slice(0, 80).join('');
}
