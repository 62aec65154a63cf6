/** What a page of the documentation begins with: `<!-- test: scene <name> -->`. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import { answerRequest } from '../support/fake-mediawiki/api.ts';
import { startEdge } from '../support/fake-mediawiki/edge.ts';
import { Sessions } from '../support/fake-mediawiki/sessions.ts';
import { Store } from '../support/fake-mediawiki/store.ts';
import type { WireAnswer } from '../support/fake-mediawiki/wire.ts';
import { openShell, type Ran } from './shell.ts';

/** A folder with what a page's commands need, and a shell in it. */
export interface Scene {
  readonly place: Workplace;
  /** Runs a command; addresses of example.org in it lead to the scene's wiki. */
  readonly run: (command: string) => Promise<Ran>;
  /** A text of the page as the scene needs it: with the address of its wiki. */
  readonly local: (text: string) => string;
  /** A person on the wiki changes its page, by lines of `before => after`. */
  readonly edit: (user: string, changes: string) => void;
}

/** Every scene, by its name. */
export const scenes = {
  /** An empty folder. */
  empty: () => newScene({}),
  /** The example of this repository: its config, its page in a folder, its data file. */
  example: () =>
    newScene({
      fill: ({ folder }) => {
        for (const path of ['config', 'fixtures/xen', 'docs/templates']) {
          cpSync(path, join(folder, path), { recursive: true });
        }
      },
    }),
  /** A listing `my-list` of a page `My list` in the folder `pages`, in step with its data file. */
  'my-list': () => newScene({ fill: fillMyList, commands: inStep }),
  /** The same with a conflict about the skills of `A record`. */
  conflict: () => newScene({ fill: fillMyList, commands: [...inStep, ...inConflict] }),
  /** The same in a git repository, committed. */
  'my-list-in-git': () => newScene({ fill: fillMyList, commands: [...inStep, ...committed] }),
  /** The same on a MediaWiki, in a git repository. */
  wiki: () =>
    newScene({
      fill: (place) => {
        fillMyList(place);
        place.edit('config/wikisync.yaml', 'folder: ../pages', wikiInsteadOfFolder);
      },
      commands: [...inStep, ...committed],
      withWiki: true,
    }),
  /** A MediaWiki with the page, and nothing else. */
  'page-on-a-wiki': () => newScene({ withWiki: true }),
} satisfies Record<string, () => Promise<Scene>>;

const inStep = ['wikisync pull my-list --quiet'];
const inConflict = [
  "sed -i 's/C, and patience/C, patience and time/' data/my-list.yaml",
  "sed -i 's/C, and patience/Patience/' pages/My_list.wiki",
];
const committed = [
  'git init --quiet --initial-branch=main',
  'echo .wikisync/ > .gitignore',
  'git add .',
  'git commit --quiet --message "a list"',
];

const wikiInsteadOfFolder = [
  'api: https://wiki.example.org/api.php',
  '    contact: list-keepers@example.org',
  '    gap: 0',
  '    settle: 1',
].join('\n');

/** The page of `my-list`. */
export const myListPage = `Projects that look for somebody.

== Open ==
{{project
|Name=A record
|Mentor=Ada
|Skills=C, and patience
|Started=2014-01-20
|Status=Open
}}
{{project
|Name=Another record
|Mentor=Grace
|Skills=OCaml
|Started=2014-02-03
|Status=Open
}}

== Done ==
{{project
|Name=A third record
|Mentor=Edsger
|Skills=Proofs
|Started=2013-05-11
|Status=Done
}}
`;

const myListConfig = `wikis:
  wiki:
    folder: ../pages
listings:
  my-list:
    wiki: wiki
    page: My list
    data: ../data/my-list.yaml
    template: project
    key: name
    section: { field: state, headings: { open: Open, done: Done } }
    fields:
      name: { parameter: Name, type: text, required: true }
      mentor: { parameter: Mentor, type: text }
      skills: { parameter: Skills, type: wikitext }
      started: { parameter: Started, type: date, formats: [yyyy-MM-dd] }
      status: { parameter: Status, type: choice, values: { open: [Open], done: [Done] } }
`;

function fillMyList(place: Workplace): void {
  place.write('config/wikisync.yaml', myListConfig);
  place.write('pages/My_list.wiki', myListPage);
}

interface SceneOptions {
  readonly fill?: (place: Workplace) => void;
  readonly commands?: readonly string[];
  readonly withWiki?: boolean;
}

async function newScene({ fill, commands = [], withWiki }: SceneOptions): Promise<Scene> {
  const wiki = withWiki === true ? await startWiki() : undefined;
  const host = wiki?.host;
  const local = (text: string): string =>
    host === undefined ? text : text.replaceAll('https://wiki.example.org', host);
  const place = workplace();
  fill?.(place);
  if (host !== undefined) localize(place, local);
  const shell = await openShell(place, environmentIn(place.folder));
  const run = async (command: string): Promise<Ran> => {
    const { code, shown } = await shell(local(command));
    return { code, shown: host === undefined ? shown : asTold(shown, host) };
  };
  for (const command of commands) {
    const { code, shown } = await run(command);
    if (code !== 0) throw new Error(`'${command}' ended with ${code}:\n${shown}`);
  }
  const edit = (user: string, changes: string): void => {
    if (wiki === undefined) throw new Error('this scene has no wiki: edit its file with sed');
    editAs(user, changes, wiki.store);
  };
  return { place, run, local, edit };
}

/** With the names that the page has. */
function asTold(shown: string, host: string): string {
  const named = shown.replaceAll(host, 'https://wiki.example.org');
  return named.replace(/\b127\b/g, 'wiki').replaceAll('WIKISYNC_127_', 'WIKISYNC_WIKI_');
}

function localize(place: Workplace, local: (text: string) => string): void {
  try {
    const config = place.read('config/wikisync.yaml');
    place.write('config/wikisync.yaml', local(config));
  } catch {
    // There is no config yet.
  }
}

/** What a reader's machine has set: an account on the wiki, and a git of one's own. */
function environmentIn(folder: string): Readonly<Record<string, string>> {
  const moment = '2026-01-01T12:00:00Z';
  return {
    PATH: process.env['PATH'] ?? '',
    TZ: 'UTC',
    LC_ALL: 'C.UTF-8',
    HOME: folder,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'Maintainer',
    GIT_AUTHOR_EMAIL: 'maintainer@example.org',
    GIT_AUTHOR_DATE: moment,
    GIT_COMMITTER_NAME: 'Maintainer',
    GIT_COMMITTER_EMAIL: 'maintainer@example.org',
    GIT_COMMITTER_DATE: moment,
    ...credentialsOf('WIKI'),
    // init names a wiki by its host, which is 127.0.0.1 here.
    ...credentialsOf('127'),
  };
}

const credentialsOf = (wiki: string) => ({
  [`WIKISYNC_${wiki}_USERNAME`]: 'ListBot@sync',
  [`WIKISYNC_${wiki}_PASSWORD`]: password,
});

const password = '0123456789abcdef0123456789abcdef';

/** A fake MediaWiki with the page, which also answers as a browser would be answered. */
async function startWiki(): Promise<{ readonly host: string; readonly store: Store }> {
  const store = new Store();
  // Its clock is right: the doctor would complain.
  store.time = Math.floor(Date.now() / 1000);
  const sessions = new Sessions(store);
  store.createAccount('ListBot', { bot: true }).passwords.set('sync', password);
  store.put('My list', { user: 'Ada', text: myListPage.trimEnd() });
  const edge = await startEdge((request) =>
    request.url.startsWith('/wiki/') ? asHtml() : answerRequest(store, sessions, request),
  );
  onTestFinished(() => edge.close());
  return { host: new URL(edge.api).origin, store };
}

function editAs(user: string, changes: string, store: Store): void {
  let text = store.latest('My list')?.text ?? '';
  for (const change of changes.trim().split('\n')) {
    const [before = '', after = ''] = change.split(' => ');
    if (!text.includes(before)) throw new Error(`the page has no '${before}'`);
    text = text.replace(before, () => after);
  }
  store.time += 60;
  store.put('My list', { user, text });
}

function asHtml(): WireAnswer {
  const body = '<html><head><link rel="EditURI" href="/api.php?action=rsd"></head></html>';
  return { status: 200, headers: { 'content-type': 'text/html' }, body };
}
