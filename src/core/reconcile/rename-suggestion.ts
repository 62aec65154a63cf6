/** What is said about a record that may have been renamed, and is not taken for it. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Merge } from './merge-record.ts';
import type { LikelyRename } from './renames.ts';

/** Tells of a likely rename, of what happens to its records instead, and how to make it one. */
export function suggestRename(
  { from, to }: LikelyRename,
  side: 'data' | 'wiki',
  merge: Pick<Merge, 'toPage' | 'toData' | 'conflicts'>,
): Diagnostic {
  const [here, there] = side === 'data' ? [data, wiki] : [wiki, data];
  const names = to.slice(0, shown).map(({ key }) => `'${key}'`);
  const more = to.length > shown ? ` or ${to.length - shown} more` : '';
  const [first] = to;
  return {
    code: 'rename-suggested',
    severity: 'notice',
    message: `${here.at} '${from}' went and ${names.join(' or ')}${more} came: ${to.length === 1 ? 'it' : 'one of them'} may be the same record, renamed.`,
    hint: `That is not certain, so ${fateOf(from, merge)}, and ${to.length === 1 ? fateOf(first?.key ?? '', merge) : 'the others are records of their own'}. To keep it one record make the same rename ${there.in}, or use a field that never changes as the key.`,
    ...(first === undefined ? {} : { place: first.place, record: first.key }),
  };
}

/** How many of the records that came are named. */
const shown = 3;

const data = { at: "On the data file's side", in: 'in the data file' };
const wiki = { at: "On the wiki's side", in: 'on the wiki' };

/** One clause: what the merge does with a record. */
function fateOf(key: string, { toPage, toData, conflicts }: Parameters<typeof suggestRename>[2]) {
  const onPage = toPage.find((change) => change.key === key)?.kind;
  const inData = toData.find((change) => change.key === key)?.kind;
  if (onPage === 'delete') return `'${key}' is deleted on the wiki`;
  if (inData === 'delete') return `'${key}' is deleted in the data file`;
  if (onPage === 'create') return `'${key}' is added to the wiki`;
  if (inData === 'create') return `'${key}' is added to the data file`;
  if (conflicts.some((conflict) => conflict.key === key)) return `'${key}' is a conflict`;
  return `'${key}' stays where it is`;
}
