import { resolve } from 'node:path';
import { SyncError } from '../../errors.ts';
import { readText, writeTextAtomically } from '../../files.ts';
import { printable } from '../../report/printable.ts';
import { pullListing } from '../../sync/pull-listing.ts';
import { adoptPage } from '../adopt.ts';
import type { Command, OptionValues } from '../command.ts';
import type { Host } from '../host.ts';
import { runOverListings } from '../listing-command.ts';
import { config, state } from '../listing-options.ts';

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
    {
      flags: '--api <url>',
      description: "the wiki's api.php, for a page that is named by its title",
    },
    { flags: '--contact <contact>', description: 'for the user agent: an e-mail address or a URL' },
    { flags: '--name <name>', description: "the listing's name; default: from the page's title" },
    config,
    state,
    { flags: '-n, --dry-run', description: 'print the config, and write nothing' },
  ],
  run: async ({ host, arguments: [target = ''], options }) => {
    const configPath = String(options['config']);
    const path = resolve(host.cwd, configPath);
    const isDry = options['dryRun'] === true;
    if (!isDry && (await readText(path)) !== undefined) {
      throw new SyncError('usage', `There is a config '${configPath}' already.`, {
        hint: 'Name another with --config, or see with --dry-run what would be in it.',
      });
    }
    const { listing, text, notes } = await adoptPage({
      ...{ host, target, configPath },
      ...namedOptions(options),
    });
    if (isDry) {
      host.out(text);
      return 0;
    }
    await writeTextAtomically(path, text);
    host.err(`wikisync: wrote ${configPath}\n`);
    for (const note of notes) host.err(`wikisync: ${printable(note)}\n`);
    return pullFirst(host, { listing, options });
  },
};

/** The data file is what a first pull makes; its report says what was not understood. */
function pullFirst(
  host: Host,
  { listing, options }: { readonly listing: string; readonly options: OptionValues },
): Promise<number> {
  const run = { name: 'init', writes: true, showsNotices: true };
  return runOverListings(
    { ...run, run: (job) => pullListing(job, { dryRun: false }) },
    { host, wanted: [listing], details: [], options: { format: 'text', log: 'text', ...options } },
  );
}

function namedOptions(options: OptionValues) {
  const named = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    api: named('api'),
    contact: named('contact'),
    template: named('template'),
    name: named('name'),
  };
}
