import { type Diagnostic, placeText } from '../../core/diagnostic.ts';
import { SyncError } from '../../errors.ts';
import { writeTextAtomically } from '../../files.ts';
import { printable } from '../../report/printable.ts';
import type { ListingReport } from '../../report/run-report.ts';
import { pullListing } from '../../sync/pull-listing.ts';
import { type Adoption, adoptPage } from '../adopt/adopt-page.ts';
import { askerOn } from '../adopt/questions.ts';
import type { Command, OptionValues } from '../command.ts';
import type { Host } from '../host.ts';
import { runOverListings } from '../listing-command.ts';
import { config, state } from '../listing-options.ts';
import { openState, statePlace } from '../open-state.ts';
import { credentialSources } from '../wire.ts';

/** `wikisync init`. */
export const init: Command = {
  name: 'init',
  summary: 'make a config and a data file from a page, which stays as it is',
  example: {
    line: 'wikisync init https://wiki.example.org/wiki/A_list --contact me@example.org',
    does: 'finds the API, the template and the fields; the next plan is empty',
  },
  arguments: '<page>',
  options: [
    { flags: '--template <name>', description: 'the template whose calls are the records' },
    { flags: '--key <parameter>', description: 'the parameter that identifies a record' },
    { flags: '--name <name>', description: "the listing's name; default: from the page's title" },
    {
      flags: '--data <file>',
      description: 'the data file, or its kind: yaml, json, csv; default: data/<name>.yaml',
    },
    {
      flags: '--api <url>',
      description: "the wiki's api.php, for a page that is named by its title",
    },
    { flags: '--contact <contact>', description: 'for the user agent: an e-mail address or a URL' },
    { flags: '--wiki <name>', description: "the wiki's name; default: from its address" },
    config,
    state,
    { flags: '-y, --yes', description: 'ask nothing: take the first answer of each question' },
    { flags: '-n, --dry-run', description: 'print the config, and write nothing' },
  ],
  run: async ({ host, arguments: [target = ''], options }) => {
    const asker = askerOn(host, options['yes'] === true);
    const configPath = String(options['config']);
    const adoption = await adoptPage({ host, asker, target, configPath, ...namedOptions(options) });
    if (options['dryRun'] === true) {
      host.out(adoption.text);
      for (const note of adoption.notes) host.err(`wikisync: ${noteText(note)}\n`);
      return 0;
    }
    const { place, text, listing } = adoption;
    await refuseKnown(host, adoption, options);
    await writeTextAtomically(place.path, text);
    host.err(`wikisync: ${doneText(adoption)}\n`);
    return pullFirst(host, { listing, notes: adoption.notes, options });
  },
};

/** A snapshot of the same name would be the base of the first pull. @throws {SyncError} usage */
async function refuseKnown(
  host: Host,
  { listing, place }: Adoption,
  options: OptionValues,
): Promise<void> {
  const said = options['state'];
  const statePath = typeof said === 'string' ? said : undefined;
  const known = statePlace({ host, statePath }, place.config, await credentialSources(host));
  const opened = await openState(known, host);
  try {
    if ((await opened.store.loadSnapshot(listing)) === undefined) return;
  } finally {
    await opened.close();
  }
  const snapshot =
    known.kind === 'folder' ? `'${known.shown}/snapshots/${listing}.json'` : 'it there';
  throw new SyncError(
    'usage',
    `The state ${known.kind} '${known.shown}' knows a listing '${listing}' from earlier runs.`,
    { hint: `Give another --name, or delete ${snapshot} to begin anew.` },
  );
}

function noteText({ place, message }: Diagnostic): string {
  return printable(place === undefined ? message : `${placeText(place)}: ${message}`);
}

function doneText({ place, listing, proposal }: Adoption): string {
  const { records, fields, key } = proposal;
  const did = place.text === undefined ? 'made' : 'added to';
  const what = `listing '${listing}', ${records} records of ${fields.length} fields, key '${key}'`;
  return `${did} ${printable(place.shown)}: ${what}`;
}

/** The data file is what a first pull makes; its report says what was not understood. */
function pullFirst(
  host: Host,
  about: {
    readonly listing: string;
    readonly notes: readonly Diagnostic[];
    readonly options: OptionValues;
  },
): Promise<number> {
  const { listing, notes, options } = about;
  const run = { name: 'init', writes: true, showsNotices: true };
  return runOverListings(
    {
      ...run,
      run: async (job) => withoutChanges(await pullListing(job, { dryRun: false }), notes),
    },
    { host, wanted: [listing], details: [], options: { format: 'text', log: 'text', ...options } },
  );
}

/** All records are new, and stand in the data file: what is worth reading is what was found. */
function withoutChanges(report: ListingReport, notes: readonly Diagnostic[]): ListingReport {
  const { plan: _, reviewed: __, ...rest } = report;
  const found = report.diagnostics.filter(({ code }) => code !== 'data-file-new');
  return { ...rest, diagnostics: [...notes, ...found] };
}

function namedOptions(options: OptionValues) {
  const named = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    ...{ api: named('api'), contact: named('contact'), wiki: named('wiki') },
    ...{ template: named('template'), key: named('key') },
    ...{ name: named('name'), data: named('data') },
  };
}
