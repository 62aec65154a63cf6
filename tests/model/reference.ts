/**
 * A reference that knows every value that anyone wrote, each of them once, and where it went.
 *
 * What it asks of a run: a value on one side is only ever replaced by what the other side has, and
 * only if that side had it too once, or owns the place. So nobody's value can vanish unseen: it is
 * still there, or its author's colleagues on the other side have seen it and gone on from it.
 */
import { fields, type Item, type Owners, type Sides } from './world.ts';

/** A record as a whole, or a field of it. */
type Place = string;

const absent = '(absent)';

export class Reference {
  /** Values that both sides had at the same moment, by place. */
  #shared = new Map<Place, Set<string>>();
  /** The same, for the data file of a branch that is not merged yet. */
  #onBranch = new Map<Place, Set<string>>();
  /** Values of the page that a person has taken back, by place. */
  readonly #takenBack = new Map<Place, string>();
  /** The same of an undo, which holds until the data file has something new for the record. */
  readonly #undone = new Map<Place, string>();
  #data: ReadonlyMap<Place, string> = new Map();
  /** Before the first sync, and since the state was lost, absences may be taken for additions of the other side. */
  mayAdd = true;
  #hasSynced = false;
  #next = 0;

  /** A sync is through, and left nothing: from the first one on it is known what both sides had. */
  seeSync(): void {
    if (!this.#hasSynced) this.mayAdd = false;
    this.#hasSynced = true;
  }

  /** A value that nobody wrote before. */
  newValue(): string {
    this.#next += 1;
    return `v${this.#next}`;
  }

  /** Looks at what both sides have. */
  see({ page, data }: Sides): void {
    const [here, there] = [placesOf(page), placesOf(data)];
    this.#forgetUndone(there);
    for (const [place, value] of here) {
      if (there.get(place) === value) this.#note(place, value);
    }
    for (const key of keysOf(page)) {
      if (!keysOf(data).includes(key)) continue;
      for (const field of fields) {
        const place = `${key}.${field}`;
        if (!here.has(place) && !there.has(place)) this.#note(place, absent);
      }
    }
  }

  /** A run commits to a branch: what the data file in hand has seen stays as it is. */
  async onBranch(run: () => Promise<void>): Promise<void> {
    const inHand = this.#shared;
    this.#shared = united(inHand, this.#onBranch);
    await run();
    this.#onBranch = this.#shared;
    this.#shared = inHand;
  }

  /** The branch was merged. */
  mergeBranch(): void {
    this.#shared = united(this.#shared, this.#onBranch);
    this.#onBranch = new Map();
  }

  /** A person put the page back as it was before the bot's last edit. */
  seeRevert(before: readonly Item[], after: readonly Item[]): void {
    const [was, is] = [placesOf(before), placesOf(after)];
    for (const place of new Set([...was.keys(), ...is.keys()])) {
      const [from, to] = [was.get(place) ?? absent, is.get(place) ?? absent];
      if (from !== to) this.#takenBack.set(place, from);
    }
  }

  /** A run was taken back: what it did to the page is not done again, unless the data file has other values. */
  seeUndo(before: Sides, after: Sides): void {
    this.see(after);
    const [was, is, inData] = [placesOf(before.page), placesOf(after.page), placesOf(after.data)];
    const places = [...new Set([...was.keys(), ...is.keys()])];
    const from = (place: Place): string => was.get(place) ?? absent;
    const isWanted = (place: Place): boolean => (inData.get(place) ?? absent) === from(place);
    for (const place of places) {
      const [key = ''] = place.split('.');
      const isOfWhole = was.has(key) && !is.has(key);
      const isSame = isOfWhole
        ? places.filter((other) => other.split('.')[0] === key).every(isWanted)
        : isWanted(place);
      if (from(place) !== (is.get(place) ?? absent) && isSame) this.#undone.set(place, from(place));
    }
  }

  #forgetUndone(data: ReadonlyMap<Place, string>): void {
    const changed = [...new Set([...this.#data.keys(), ...data.keys()])].filter(
      (place) => this.#data.get(place) !== data.get(place),
    );
    const records = new Set(changed.map((place) => place.split('.')[0]));
    const isWhole = (key: string): boolean => this.#undone.has(key);
    const forgotten = [...this.#undone.keys()].filter((place) => {
      const [key = ''] = place.split('.');
      return isWhole(key) ? records.has(key) : changed.includes(place);
    });
    for (const place of forgotten) this.#undone.delete(place);
    this.#data = data;
  }

  /** The data file has something new there: it may be made on the page. */
  seeDataEdit(place: Place): void {
    this.#takenBack.delete(place);
  }

  /** A person let all reverts pass. */
  seeAcknowledgement(): void {
    this.#takenBack.clear();
    this.#undone.clear();
  }

  /** What a run did that it must not do; nothing if all is well. */
  wrongs(before: Sides, after: Sides, owners: Owners): readonly string[] {
    return [
      ...this.#wrongsOn('page', before, after, owners),
      ...this.#wrongsOn('data', before, after, owners),
    ];
  }

  #wrongsOn(side: 'page' | 'data', before: Sides, after: Sides, owners: Owners): readonly string[] {
    const other = side === 'page' ? 'data' : 'page';
    const [was, is] = [placesOf(before[side]), placesOf(after[side])];
    const offered = placesOf(before[other]);
    return [...new Set([...was.keys(), ...is.keys()])]
      .map((place) => ({ place, from: was.get(place) ?? absent, to: is.get(place) ?? absent }))
      .filter(({ from, to }) => from !== to)
      .flatMap((change) => {
        const { place, from, to } = change;
        const [key = '', field] = place.split('.');
        const isWhole = field === undefined || !was.has(key) || !is.has(key);
        const isSeen =
          this.#mayReplace(change, isWhole) || ownerOf(owners, field) === sideOf(other);
        const said = `${place} on the ${side} from ${from} to ${to}`;
        return [
          ...((offered.get(place) ?? absent) === to ? [] : [`nobody offered ${said}`]),
          ...(isSeen ? [] : [`never seen by the ${other}: ${said}`]),
          ...(side === 'page' && this.#isTakenBack(place, to) ? [`made again: ${said}`] : []),
        ];
      });
  }

  #isTakenBack(place: Place, value: string): boolean {
    return this.#takenBack.get(place) === value || this.#undone.get(place) === value;
  }

  /** The other side has seen what was there, or there was nothing. */
  #mayReplace(
    { place, from }: { readonly place: Place; readonly from: string },
    isWhole: boolean,
  ): boolean {
    if (this.#shared.get(place)?.has(from) === true) return true;
    return from === absent && (isWhole || this.mayAdd);
  }

  #note(place: Place, value: string): void {
    const known = this.#shared.get(place) ?? new Set();
    this.#shared.set(place, known.add(value));
  }
}

function ownerOf(owners: Owners, field: string | undefined): string {
  return fields.find((name) => name === field) === undefined
    ? 'shared'
    : owners[field as keyof Owners];
}

function united(
  one: ReadonlyMap<Place, ReadonlySet<string>>,
  other: ReadonlyMap<Place, ReadonlySet<string>>,
): Map<Place, Set<string>> {
  const all = [...new Set([...one.keys(), ...other.keys()])];
  return new Map(
    all.map((place) => [place, new Set([...(one.get(place) ?? []), ...(other.get(place) ?? [])])]),
  );
}

/** As owners call it. */
function sideOf(side: 'page' | 'data'): string {
  return side === 'page' ? 'wiki' : 'data';
}

function keysOf(items: readonly Item[]): readonly string[] {
  return items.map(({ name = '' }) => name);
}

/** Each record, and each of its fields. */
export function placesOf(items: readonly Item[]): ReadonlyMap<Place, string> {
  return new Map(
    items.flatMap((item): [Place, string][] => {
      const { name = '', ...values } = item;
      return [
        [name, 'there'],
        ...Object.entries(values).map(([field, value]): [Place, string] => [
          `${name}.${field}`,
          value,
        ]),
      ];
    }),
  );
}
