/** A report on a page of the wiki, between two marks: what is around them stays. */
import { SyncError } from '../errors.ts';
import type { Wiki } from '../wiki/wiki.ts';

/** What the report stands between. */
export const reportMarks = {
  begin: '<!-- wikisync report begins -->',
  end: '<!-- wikisync report ends -->',
};

/**
 * Saves the report, unless the page has it already. It is an edit as any other: made from the
 * revision that was read, sent once, and read back. It needs no journal: a later run reads what is
 * there.
 *
 * @returns the revision; `undefined` if there was nothing to save, or on a folder wiki
 * @throws {SyncError} page-unusable: the page has no marks; what reading and saving throw
 */
export async function saveReport(
  wiki: Wiki,
  title: string,
  report: { readonly text: string; readonly summary: string },
): Promise<number | undefined> {
  const { revision } = await wiki.readPage({ page: title, template: '' });
  const text = withReport(revision.text, title, report.text);
  if (text === revision.text) return undefined;
  const saved = await wiki.savePage({ base: revision, text, summary: report.summary });
  return saved.revision.revisionId;
}

/** The page's text with the report between its marks. */
function withReport(page: string, title: string, report: string): string {
  const { begin, end } = reportMarks;
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start === -1 || stop < start || page.includes(begin, start + 1)) {
    throw new SyncError('page-unusable', `'${title}' has no place for a report.`, {
      hint: `Put ${begin} and ${end} there, each once: the report goes between them.`,
    });
  }
  const before = page.slice(0, start + begin.length);
  return `${before}\n${report.trim()}\n${page.slice(stop)}`;
}
