/** Reads a listing's layout. */
import type { Checked } from '../core/diagnostic.ts';
import { defaultLayoutText } from '../core/layout/default-layout.ts';
import type { Layout } from '../core/layout/layout.ts';
import { readLayout } from '../core/layout/render-layout.ts';
import { SyncError } from '../errors.ts';
import { readText } from '../files.ts';
import type { ListingJob } from './job.ts';

/**
 * The layout that the config names; no value if it names none, or if there are diagnostics.
 *
 * @throws {SyncError} file-missing, file-unreadable
 */
export async function readLayoutFile({
  name,
  layout,
}: Pick<ListingJob, 'name' | 'layout'>): Promise<Checked<Layout>> {
  if (layout === undefined) return { diagnostics: [] };
  const text = await readText(layout.path);
  if (text !== undefined) return readLayout(text.replaceAll('\r\n', '\n'), layout.shownPath);
  throw new SyncError('file-missing', `There is no layout '${layout.shownPath}'.`, {
    hint: `Write it, or take layout out of '${name}' in the config.`,
  });
}

/** The layout of a page whose config names none: its sections, and the data file's order. */
export function standardLayout({ schema }: Pick<ListingJob, 'schema'>): Layout {
  const { value } = readLayout(defaultLayoutText(schema), 'the standard layout');
  if (value === undefined) throw new Error('The standard layout is none.');
  return value;
}
