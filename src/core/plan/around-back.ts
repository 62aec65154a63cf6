/** What a run did to the page around its records, when the run is taken back. */
import type { Diagnostic } from '../diagnostic.ts';
import type { RecordSchema } from '../schema.ts';
import type { RunTexts } from '../undo/text-back.ts';
import { withLineFeeds } from '../wikitext/line-feeds.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import type { AroundChange } from './plan.ts';

/** What a report says of it. */
export interface AroundBack {
  readonly around: readonly AroundChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What of the page changes around its records; and what stays there of the run, as people wrote on the
 * same lines.
 *
 * @param texts the page's around the run; `undefined` if they are not known
 */
export function aroundBack(
  page: { readonly before: string; readonly after: string; readonly source: string },
  { run, texts }: { readonly run: string; readonly texts: RunTexts | undefined },
  about: { readonly schema: RecordSchema; readonly site: SiteSettings },
): AroundBack {
  const [now, then] = [aroundOf(page.before, about), aroundOf(page.after, about)];
  const isChanged = now !== then;
  const around: readonly AroundChange[] = isChanged
    ? [{ what: 'prose', name: 'what the run wrote around the records is taken back' }]
    : [];
  if (isChanged || texts === undefined) return { around, diagnostics: [] };
  const [before, after] = [aroundOf(texts.before, about), aroundOf(texts.after, about)];
  const isLeft = before !== after && now !== before;
  return { around, diagnostics: isLeft ? [left(run, page.source)] : [] };
}

/** A page's lines without its calls and without blank lines, which come and go with calls. */
function aroundOf(
  text: string,
  { schema, site }: { readonly schema: RecordSchema; readonly site: SiteSettings },
): string {
  const lines = withLineFeeds(text).text;
  const parsed = parsePage(lines, schema, site);
  if (typeof parsed === 'string') return lines;
  const ends = [0, ...parsed.calls.map(({ span }) => span.end)];
  const starts = [...parsed.calls.map(({ span }) => span.start), lines.length];
  return ends
    .map((end, index) => lines.slice(end, starts[index]).trim())
    .join('\n')
    .replace(/\n\s*/g, '\n')
    .trim();
}

function left(run: string, source: string): Diagnostic {
  return {
    code: 'undo-left',
    severity: 'warning',
    message: `What run ${run} wrote around the records stays: people changed the same lines since.`,
    hint: 'Look at it, and do by hand what is still wanted; what a layout derives comes with the next run.',
    place: { source },
  };
}
