/** A list on a wiki and in a repository, as people see it, and the bot that they run. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Outcome, type Workplace, workplace } from '../support/command-line.ts';
import { type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';

/** A record by its fields. */
export type Item = Readonly<Record<string, string>>;

/** What stands on both sides. */
export interface Sides {
  readonly page: readonly Item[];
  readonly data: readonly Item[];
}

export const title = 'List';
export const bot = 'SyncBot';
export const fields = ['both', 'ours', 'theirs'] as const;

/** Who may change what; people change the config's mind about `both`. */
export type Owners = Readonly<Record<(typeof fields)[number], 'data' | 'wiki' | 'shared'>>;

const isolated = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nowhere',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export class World {
  readonly lab: FakeLab;
  place: Workplace;
  owners: Owners = { both: 'shared', ours: 'data', theirs: 'wiki' };
  #marker = 'in sync';

  private constructor(lab: FakeLab, place: Workplace) {
    this.lab = lab;
    this.place = place;
  }

  /** Three records on both sides, committed and never synced. */
  static async begin(): Promise<World> {
    const lab = await fakeLab();
    const environment = {
      ...isolated,
      WIKISYNC_W_USERNAME: lab.username,
      WIKISYNC_W_PASSWORD: lab.password,
    };
    const world = new World(lab, workplace(environment));
    const items = ['K1', 'K2', 'K3'].map(
      (name): Item => ({
        name,
        both: `${name}both`,
        ours: `${name}ours`,
        theirs: `${name}theirs`,
      }),
    );
    world.savePage(`Lead.\n\n${items.map(callOf).join('\n\nProse.\n\n')}\n\nEnd.`, 'Human');
    world.saveData(items);
    world.place.write('.gitignore', '.wikisync/\n');
    world.configure({});
    world.git('init', '--quiet', '--initial-branch=main');
    world.git('config', 'user.name', 'Maintainer');
    world.git('config', 'user.email', 'maintainer@example.org');
    world.commit();
    return world;
  }

  get pageText(): string {
    return this.lab.store.latest(title)?.text ?? '';
  }

  get dataText(): string {
    return this.place.read('list.yaml');
  }

  get sides(): Sides {
    return { page: itemsOn(this.pageText), data: itemsIn(this.dataText) };
  }

  savePage(text: string, user: string): void {
    this.lab.store.time += 60;
    // As a wiki stores it.
    this.lab.store.put(title, { user, text: text.trimEnd() });
  }

  saveData(items: readonly Item[]): void {
    const records = items.map((item) =>
      Object.entries(item)
        .map(([name, value], index) => `${index === 0 ? '  - ' : '    '}${name}: ${value}\n`)
        .join(''),
    );
    this.place.write(
      'list.yaml',
      `about: a list\nrecords:${items.length === 0 ? ' []' : ''}\n${records.join('')}`,
    );
  }

  configure(more: { readonly owners?: Owners; readonly marker?: string }): void {
    this.owners = more.owners ?? this.owners;
    this.#marker = more.marker ?? this.#marker;
    const lines = fields.map(
      (name) => `      ${name}: { parameter: ${name}, type: text, owner: ${this.owners[name]} }\n`,
    );
    this.place.write(
      'config/wikisync.yaml',
      `wikis:\n  w: { api: "${this.lab.edge.api}", settle: 1, gap: 0 }\nlistings:\n  l:\n` +
        `    wiki: w\n    page: ${title}\n    data: ../list.yaml\n    template: item\n    key: name\n` +
        `    marker: ${this.#marker}\n    fields:\n      name: { parameter: name, type: text }\n` +
        `${lines.join('')}    guards: { create: 100%, update: 100%, delete: 100%, recreate: 100%, size: 100000, from: 100 }\n`,
    );
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.place.folder, env: isolated, encoding: 'utf8' });
  }

  commit(): void {
    this.git('add', '.');
    this.git('commit', '--quiet', '--allow-empty', '-m', 'by people');
  }

  run(...args: readonly string[]): Promise<Outcome> {
    return this.place.run(...args);
  }

  loseState(): void {
    rmSync(join(this.place.folder, '.wikisync'), { recursive: true, force: true });
  }

  /** As it is committed where people work, whatever a run wrote for a branch. */
  putBack(): void {
    this.git('checkout', '--quiet', '--', 'list.yaml');
  }

  /** A pull request is merged; not if there is none, or git sees a conflict. */
  mergeBranch(): boolean {
    try {
      this.git('merge', '--quiet', '--no-edit', 'news');
      return true;
    } catch {
      this.git('reset', '--quiet', '--hard');
      return false;
    }
  }

  /** Another machine: what is committed, and nothing else. */
  cloneAnew(): void {
    const from = this.place.folder;
    const clone = workplace({
      ...isolated,
      WIKISYNC_W_USERNAME: this.lab.username,
      WIKISYNC_W_PASSWORD: this.lab.password,
    });
    rmSync(clone.folder, { recursive: true });
    this.git('clone', '--quiet', from, clone.folder);
    this.place = clone;
    this.git('config', 'user.name', 'Maintainer');
    this.git('config', 'user.email', 'maintainer@example.org');
  }
}

/** A record as people write it on the page. */
export function callOf(item: Item): string {
  return `{{item${Object.entries(item)
    .map(([name, value]) => `|${name}=${value}`)
    .join('')}}}`;
}

/** The page's records. */
export function itemsOn(text: string): readonly Item[] {
  return [...text.matchAll(/\{\{item\s*((?:\|[^|{}]*)*)\}\}/g)].map(([, body = '']) =>
    Object.fromEntries(
      body
        .split('|')
        .slice(1)
        .map((argument) => argument.split('=').map((part) => part.trim())),
    ),
  );
}

/** All of the page that is no record. */
export function proseOf(text: string): string {
  return text
    .replace(/\{\{item[^{}]*\}\}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function itemsIn(text: string): readonly Item[] {
  const { records } = parse(text, { schema: 'failsafe' });
  return Array.isArray(records) ? records : [];
}
