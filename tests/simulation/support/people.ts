/** What people do on the wiki and to the data file while the bot runs, and between its runs. */
import { mergeTexts } from '../../support/fake-mediawiki/merge.ts';
import type { Chance } from './chance.ts';
import { recordsOf, renderRecords } from './list-file.ts';
import {
  type Item,
  itemsOf,
  type PlacedItem,
  renderItem,
  withItem,
  withoutItem,
  withValue,
} from './list-page.ts';
import { listTitle, stopTitle, type World } from './world.ts';

/** The records that people may make; the first one is never removed, so that no side gets empty. */
export const keys = ['K1', 'K2', 'K3', 'K4', 'K5'] as const;
export const keptKey = 'K1';

/** The fields besides the key, by the owner that most seeds give them. */
export const fields = ['both', 'free', 'ours', 'theirs'] as const;

/** People, whose every value is one that nobody wrote before. */
export class People {
  readonly #world: World;
  readonly #chance: Chance;
  /** Whether the page's calls are written in one line. */
  readonly #isInline: boolean;
  /** How likely an edit of the bot's is taken back as soon as somebody sees it. */
  readonly #vigilance: number;
  #written = 0;
  /** The bot's last edit that somebody has looked at. */
  #looked = 0;

  constructor(world: World, chance: Chance, isInline: boolean) {
    this.#world = world;
    this.#chance = chance;
    this.#isInline = isInline;
    this.#vigilance = chance.pick([0, 0, 0.2, 0.7]);
  }

  /** Somebody looks whether there is an edit of the bot's. */
  watch(): void {
    const latest = this.#world.store.latest(listTitle);
    if (latest?.user !== this.#world.bot.name || latest.id === this.#looked) return;
    if (!this.#chance.happens(0.3)) return;
    this.#looked = latest.id;
    if (this.#chance.happens(this.#vigilance)) undo(this.#world, latest.id);
  }

  /** Somebody does something on the wiki. */
  actOnWiki(): void {
    const isBlank = itemsOf(this.#world.pageText).length === 0;
    // A list that is gone is soon put back.
    if (isBlank && this.#chance.happens(0.7)) restoreBlanked(this.#world);
    else this.#chance.pick(wikiDeeds)(this, this.#world, this.#chance);
  }

  /** Somebody does what people do on any day: nothing is taken back, which would need a person. */
  actGently(): void {
    if (itemsOf(this.#world.pageText).length === 0) restoreBlanked(this.#world);
    else this.#chance.pick(gentleDeeds)(this, this.#world, this.#chance);
  }

  /** Somebody settles what is in conflict: the data file gets what the page says of what is shared. */
  settle(): void {
    const records = recordsOf(this.#world.dataText ?? '');
    const items = itemsOf(this.#world.pageText);
    if (records === undefined || items.length === 0) return;
    const settled = items.map(({ values }) => {
      const own = records.find((record) => record.get('name') === values.get('name'))?.get('ours');
      const { ours: _theirs, ...rest } = Object.fromEntries(values);
      return new Map(Object.entries(own === undefined ? rest : { ...rest, ours: own }));
    });
    this.#world.saveData(renderRecords(settled));
  }

  /** Somebody edits the data file. */
  actOnData(): void {
    const text = this.#world.dataText;
    const records = text === undefined ? undefined : recordsOf(text);
    if (records === undefined) return;
    const deed = records.length === 0 ? addToData : this.#chance.pick(dataDeeds);
    const changed = deed(this, records, this.#chance);
    if (changed === undefined || this.#isAsBeforeCutOff(renderRecords(changed))) return;
    this.#world.saveData(renderRecords(changed));
  }

  /**
   * Whether a file would be as it was before a write that was cut off: then nothing tells that it was
   * written at all, and the write is done again.
   */
  #isAsBeforeCutOff(text: string): boolean {
    const { happenings } = this.#world.history;
    const ended = happenings.findLast((each) => each.kind === 'ended');
    const written = happenings.findLastIndex((each) => each.kind === 'data' && each.by === 'bot');
    if (ended?.kind !== 'ended' || ended.how.kind !== 'killed') return false;
    const before = happenings
      .slice(0, Math.max(0, written))
      .findLast((each) => each.kind === 'data');
    return before?.kind === 'data' && before.text === text;
  }

  /** A value that was never there; the letter says who wrote it. */
  newValue(letter: string): string {
    this.#written += 1;
    return `${letter}${this.#written}`;
  }

  /** A record with new values for most of its fields. */
  newItem(key: string, letter: string): Item {
    const values = fields
      .filter(() => this.#chance.happens(0.8))
      .map((field) => [field, this.newValue(letter)] as const);
    return new Map([['name', key], ...values]);
  }

  /** The data file's texts until now. */
  earlierData(): readonly string[] {
    return this.#world.history.happenings.flatMap((each) =>
      each.kind === 'data' && each.text !== undefined ? [each.text] : [],
    );
  }

  renderItem(item: Item): string {
    return renderItem(item, this.#isInline);
  }

  /** Everybody takes back what keeps the bot from working, and then does nothing more. */
  calmDown(): void {
    const world = this.#world;
    if (world.obstacles.has('stop-page')) setStopPage(world, false);
    if (world.obstacles.has('block')) setBlock(world, false);
    if (world.obstacles.has('protection')) setProtection(world, false);
    if (world.obstacles.has('read-only')) setReadOnly(world, false);
    if (world.obstacles.has('rate-limit')) setRateLimit(world, false);
    world.store.lag = 0;
    world.store.staleReads = 0;
    restoreBlanked(world);
    world.savePage(world.pageText.replaceAll('\n{{nobots}}', ''), 'let the bot in');
    this.removeTwins();
  }

  /** Somebody removes the second of two calls of one record. */
  removeTwins(): void {
    const seen = new Set<string>();
    for (const item of itemsOf(this.#world.pageText)) {
      const key = item.values.get('name') ?? '';
      if (!seen.has(key)) {
        seen.add(key);
        continue;
      }
      this.#world.savePage(withoutItem(this.#world.pageText, item), `remove the second ${key}`);
      this.removeTwins();
      return;
    }
  }
}

type WikiDeed = (people: People, world: World, chance: Chance) => void;
type DataDeed = (
  people: People,
  records: readonly Item[],
  chance: Chance,
) => readonly Item[] | undefined;

/** A deed several times in a list, so that it is done that much more often. */
function often<T>(times: number, deed: T): readonly T[] {
  return Array.from({ length: times }, () => deed);
}

const wikiDeeds: readonly WikiDeed[] = [
  ...often(8, setFieldOnPage),
  ...often(2, dropFieldOnPage),
  ...often(3, editProse),
  ...often(3, addToPage),
  ...often(2, removeFromPage),
  ...often(6, undoBot),
  ...often(2, undoPerson),
  ...often(1, blankPage),
  ...often<WikiDeed>(1, (_people, world) => setStopPage(world, !world.obstacles.has('stop-page'))),
  ...often<WikiDeed>(1, (_people, world) => setBlock(world, !world.obstacles.has('block'))),
  ...often<WikiDeed>(1, (_people, world) =>
    setProtection(world, !world.obstacles.has('protection')),
  ),
  ...often<WikiDeed>(1, (_people, world) => setReadOnly(world, !world.obstacles.has('read-only'))),
  ...often<WikiDeed>(1, (_people, world) =>
    setRateLimit(world, !world.obstacles.has('rate-limit')),
  ),
  ...often(1, toggleNobots),
];

const gentleDeeds: readonly WikiDeed[] = [
  ...often(20, setFieldOnPage),
  ...often(3, dropFieldOnPage),
  ...often(4, editProse),
  ...often(4, addToPage),
  ...often(3, removeFromPage),
  ...often<WikiDeed>(1, (_people, world) => setStopPage(world, !world.obstacles.has('stop-page'))),
  ...often<WikiDeed>(1, (_people, world) => setBlock(world, !world.obstacles.has('block'))),
  ...often(1, toggleNobots),
];

const dataDeeds: readonly DataDeed[] = [
  ...often(6, setFieldInData),
  ...often(1, dropFieldInData),
  ...often(2, addToData),
  ...often(1, removeFromData),
  ...often(2, restoreInData),
];

function somebodys(world: World, chance: Chance): PlacedItem | undefined {
  const items = itemsOf(world.pageText);
  return items.length === 0 ? undefined : chance.pick(items);
}

function setFieldOnPage(people: People, world: World, chance: Chance): void {
  const item = somebodys(world, chance);
  if (item === undefined) return;
  const field = chance.pick(['both', 'both', 'free', 'free', 'ours', 'theirs'] as const);
  const text = withValue(world.pageText, item, field, people.newValue('w'));
  world.savePage(text, `set ${field}`);
}

function dropFieldOnPage(_people: People, world: World, chance: Chance): void {
  const item = somebodys(world, chance);
  const field = chance.pick(fields);
  if (item?.values.has(field) !== true) return;
  world.savePage(withValue(world.pageText, item, field, undefined), `drop ${field}`);
}

function editProse(people: People, world: World): void {
  const text = world.pageText.replace(/\bprose\w*/, `prose${people.newValue('w')}`);
  world.savePage(text, 'prose');
}

function addToPage(people: People, world: World, chance: Chance): void {
  const items = itemsOf(world.pageText);
  const free = keys.filter((key) => items.every(({ values }) => values.get('name') !== key));
  if (free.length === 0 || items.length === 0) return;
  const key = chance.pick(free);
  const added = people.renderItem(people.newItem(key, 'w'));
  world.savePage(withItem(world.pageText, added, chance.pick(items)), `add ${key}`);
}

function removeFromPage(_people: People, world: World, chance: Chance): void {
  const item = somebodys(world, chance);
  const key = item?.values.get('name');
  if (item === undefined || key === keptKey) return;
  world.savePage(withoutItem(world.pageText, item), `remove ${key}`);
}

/** Takes back one of the bot's last edits, and leaves what came after it where that goes. */
function undoBot(_people: People, world: World, chance: Chance): void {
  const revisions = world.store.history(listTitle);
  const bots = revisions.filter(({ user }) => user === world.bot.name).slice(-2);
  if (bots.length > 0) undo(world, chance.pick(bots).id);
}

function undoPerson(_people: People, world: World): void {
  const latest = world.store.latest(listTitle);
  if (latest?.user === 'Human' && latest.parent > 0) undo(world, latest.id);
}

function undo(world: World, id: number): void {
  const undone = world.store.revisions.get(id);
  const before = world.store.revisions.get(undone?.parent ?? 0);
  if (undone === undefined || before === undefined) return;
  const text = mergeTexts(undone.text, before.text, world.pageText);
  if (text !== undefined) world.savePage(text, `undo ${id}`);
}

function blankPage(_people: People, world: World): void {
  world.savePage('Nothing here.', 'blank');
}

function restoreBlanked(world: World): void {
  if (itemsOf(world.pageText).length > 0) return;
  const whole = world.store.history(listTitle).findLast(({ text }) => itemsOf(text).length > 0);
  if (whole !== undefined) world.savePage(whole.text, 'restore');
}

function toggleNobots(_people: People, world: World): void {
  const text = world.pageText;
  const isThere = text.includes('\n{{nobots}}');
  world.savePage(isThere ? text.replaceAll('\n{{nobots}}', '') : `${text}\n{{nobots}}`, 'nobots');
}

function setStopPage(world: World, isOn: boolean): void {
  world.saveOther(stopTitle, isOn ? 'Please stop.' : '<!-- go on -->');
  world.setObstacle('stop-page', isOn);
}

function setBlock(world: World, isOn: boolean): void {
  world.bot.block = isOn ? { reason: 'runs wild', pages: undefined } : undefined;
  world.setObstacle('block', isOn);
}

function setProtection(world: World, isOn: boolean): void {
  world.store.protect(listTitle, isOn ? 'sysop' : undefined);
  world.setObstacle('protection', isOn);
}

function setReadOnly(world: World, isOn: boolean): void {
  world.store.readonly = isOn ? 'maintenance' : undefined;
  world.setObstacle('read-only', isOn);
}

function setRateLimit(world: World, isOn: boolean): void {
  world.store.rateLimited = isOn;
  world.setObstacle('rate-limit', isOn);
}

function setFieldInData(people: People, records: readonly Item[], chance: Chance) {
  const record = chance.pick(records);
  const field = chance.pick(['both', 'both', 'free', 'free', 'ours', 'theirs'] as const);
  return replaced(records, record, new Map([...record, [field, people.newValue('d')]]));
}

function dropFieldInData(_people: People, records: readonly Item[], chance: Chance) {
  const record = chance.pick(records);
  const field = chance.pick(fields);
  const left = [...record].filter(([name]) => name !== field);
  return replaced(records, record, new Map(left));
}

function addToData(people: People, records: readonly Item[], chance: Chance) {
  const free = keys.filter((key) => records.every((record) => record.get('name') !== key));
  if (free.length === 0) return undefined;
  const at = chance.between(0, records.length);
  return records.toSpliced(at, 0, people.newItem(chance.pick(free), 'd'));
}

function removeFromData(_people: People, records: readonly Item[], chance: Chance) {
  const record = chance.pick(records);
  return record.get('name') === keptKey ? undefined : records.filter((each) => each !== record);
}

/** Somebody takes a record from an earlier version of the file. */
function restoreInData(people: People, records: readonly Item[], chance: Chance) {
  const record = chance.pick(records);
  const earlier = people.earlierData().flatMap((text) => recordsOf(text) ?? []);
  const same = earlier.filter((each) => each.get('name') === record.get('name'));
  return same.length === 0 ? undefined : replaced(records, record, chance.pick(same));
}

function replaced(records: readonly Item[], record: Item, by: Item): readonly Item[] {
  return records.map((each) => (each === record ? by : each));
}
