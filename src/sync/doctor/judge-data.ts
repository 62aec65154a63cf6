/** A listing's data file, judged. */
import { dirname } from 'node:path';
import { hasErrors, placeText } from '../../core/diagnostic.ts';
import { type Finding, ok, problem } from '../../core/finding.ts';
import { SyncError } from '../../errors.ts';
import { readText } from '../../files.ts';
import { unwritableFolder } from '../../folder-access.ts';
import type { ListingJob } from '../job.ts';

const subject = 'data file';

/** Whether the file can be read and written to; nothing is written to find that out. */
export async function examineData(data: ListingJob['data']): Promise<readonly Finding[]> {
  const { path, shownPath } = data;
  const found = await readable(data);
  const reason = await unwritableFolder(dirname(path));
  if (reason === undefined || found.level === 'problem') return [found];
  const seen = `The data file '${shownPath}' cannot be written to (${reason}).`;
  const advice =
    'It can be pushed to the page, but nothing can be pulled: make its folder writable.';
  return [found, problem(subject, 'data-unwritable', seen, advice)];
}

async function readable({ path, shownPath, format }: ListingJob['data']): Promise<Finding> {
  let text: string | undefined;
  try {
    text = await readText(path);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return problem(subject, error.code, error.message, error.hint ?? 'Look at its permissions.');
  }
  if (text === undefined) {
    return ok(
      subject,
      'data-file-new',
      `There is no data file '${shownPath}' yet: a pull makes it.`,
    );
  }
  return judgeText(text, { shownPath, format });
}

function judgeText(
  text: string,
  { shownPath, format }: Pick<ListingJob['data'], 'shownPath' | 'format'>,
): Finding {
  const { value, diagnostics } = format.parse(text, shownPath);
  const [wrong, ...more] = diagnostics.filter((each) => hasErrors([each]));
  if (wrong !== undefined) {
    const where = wrong.place === undefined ? shownPath : placeText(wrong.place);
    const others =
      more.length === 0 ? '' : ` There are ${more.length} more of its kind: see check.`;
    return problem(
      subject,
      wrong.code,
      `${where}: ${wrong.message}${others}`,
      wrong.hint ?? 'Put it right.',
    );
  }
  const count = value?.records.length ?? 0;
  const seen = `The data file '${shownPath}' can be read: ${count} ${count === 1 ? 'record' : 'records'}.`;
  return ok(subject, 'data-there', seen);
}
