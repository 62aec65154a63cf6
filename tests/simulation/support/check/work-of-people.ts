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

  constructor(schema: RecordSchema) {
    this.#schema = schema;
  }

  check(happenings: readonly Happening[]): readonly string[] {
    for (const each of happenings) {
      if (each.kind === 'page') this.#seePage(each);
      if (each.kind === 'data') this.#seeData(each);
      if (each.kind === 'began') this.#isUndisturbed = true;
      if (each.kind === 'ended') this.#seeEnd(each);
    }
    return this.#violations;
  }

  #seePage({ by, revision, text }: HappeningOf<'page'>): void {
    const after = valuesOnPage(text);
    const twins = twinsOnPage(text);
    if (by === 'bot')
      this.#checkWrite('page', after, new Set([...this.#twins, ...twins]), `revision ${revision}`);
    else this.#isUndisturbed = false;
    // Where the wiki merged two additions, people may take either away: both were said.
    if (by === 'bot') this.#noticeTwins(text, twins);
    this.#page = after;
    this.#twins = twins;
    this.#notice();
  }

  #seeData({ by, run, text }: HappeningOf<'data'>): void {
    const after = valuesInData(text);
    if (by === 'bot') this.#checkWrite('data', after, this.#twins, `the file of run ${run}`);
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
    twins: ReadonlySet<string>,
    where: string,
  ): void {
    const before = side === 'page' ? this.#page : this.#data;
    const changed = changedPlaces(before, after).filter((place) => !twins.has(partsOf(place).key));
    for (const place of changed) {
      const change = `${where} changed ${place} from ${before.get(place) ?? '(nothing)'} to ${after.get(place) ?? '(nothing)'}`;
      if (!this.#mayChange(side, place, { before, after })) {
        this.#violations.push(
          `I1/I7: ${change}, but both sides last agreed on ${this.#agreement.told(place)}`,
        );
      }
      const value = after.get(place);
      const other = side === 'page' ? this.#ever.data : this.#ever.page;
      if (value !== undefined && !other.has(`${place}=${value}`)) {
        this.#violations.push(`I1: ${change}, which the other side never said`);
      }
    }
    this.#fix(changed, after);
  }

  #mayChange(
    side: 'page' | 'data',
    place: string,
    { before, after }: { readonly before: Values; readonly after: Values },
  ): boolean {
    const { key, field } = partsOf(place);
    const source = side === 'page' ? 'data' : 'wiki';
    if (field === undefined) {
      return this.#schema.recordOwner === source || this.#agreement.allows(key, before.get(key));
    }
    const isNew = !before.has(key);
    const owner = ownerOf(this.#schema, field);
    if (isNew || owner === source) return true;
    // A value of the other side's is only ever added, or goes with its record.
    if (owner !== 'shared' && before.has(place) && after.has(key)) return false;
    return this.#agreement.allows(place, before.get(place));
  }
}
