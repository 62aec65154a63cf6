/** Nobody's change is lost, and none is made again after it was taken back (I1, I7). */
import { ownerOf, type RecordSchema } from '../../../../src/core/schema.ts';
import type { Happening, HappeningOf } from '../history.ts';
import { itemsOf } from '../list-page.ts';
import { fields, keys } from '../people.ts';
import {
  Agreement,
  changedPlaces,
  partsOf,
  twinsOnPage,
  type Values,
  valuesInData,
  valuesOnPage,
} from './agreement.ts';

/** Every value that can be. */
const places = keys.flatMap((key) => [key, ...fields.map((field) => `${key}.${field}`)]);

/** What the bot did to people's work and may not do. */
export function lossesIn(
  happenings: readonly Happening[],
  schema: RecordSchema,
): readonly string[] {
  return new WorkOfPeople(schema).check(happenings);
}

class WorkOfPeople {
  readonly #schema: RecordSchema;
  readonly #agreement = new Agreement();
  readonly #violations: string[] = [];
  #page: Values = new Map();
  #data: Values = new Map();
  #twins: ReadonlySet<string> = new Set();
  /** Values that ever were in the data file, and on the page. */
  readonly #ever = { data: new Set<string>(), page: new Set<string>() };
  #isUndisturbed = true;
  /** Runs that take another one back. */
  readonly #undos = new Set<number | undefined>();

  constructor(schema: RecordSchema) {
    this.#schema = schema;
  }

  check(happenings: readonly Happening[]): readonly string[] {
    for (const each of happenings) {
      if (each.kind === 'page') this.#seePage(each);
      if (each.kind === 'data') this.#seeData(each);
      if (each.kind === 'began') this.#isUndisturbed = true;
      if (each.kind === 'began' && each.command === 'undo') this.#undos.add(each.run);
      if (each.kind === 'ended') this.#seeEnd(each);
    }
    return this.#violations;
  }

  #seePage({ by, run, revision, text }: HappeningOf<'page'>): void {
    const after = valuesOnPage(text);
    const twins = twinsOnPage(text);
    const all = new Set([...this.#twins, ...twins]);
    const where = `revision ${revision}`;
    if (by === 'bot') this.#checkWrite('page', after, { twins: all, where, run });
    else this.#isUndisturbed = false;
    // Where the wiki merged two additions, people may take either away: both were said.
    if (by === 'bot') this.#noticeTwins(text, twins);
    this.#page = after;
    this.#twins = twins;
    this.#notice();
  }

  #seeData({ by, run, text }: HappeningOf<'data'>): void {
    const after = valuesInData(text);
    const where = `the file of run ${run}`;
    if (by === 'bot') this.#checkWrite('data', after, { twins: this.#twins, where, run });
    if (by === 'power-cut') this.#fix(changedPlaces(this.#data, after), after);
    if (by === 'person') this.#isUndisturbed = false;
    this.#data = after;
    this.#notice();
  }

  /** A run that nobody disturbed has seen what is the same on both sides. */
  #seeEnd({ how }: HappeningOf<'ended'>): void {
    const isDone = how.kind === 'reported' && how.report.outcome.kind === 'done';
    if (!isDone || !this.#isUndisturbed) return;
    this.#fix(this.#equalPlaces(), this.#page);
  }

  /** A record that only one side has agrees in nothing, not even in what it lacks. */
  #equalPlaces(): readonly string[] {
    const [page, data] = [this.#page, this.#data];
    return places.filter((place) => {
      const { key } = partsOf(place);
      const isTold = !this.#twins.has(key) && page.has(key) === data.has(key);
      return isTold && page.get(place) === data.get(place);
    });
  }

  #notice(): void {
    for (const place of this.#equalPlaces()) this.#agreement.notice(place, this.#page.get(place));
    for (const [place, value] of this.#page) this.#ever.page.add(`${place}=${value}`);
    for (const [place, value] of this.#data) this.#ever.data.add(`${place}=${value}`);
  }

  #noticeTwins(text: string, twins: ReadonlySet<string>): void {
    for (const { values } of itemsOf(text)) {
      const key = values.get('name') ?? '';
      if (!twins.has(key)) continue;
      for (const field of fields) this.#agreement.notice(`${key}.${field}`, values.get(field));
    }
  }

  #fix(changed: readonly string[], values: Values): void {
    for (const place of changed) this.#agreement.fix(place, values.get(place));
  }

  #checkWrite(
    side: 'page' | 'data',
    after: Values,
    {
      twins,
      where,
      run,
    }: {
      readonly twins: ReadonlySet<string>;
      readonly where: string;
      readonly run: number | undefined;
    },
  ): void {
    const before = side === 'page' ? this.#page : this.#data;
    const changed = changedPlaces(before, after).filter((place) => !twins.has(partsOf(place).key));
    const isUndo = this.#undos.has(run);
    for (const place of changed) {
      const change = `${where} changed ${place} from ${before.get(place) ?? '(nothing)'} to ${after.get(place) ?? '(nothing)'}`;
      if (!this.#mayChange(side, place, { before, after, isUndo })) {
        this.#violations.push(
          `I1/I7: ${change}, but both sides last agreed on ${this.#agreement.told(place)}`,
        );
      }
      const value = after.get(place);
      const other = side === 'page' ? this.#ever.data : this.#ever.page;
      // What a run overruled, only its own side may have said: an undo sets it back.
      const isBack = isUndo && this.#ever[side].has(`${place}=${value}`);
      if (value !== undefined && !isBack && !other.has(`${place}=${value}`)) {
        this.#violations.push(`I1: ${change}, which the other side never said`);
      }
    }
    this.#fix(changed, after);
  }

  #mayChange(
    side: 'page' | 'data',
    place: string,
    {
      before,
      after,
      isUndo,
    }: { readonly before: Values; readonly after: Values; readonly isUndo: boolean },
  ): boolean {
    const { key, field } = partsOf(place);
    const source = side === 'page' ? 'data' : 'wiki';
    if (field === undefined) {
      return this.#schema.recordOwner === source || this.#agreement.allows(key, before.get(key));
    }
    const isNew = !before.has(key);
    // An undo sets back what still is as a run left it, whoever owns it.
    if (isUndo) return isNew || this.#agreement.allows(place, before.get(place));
    const owner = ownerOf(this.#schema, field);
    if (isNew || owner === source) return true;
    // A value of the other side's is only ever added, or goes with its record.
    if (owner !== 'shared' && before.has(place) && after.has(key)) return false;
    return this.#agreement.allows(place, before.get(place));
  }
}
