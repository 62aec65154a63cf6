/** Page text to records, one value changed, and a whole plan: beside others that do the same. */
import { Mwn } from 'mwn';
import Parser from 'wikiparser-node';
import { best, inMilliseconds, type Results, ratio, type Took, table, tookFor } from './measure.ts';
import { type LongListing, longListing, savedListing } from './pages.ts';
import { builtWorker, jsonFrom, pythonWith } from './programs.ts';

const sizes = [10_000, 100_000, 500_000, 2_000_000];

/** mwn takes minutes for 500 kB, and all memory for 2 MB. */
const mostForMwn = 110_000;

interface Warm {
  readonly records: number;
  readonly read: Took;
  readonly edit: Took;
  readonly whole: Took;
}

interface Theirs {
  readonly records: number;
  readonly parse: Took;
  readonly read: Took;
  readonly edit: Took;
}

/** What a plan takes in a process that does nothing else. */
export interface Once extends Took {
  /** Of the process, in MiB. */
  readonly peak: number;
}

/** wikiparser-node as its manual shows it. */
function wikiparser({ page }: LongListing): number {
  Parser.warning = false;
  return Parser.parse(page).querySelectorAll('template#Template:Project').map(String).length;
}

function mwn({ page }: LongListing): unknown {
  return new Mwn().Wikitext.parseTemplates(page, {});
}

/** Measures reading and planning at all sizes. @param folder where pages are kept meanwhile */
export async function measureReading(folder: string): Promise<Results> {
  const worker = await builtWorker();
  const listings = sizes.map(longListing);
  const folders = listings.map((listing) => savedListing(folder, listing));
  const python = pythonWith('mwparserfromhell');
  const pages = listings.flatMap(({ key }, at) => [`${folders[at]}/page.wiki`, key]);
  const script = 'tests/bench/speed/read-with-mwparserfromhell.py';
  const peers = python === undefined ? [] : jsonFrom<Theirs[]>(python, [script, ...pages]);
  const rows = listings.map((listing, at) => {
    const args = [worker, 'warm', String(folders[at])];
    const ours = jsonFrom<Warm>(process.execPath, args);
    const theirs = peers[at];
    if (ours.records !== (theirs?.records ?? ours.records)) throw new Error('records differ');
    return {
      characters: listing.page.length,
      ours,
      once: onceIn(worker, String(folders[at])),
      theirs,
      wikiparser: best(() => wikiparser(listing)),
      mwn: listing.page.length > mostForMwn ? undefined : tookFor(() => mwn(listing)),
    };
  });
  return {
    title: 'Reading and planning',
    text: [shown(rows, 'wall'), shown(rows, 'cpu')].join('\n\n'),
    rows,
  };
}

/** The least of three processes that plan once. */
export function onceIn(worker: string, folder: string): Once {
  const runs = [1, 2, 3].map(() => jsonFrom<Once>(process.execPath, [worker, 'once', folder]));
  const least = (of: keyof Once): number => Math.min(...runs.map((run) => run[of]));
  return {
    wall: least('wall'),
    cpu: least('cpu'),
    peak: Math.max(...runs.map(({ peak }) => peak)),
  };
}

interface Row {
  readonly characters: number;
  readonly ours: Warm;
  readonly once: Once;
  readonly theirs: Theirs | undefined;
  readonly wikiparser: Took;
  readonly mwn: Took | undefined;
}

function shown(rows: readonly Row[], of: keyof Took): string {
  const line = (name: string, cell: (row: Row) => string): string[] => [name, ...rows.map(cell)];
  const time = (name: string, took: (row: Row) => Took | undefined): string[] =>
    line(name, (row) => inMilliseconds(took(row)?.[of]));
  const longer = (theirs: (row: Row) => Took | undefined, ours: (row: Row) => Took): string[] =>
    line('… takes', (row) => ratio(theirs(row)?.[of], ours(row)[of]));
  const head = of === 'wall' ? 'time' : 'time of all processors';
  return table(
    [head, ...rows.map(({ characters }) => `${Math.round(characters / 1000)} kB`)],
    [
      line('records', ({ ours }) => String(ours.records)),
      time('wikisync: page to records', ({ ours }) => ours.read),
      time('mwparserfromhell: the same', ({ theirs }) => theirs?.read),
      longer(
        ({ theirs }) => theirs?.read,
        ({ ours }) => ours.read,
      ),
      time('wikiparser-node: the same', ({ wikiparser }) => wikiparser),
      longer(
        ({ wikiparser }) => wikiparser,
        ({ ours }) => ours.read,
      ),
      time('mwn: the same, once', ({ mwn }) => mwn),
      longer(
        ({ mwn }) => mwn,
        ({ ours }) => ours.read,
      ),
      time('wikisync: a merge, and one field changed', ({ ours }) => ours.edit),
      time('mwparserfromhell: one field changed', ({ theirs }) => theirs?.edit),
      longer(
        ({ theirs }) => theirs?.edit,
        ({ ours }) => ours.edit,
      ),
      time('wikisync: page, data file and base to plan and page', ({ ours }) => ours.whole),
      time('mwparserfromhell: parsing the page', ({ theirs }) => theirs?.parse),
      longer(
        ({ theirs }) => theirs?.parse,
        ({ ours }) => ours.whole,
      ),
      time('wikisync: the same once, in a new process', ({ once }) => once),
      longer(
        ({ theirs }) => theirs?.parse,
        ({ once }) => once,
      ),
      line(
        'wikisync: memory of that process at its peak',
        ({ once }) => `${Math.round(once.peak)} MiB`,
      ),
    ],
  );
}
