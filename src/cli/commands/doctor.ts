import { doctorJson } from '../../report/doctor-json.ts';
import type { DoctorReport } from '../../report/doctor-report.ts';
import { doctorText } from '../../report/doctor-text.ts';
import { examineWikis } from '../../sync/doctor/examine-wikis.ts';
import type { Command, CommandOption, OptionValues } from '../command.ts';
import { doctorCode } from '../exit-code.ts';
import { type Host, hasColour, maskedHost } from '../host.ts';
import { config, state } from '../listing-options.ts';
import { createLog } from '../log.ts';
import { noProgress } from '../progress.ts';
import { openRound } from '../wire-doctor.ts';

const options: readonly CommandOption[] = [
  config,
  state,
  {
    flags: '-f, --format <format>',
    description: 'how the findings are written to standard output',
    choices: ['text', 'json'],
    default: 'text',
  },
  { flags: '-q, --quiet', description: 'problems and warnings only' },
  {
    flags: '-v, --verbose',
    description: 'advice about what is right, too; log what is being done',
  },
];

/** `wikisync doctor`. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'say in plain words what is wrong between this machine and the wikis',
  arguments: '[listing...]',
  options,
  example: {
    line: 'wikisync doctor --verbose',
    does: 'looks at every wiki and listing, writes nothing, and exits with 1 on problems',
  },
  run: async ({ host, arguments: wanted, options: values }) => examine(host, wanted, values),
};

async function examine(
  host: Host,
  wanted: readonly string[],
  values: OptionValues,
): Promise<number> {
  const quiet = values['quiet'] === true;
  const verbose = values['verbose'] === true;
  const { round, diagnostics, machine, secrets, close } = await openRound({
    host,
    configPath: String(values['config']),
    statePath: typeof values['state'] === 'string' ? values['state'] : undefined,
    wanted,
    log: (masked) => createLog(masked, { format: 'text', quiet, verbose, progress: noProgress }),
  });
  const { wikis = [], listings = [] } =
    (await Promise.resolve(round && examineWikis(round)).finally(close)) ?? {};
  const report: DoctorReport = { diagnostics, machine, wikis, listings };
  const rendered =
    values['format'] === 'json'
      ? doctorJson(report)
      : doctorText(report, {
          colour: hasColour(host),
          quiet,
          verbose,
          ...(host.columns === undefined ? {} : { width: host.columns }),
        });
  maskedHost(host, secrets).out(rendered);
  return doctorCode(report);
}
