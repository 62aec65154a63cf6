/** Many listings over several fake wikis, and people who change both sides all the time. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { canary } from '../canaries.ts';
import { type Workplace, workplace } from '../command-line.ts';
import { answerRequest } from '../fake-mediawiki/api.ts';
import { Sessions } from '../fake-mediawiki/sessions.ts';
import { Store } from '../fake-mediawiki/store.ts';
import { faultKinds } from '../faults/kinds.ts';
import { type RequestPoint, startWay, type Way } from '../faults/way.ts';

/** A wiki, and the proxy in front of it. */
interface FleetWiki {
  readonly name: string;
  readonly store: Store;
  readonly way: Way;
  /** Requests that it was at work on at the same time, at most, whoever still waited for them. */
  readonly mostAtWork: () => number;
  /** Lets it be at work on the next request for long, as wikis are, who goes on when nobody waits. */
  dawdles: boolean;
  /** Requests that it was at work on for long. */
  readonly dawdled: () => number;
}

/** A listing, whose changes come from one side, so that it is known what both have to say. */
interface FleetListing {
  readonly name: string;
  readonly wiki: FleetWiki;
  readonly page: string;
  readonly side: 'data' | 'wiki';
  /** The last size that somebody gave it. */
  size: number;
  /** How often somebody did. */
  changes: number;
}

/** All of it. */
export interface Fleet {
  readonly place: Workplace;
  readonly environment: Readonly<Record<string, string>>;
  readonly wikis: readonly FleetWiki[];
  readonly listings: readonly FleetListing[];
  /** The chance that it was made with. */
  readonly chance: () => number;
  /** Somebody changes so many listings; each gets a size that nothing ever had. */
  readonly change: (count: number) => void;
  /** Requests that all of them have got. */
  readonly requests: () => number;
  /** Lets each wiki be at work on its next request for long. */
  readonly dawdle: () => void;
  /** Requests that took long, or do. */
  readonly dawdled: () => number;
  /** Lets a request of one of the wikis go wrong. */
  readonly spoil: () => void;
  /** The listings whose sides do not both say what was last said. */
  readonly behind: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Faults that a bot has not to wait long for. */
const faults = [
  'reset while the request comes',
  'closed without an answer',
  'reset once the wiki did it',
  'closed without an answer once the wiki did it',
];

/** What they happen to: an edit, and what is asked about it. */
const points: readonly RequestPoint[] = ['read', 'edit', 'verifying read', 'probe'];

/** Milliseconds that a wiki is at work on a request, and on one that takes long; less than `settle`. */
const work = 8;
const longWork = 2500;

/** Sets the scene. `chance` is a number from 0 to 1, by a seed. */
export async function startFleet(options: {
  readonly wikis: number;
  readonly listings: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly chance: () => number;
}): Promise<Fleet> {
  const { chance } = options;
  const wikis = await Promise.all(
    Array.from({ length: options.wikis }, (_, at) => startWiki(`w${at}`)),
  );
  const listings = Array.from({ length: options.listings }, (_, at): FleetListing => {
    const wiki = pick(wikis, at / options.listings);
    const side = at % 2 === 0 ? 'data' : 'wiki';
    return { name: `l${at}`, wiki, page: `List ${at}`, side, size: at, changes: 0 };
  });
  const credentials = wikis.flatMap(({ name }) => [
    [`WIKISYNC_${name.toUpperCase()}_USERNAME`, 'SyncBot@lab'],
    [`WIKISYNC_${name.toUpperCase()}_PASSWORD`, canary],
  ]);
  const environment = { ...Object.fromEntries(credentials), ...options.environment };
  const place = workplace(environment);
  place.write('config/wikisync.yaml', configText(wikis, listings));
  for (const { name, wiki, page, size } of listings) {
    wiki.store.put(page, { user: 'Human', text: pageText(size) });
    place.write(`data/${name}.yaml`, dataText(size));
  }
  let size = listings.length;
  return {
    ...{ place, environment, wikis, listings, chance },
    change: (count) => {
      for (let left = count; left > 0; left -= 1) {
        const listing = pick(listings, chance());
        size += 1;
        listing.size = size;
        listing.changes += 1;
        if (listing.side === 'wiki') {
          listing.wiki.store.put(listing.page, { user: 'Human', text: pageText(size) });
        } else replaceAtOnce(join(place.folder, `data/${listing.name}.yaml`), dataText(size));
      }
    },
    requests: () => wikis.reduce((sum, { way }) => sum + way.points.length, 0),
    dawdle: () => {
      for (const wiki of wikis) wiki.dawdles = true;
    },
    dawdled: () => wikis.reduce((sum, { dawdled }) => sum + dawdled(), 0),
    spoil: () => {
      const kind = faultKinds.find(({ name }) => name === pick(faults, chance()));
      const point = pick(points, chance());
      if (kind !== undefined) pick(wikis, chance()).way.spoil(point, kind);
    },
    behind: () =>
      listings
        .filter(({ name, wiki, page, size: last }) => {
          const data = readFileSync(join(place.folder, `data/${name}.yaml`), 'utf8');
          return data !== dataText(last) || wiki.store.latest(page)?.text !== pageText(last);
        })
        .map(({ name }) => name),
    close: async () => {
      for (const { way } of wikis) await way.close();
    },
  };
}

async function startWiki(name: string): Promise<FleetWiki> {
  const store = new Store();
  const sessions = new Sessions(store);
  store.createAccount('SyncBot', { bot: true }).passwords.set('lab', canary);
  let atWork = 0;
  let most = 0;
  let dawdled = 0;
  const way = await startWay(async (request) => {
    atWork += 1;
    most = Math.max(most, atWork);
    try {
      await setTimeout(work);
      const answer = await answerRequest(store, sessions, request);
      if (wiki.dawdles) {
        wiki.dawdles = false;
        dawdled += 1;
        await setTimeout(longWork);
      }
      return answer;
    } finally {
      atWork -= 1;
    }
  });
  const wiki: FleetWiki = {
    ...{ name, store, way, dawdles: false },
    mostAtWork: () => most,
    dawdled: () => dawdled,
  };
  return wiki;
}

function configText(wikis: readonly FleetWiki[], listings: readonly FleetListing[]): string {
  const wikiLines = wikis.map(
    ({ name, way }) => `  ${name}: { api: "${way.api}", gap: 0, settle: 4 }\n`,
  );
  const listingLines = listings.map(
    ({ name, wiki, page }) =>
      `  ${name}: { wiki: ${wiki.name}, page: ${page}, data: ../data/${name}.yaml, template: item, key: name, fields: { name: { parameter: Name, type: text }, size: { parameter: Size, type: text } } }\n`,
  );
  return `schedule: { cron: "*/10 * * * * *", jitter: 0 }
wikis:
${wikiLines.join('')}listings:
${listingLines.join('')}`;
}

function pageText(size: number): string {
  return `{{item|Name=A|Size=s${size}}}`;
}

function dataText(size: number): string {
  return `records:\n  - name: A\n    size: s${size}\n`;
}

/** As an editor does, so that nobody reads half of it. */
function replaceAtOnce(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

function pick<T>(from: readonly T[], chance: number): T {
  const found = from[Math.floor(chance * from.length)];
  if (found === undefined) throw new RangeError('there is nothing to pick from');
  return found;
}
