/** Bots that bring the same pages in step with their files, each in a process of its own. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { seedManyPages } from '../../support/mediawiki/people.ts';
import type { Account } from '../../support/mediawiki/provided-wiki.ts';
import { xenPage } from '../../support/xen.ts';
import { builtProgram, pythonWith, type Run, runProgram } from './programs.ts';

/** One bot with pages of its own. */
export interface Bot {
  readonly name: string;
  /** Sets what its file says of one record on each of the first pages; the others are as they were. */
  readonly want: (difficulty: 'medium' | 'high', pages: number) => void;
  readonly run: () => Promise<Run>;
  readonly titles: readonly string[];
}

/** Where bots work, and as whom. */
export interface Place {
  readonly api: string;
  readonly account: Account;
  readonly folder: string;
  readonly pages: number;
}

const record = 'Lazy restore using memory paging';

/** All bots that can be had, their pages seeded, in step. */
export async function enterBots(place: Place): Promise<readonly Bot[]> {
  const bots = [wikisync(place), ...mwclient(place), ...mwn(place)];
  await seedManyPages(
    Object.fromEntries(bots.flatMap(({ titles }) => titles).map((title) => [title, xenPage])),
  );
  return bots;
}

function titlesOf(name: string, { pages }: Place): readonly string[] {
  return Array.from(
    { length: pages },
    (_, at) => `${name} ${pages} ${String(at + 1).padStart(3, '0')}`,
  );
}

function wikisync(place: Place): Bot {
  const { api, account, pages } = place;
  const folder = join(place.folder, `wikisync-${pages}`);
  const titles = titlesOf('Wikisync', place);
  const main = builtProgram();
  mkdirSync(join(folder, 'config'), { recursive: true });
  const listing = readFileSync('config/wikisync.yaml', 'utf8').replace(
    /^[\s\S]*?\n(?= {4}template:)/,
    '',
  );
  const found = titles.map((title) => `        - ${title}\n`).join('');
  writeFileSync(
    join(folder, 'config/wikisync.yaml'),
    `wikis:\n  xen: { api: ${api}, gap: 0 }\nlistings:\n  lists:\n    wiki: xen\n` +
      `    pages:\n      list:\n${found}    data: ../data/<page>.yaml\n${listing}`,
  );
  const environment = {
    WIKISYNC_XEN_USERNAME: account.username,
    WIKISYNC_XEN_PASSWORD: account.password,
  };
  return {
    name: 'wikisync',
    titles,
    want: (difficulty, changed) => {
      for (const [at, title] of titles.entries()) {
        const path = join(folder, 'data', `${title.replaceAll(' ', '_')}.yaml`);
        const said = at < changed ? difficulty : 'medium';
        const pattern = new RegExp(`(${record}\n(?: .*\n)*? +difficulty: )\\w+`);
        const text = readFileSync(path, 'utf8');
        writeFileSync(path, text.replace(pattern, `$1${said}`));
      }
    },
    run: () => runProgram([process.execPath, main, 'sync', 'lists'], { cwd: folder, environment }),
  };
}

/** A script that takes an address, an account and a file of what is wanted. */
function scripted(
  { name, when }: { readonly name: string; readonly when: 'first' | 'late' | 'sure' },
  command: readonly string[],
  place: Place,
): Bot {
  const file = join(place.folder, `${name}-${place.pages}.json`);
  const titles = titlesOf(
    name.replace(/^./, (letter) => letter.toUpperCase()),
    place,
  );
  const { username, password } = place.account;
  const want: Bot['want'] = (difficulty, changed) => {
    const said = difficulty === 'high' ? 'High' : 'Medium';
    const wanted = titles.map((title, at) => [
      title,
      { [record]: { Difficulty: at < changed ? said : 'Medium' } },
    ]);
    writeFileSync(file, JSON.stringify(Object.fromEntries(wanted)));
  };
  return {
    name,
    titles,
    want,
    run: () => runProgram([...command, username, password, file, when], { cwd: '.' }),
  };
}

function mwclient(place: Place): readonly Bot[] {
  const python = pythonWith('mwclient, mwparserfromhell');
  if (python === undefined) return [];
  const script = resolve('tests/bench/speed/sync-with-mwclient.py');
  return allWays('mwclient', [python, script, new URL(place.api).host], place);
}

function mwn(place: Place): readonly Bot[] {
  const script = resolve('tests/bench/speed/sync-with-mwn.mjs');
  return allWays('mwn', [process.execPath, script, place.api], place);
}

/**
 * It logs in first, as manuals show it, or only once there is something to save; or it looks whether what
 * it saved is there, as wikisync does.
 */
function allWays(name: string, command: readonly string[], place: Place): readonly Bot[] {
  return [
    scripted({ name, when: 'first' }, command, place),
    scripted({ name: `${name}, late login`, when: 'late' }, command, place),
    scripted({ name: `${name}, reads back`, when: 'sure' }, command, place),
  ];
}
