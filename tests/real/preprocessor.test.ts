/** What wikisync sees of a page is what MediaWiki's own preprocessor sees. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textOf } from '../../src/core/wikitext/page.ts';
import { parsePage } from '../../src/core/wikitext/parse-page.ts';
import { type SiteSettings, standardSite } from '../../src/core/wikitext/site.ts';
import { templateTitle } from '../../src/core/wikitext/title.ts';
import { describeOnWiki } from '../support/mediawiki/control.ts';
import { askAnonymously } from '../support/mediawiki/people.ts';
import { preprocess, preprocessOverHttp } from '../support/mediawiki/preprocess.ts';
import { callsOf, headingsOf, type TreeCall, type TreeHeading } from '../support/parsetree.ts';
import { wikitextSoup } from '../support/wikitext-soup.ts';
import { xenPage } from '../support/xen.ts';

/** How many generated pages are compared. */
const documentCount = Number(process.env['WIKISYNC_DOCUMENTS'] ?? 100_000);
/** Which ones: another number finds others. */
const seed = Number(process.env['WIKISYNC_SEED'] ?? 1);
const names = { template: 'item', aliases: [] };

async function siteOfWiki(): Promise<SiteSettings> {
  const { query } = await askAnonymously({
    action: 'query',
    meta: 'siteinfo',
    siprop: 'extensiontags',
  });
  const extensionTags = query.extensiontags.map((tag: string) => tag.slice(1, -1).toLowerCase());
  return { ...standardSite, extensionTags };
}

/** What is seen of a page. */
interface Seen {
  readonly calls: readonly TreeCall[];
  readonly headings: readonly TreeHeading[];
}

function ours(text: string, site: SiteSettings, template = names): Seen | string {
  const page = parsePage(text, template, site);
  if (typeof page === 'string') return page;
  return {
    calls: page.calls.map((call) => ({
      name: textOf(text, call.nameSpan),
      arguments: call.arguments.map((argument) => ({
        name: argument.name,
        value: text.slice(
          argument.positional ? argument.span.start + 1 : argument.nameSpan.end + 1,
          argument.span.end,
        ),
      })),
    })),
    headings: page.headings.map(({ level, span }) => ({ level, text: textOf(text, span) })),
  };
}

function theirs(tree: string, site: SiteSettings, template = 'Item'): Seen {
  const calls = callsOf(tree).filter(({ name }) => templateTitle(name, site) === template);
  return { calls, headings: headingsOf(tree) };
}

describeOnWiki("MediaWiki's preprocessor", () => {
  it(`sees the same records, arguments and headings in ${documentCount} generated pages`, async () => {
    const site = await siteOfWiki();
    const texts = fc.sample(wikitextSoup, { numRuns: documentCount, seed });
    const trees = await preprocess(texts);
    const differences: { text: string; ours: Seen; theirs: Seen }[] = [];
    let compared = 0;
    let calls = 0;
    for (const [index, text] of texts.entries()) {
      const we = ours(text, site);
      if (typeof we === 'string') continue;
      compared += 1;
      calls += we.calls.length;
      const they = theirs(trees[index] ?? '', site);
      if (JSON.stringify(we) !== JSON.stringify(they))
        differences.push({ text: JSON.stringify(text), ours: we, theirs: they });
    }
    const shortest = differences.toSorted((a, b) => a.text.length - b.text.length).slice(0, 8);
    expect({ count: differences.length, shortest }).toEqual({ count: 0, shortest: [] });
    expect(compared).toBeGreaterThan(documentCount * 0.95);
    expect(calls).toBeGreaterThan(documentCount / 8);
  }, 600_000);

  it('sees the same on the Xen page, asked over HTTP', async () => {
    const site = await siteOfWiki();

    const we = ours(xenPage, site, { template: 'project', aliases: [] });

    expect(we).toMatchObject({ calls: { length: 8 } });
    expect(we).toEqual(theirs(await preprocessOverHttp(xenPage.trimEnd()), site, 'Project'));
  });
});
