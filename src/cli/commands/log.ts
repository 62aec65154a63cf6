import { SyncError } from '../../errors.ts';
import { logJson } from '../../report/log-json.ts';
import { logMarkdown } from '../../report/log-markdown.ts';
import { logText } from '../../report/log-text.ts';
import { logRuns } from '../../sync/log-listings.ts';
import type { Command, CommandOption, OptionValues } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { hasColour, maskedHost } from '../host.ts';
import { config, log as logOption, state } from '../listing-options.ts';
import { createLog } from '../log.ts';
import { noProgress } from '../progress.ts';
import { openListings } from '../wire.ts';

const options: readonly CommandOption[] = [
  {
    flags: '-n, --number <count>',
    description: 'how many runs are listed, from the newest on',
    default: '20',
  },
  config,
  state,
  {
    flags: '-f, --format <format>',
    description: 'how it is written to standard output',
    choices: ['text', 'markdown', 'json'],
    default: 'text',
  },
  logOption,
];

/** `wikisync log`. */
export const log: Command = {
  name: 'log',
  summary: 'list what runs have written, newest first',
  arguments: '[listing...]',
  options,
  example: {
    line: 'wikisync log xen-2014 -n 5',
    does: 'lists the last five runs that wrote something there, with the revisions that came of them',
  },
  run: async ({ host, arguments: wanted, options: values }) => {
    const most = countOf(values);
    const format = values['log'] === 'json' ? 'json' : 'text';
    const opened = await openListings({
      host,
      command: 'log',
      configPath: String(values['config']),
      statePath: typeof values['state'] === 'string' ? values['state'] : undefined,
      selection: { wanted, all: false, noneMeansAll: true },
      allowed: [],
      prefer: undefined,
      takesMakers: true,
      findsPages: wanted.length > 0,
      log: (masked) =>
        createLog(masked, { format, quiet: false, verbose: false, progress: noProgress }),
    });
    const { jobs, wikis, diagnostics, secrets, close } = opened;
    try {
      const found = await logRuns(opened.state, {
        listings: wanted.length === 0 ? undefined : new Set(jobs.map(({ name }) => name)),
        most,
        wikis: new Map(wikis.map((wiki) => [wiki.name, wiki])),
      });
      const report = { ...found, diagnostics: [...diagnostics, ...found.diagnostics] };
      const columns = host.columns === undefined ? {} : { width: host.columns };
      const render = {
        json: () => logJson(report),
        markdown: () => logMarkdown(report),
        text: () => logText(report, { colour: hasColour(host), ...columns }),
      }[String(values['format'])];
      maskedHost(host, secrets).out(render?.() ?? '');
      const isFailed = report.diagnostics.some(({ severity }) => severity === 'error');
      return isFailed ? exitCodes.failed : exitCodes.done;
    } finally {
      await close();
    }
  },
};

function countOf({ number }: OptionValues): number {
  const count = Number(number);
  if (Number.isInteger(count) && count > 0) return count;
  throw new SyncError('usage', `'${String(number)}' is no number of runs.`, {
    hint: 'Say how many: 1 or more.',
  });
}
