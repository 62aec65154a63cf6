/** Everything outside of the bot: a wiki, a disk, a clock, and the record of what happened. */
import { answerRequest } from '../../support/fake-mediawiki/api.ts';
import { Sessions } from '../../support/fake-mediawiki/sessions.ts';
import { type Account, Store } from '../../support/fake-mediawiki/store.ts';
import type { WireAnswer, WireRequest } from '../../support/fake-mediawiki/wire.ts';
import { Clock } from './clock.ts';
import { Disk } from './disk.ts';
import { History, type Obstacle } from './history.ts';

/** The page's title, its stop page's, and the data file's path. */
export const listTitle = 'List';
export const stopTitle = 'User:SyncBot/Stop';
export const dataPath = '/keeper/data/list.json';
export const statePath = '/keeper/.wikisync';

export const botName = 'SyncBot';

/** The world of one simulation. */
export class World {
  readonly clock = new Clock();
  readonly store = new Store();
  readonly sessions = new Sessions(this.store);
  readonly disk = new Disk();
  readonly history: History;
  readonly bot: Account;
  readonly obstacles = new Set<Obstacle>();
  #knownRevisions = 0;
  #knownData: string | undefined;

  constructor(isTold: boolean) {
    this.history = new History(isTold);
    this.bot = this.store.createAccount(botName, { bot: true });
  }

  tell(line: () => string): void {
    this.history.tell(this.clock.now, line);
  }

  get pageText(): string {
    return this.store.latest(listTitle)?.text ?? '';
  }

  /** `undefined` if there is no data file. */
  get dataText(): string | undefined {
    return this.disk.read(dataPath);
  }

  /** The wiki answers a request of a run's; its clock counts whole seconds. */
  answer(request: WireRequest, run: number): WireAnswer {
    this.#setWikiClock();
    const answer = answerRequest(this.store, this.sessions, request);
    this.#noticePage(run);
    return answer;
  }

  /** A person saves the page. */
  savePage(text: string, comment: string): void {
    if (text === this.pageText) return;
    this.#setWikiClock();
    this.store.put(listTitle, { user: 'Human', text, comment });
    this.#noticePage(undefined);
  }

  /** A person saves another page. */
  saveOther(title: string, text: string): void {
    this.#setWikiClock();
    this.store.put(title, { user: 'Human', text });
  }

  /** A person writes the data file. */
  saveData(text: string): void {
    this.disk.place(dataPath, text);
    this.noticeData('person', undefined);
  }

  /** Looks whether the data file is another one, and notes whose doing it is. */
  noticeData(by: 'bot' | 'person' | 'power-cut', run: number | undefined): void {
    const text = this.dataText;
    if (text === this.#knownData) return;
    this.#knownData = text;
    this.history.add({ kind: 'data', time: this.clock.now, by, run, text });
    this.tell(() => `* ${by} wrote the data file: ${oneLine(text ?? '(gone)')}`);
  }

  setObstacle(obstacle: Obstacle, isThere: boolean): void {
    if (this.obstacles.has(obstacle) === isThere) return;
    if (isThere) this.obstacles.add(obstacle);
    else this.obstacles.delete(obstacle);
    this.history.add({ kind: 'obstacle', time: this.clock.now, obstacle, isThere });
    this.tell(() => `* ${obstacle}: ${isThere ? 'there' : 'gone'}`);
  }

  #setWikiClock(): void {
    this.store.time = Math.floor(this.clock.now / 1000);
  }

  #noticePage(run: number | undefined): void {
    const revisions = this.store.history(listTitle);
    for (const { id, parent, user, comment, text } of revisions.slice(this.#knownRevisions)) {
      const by = user === botName ? 'bot' : user === 'Human' ? 'person' : 'stranger';
      const time = this.clock.now;
      this.history.add({ kind: 'page', time, by, run, revision: id, parent, comment, text });
      this.setObstacle('nobots', text.includes('{{nobots}}'));
      this.tell(() => `* ${by} saved revision ${id} (${comment}): ${oneLine(text)}`);
    }
    this.#knownRevisions = revisions.length;
  }
}

function oneLine(text: string): string {
  return text.replace(/\n+/g, '⏎').replace(/ {2,}|"/g, '');
}
