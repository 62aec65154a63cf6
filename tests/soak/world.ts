/** A wiki with listings, people at work on both sides, and a wiki that is not always well. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canary } from '../support/canaries.ts';
import { type FakeMediaWiki, startFakeMediaWiki } from '../support/fake-mediawiki/start.ts';

/** Listings, each with a page and a data file of its own. */
export const listings = ['one', 'two', 'three', 'four'];

/** The world of the soak. */
export interface World {
  readonly wiki: FakeMediaWiki;
  readonly environment: Readonly<Record<string, string>>;
  /** A person changes a page's skills; gives what they are now. */
  readonly editPage: (listing: string) => string;
  /** A person changes a data file's mentor, if it holds what it held when it was last looked at. */
  readonly editData: (listing: string) => string;
  readonly pageOf: (listing: string) => string;
  readonly dataOf: (listing: string) => string;
}

/** Makes it in a folder. */
export async function makeWorld(folder: string): Promise<World> {
  const wiki = await startFakeMediaWiki();
  const { store, edge } = wiki;
  store.createAccount('SyncBot', { bot: true }).passwords.set('soak', canary);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  for (const listing of listings) {
    store.put(titleOf(listing), { user: 'Ada', text: pageText });
    write(`data/${listing}.yaml`, dataText);
  }
  write('config/wikisync.yaml', configText(edge.api));
  let count = 0;
  const pageOf = (listing: string): string => store.latest(titleOf(listing))?.text ?? '';
  return {
    wiki,
    environment: { WIKISYNC_WIKI_USERNAME: 'SyncBot@soak', WIKISYNC_WIKI_PASSWORD: canary },
    editPage: (listing) => {
      count += 1;
      const skills = `skill ${count}`;
      const text = pageOf(listing).replace(/\|Skills=.*/, `|Skills=${skills}`);
      store.put(titleOf(listing), { user: 'Ada', text });
      return skills;
    },
    editData: (listing) => {
      count += 1;
      const mentor = `Mentor ${count}`;
      const path = `data/${listing}.yaml`;
      write(path, read(path).replace(/mentor: .*/, `mentor: ${mentor}`));
      return mentor;
    },
    pageOf,
    dataOf: (listing) => read(`data/${listing}.yaml`),
  };
}

function titleOf(listing: string): string {
  return `List ${listing}`;
}

const pageText = `Projects of the soak.

== Open ==
{{project
|Name=A record
|Mentor=Grace
|Skills=none
}}
{{project
|Name=Another record
|Mentor=Edsger
}}`;

const dataText = `records:
  - name: A record
    mentor: Grace
    skills: none
  - name: Another record
    mentor: Edsger
`;

function configText(api: string): string {
  const fields = `{ name: { parameter: Name, type: text }, mentor: { parameter: Mentor, type: text, owner: data }, skills: { parameter: Skills, type: text, owner: wiki } }`;
  const entries = listings.map(
    (listing) =>
      `  ${listing}: { wiki: wiki, page: ${titleOf(listing)}, data: ../data/${listing}.yaml, template: project, key: name, guards: { from: 1000 }, fields: ${fields} }`,
  );
  return `schedule: { cron: '*/10 * * * * *', jitter: 2, watch: true }
wikis:
  wiki: { api: ${api}, gap: 0, settle: 1 }
listings:
${entries.join('\n')}
`;
}
