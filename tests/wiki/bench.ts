/** A bot on a fake wiki that has one page, for tests of what goes wrong between them. */
import type { MediaWikiOptions } from '../../src/wiki/media-wiki.ts';
import { bearer } from '../support/canaries.ts';
import { type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';

/** The page's text, and what the bot makes of it. */
export const list = '{{project|Title=A|Date=1}}';
export const botsText = '{{project|Title=A|Date=bot}}';

export const token = { kind: 'token' as const, token: { reveal: () => bearer } };

export const json = { 'Content-Type': 'application/json' };

export const html = {
  status: 200,
  headers: { 'Content-Type': 'text/html' },
  body: '<html>Sign in</html>',
};

export interface Bench {
  readonly lab: FakeLab;
  /** Opens the wiki and reads the page; `save` saves upon it. */
  readonly read: (options?: Partial<MediaWikiOptions>) => ReturnType<typeof readList>;
  /** The requests so far, by their `action`. */
  readonly actions: () => readonly (string | undefined)[];
  readonly edits: () => number;
}

export async function startBench(): Promise<Bench> {
  const lab = await fakeLab();
  await lab.put('List', list);
  const actions = () => lab.edge.requests.map((params) => params.get('action'));
  return {
    lab,
    read: (options = {}) => readList(lab, options),
    actions,
    edits: () => actions().filter((action) => action === 'edit').length,
  };
}

async function readList(lab: FakeLab, options: Partial<MediaWikiOptions>) {
  const wiki = lab.openWith(options);
  const state = await wiki.readPage({ page: 'List', template: 'project' });
  const save = async (text = botsText) =>
    (await wiki.savePage({ base: state.revision, text, summary: 'set a date' })).revision;
  return { wiki, save, ...state };
}
