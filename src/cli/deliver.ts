/** Where a run's report goes: standard output, files, a page of the wiki, people. */
import type { Severity } from '../core/diagnostic.ts';
import { byContact } from '../report/by-contact.ts';
import { reporters } from '../report/reporters.ts';
import type { Reporter, ReportOptions, RunReport } from '../report/run-report.ts';
import type { OptionValues } from './command.ts';
import { type ExitCode, exitCodeOf, worstOf } from './exit-code.ts';
import { type Host, hasColour, maskOf } from './host.ts';
import { notifyPeople } from './notify-people.ts';
import { postReport } from './post-report.ts';
import { formatsOf, saveOutputs } from './save-outputs.ts';
import type { OpenedListings } from './wire.ts';

/** What a run was called with. */
export interface Delivery {
  readonly host: Host;
  readonly options: OptionValues;
  readonly opened: OpenedListings;
  /** Whether its report is about notices too. */
  readonly showsNotices: boolean;
  /** Whether it was to write: then people are told without being asked to. */
  readonly isWriting: boolean;
}

/** Delivers the report, and gives the run's exit code. @throws {SyncError} file-write-failed */
export async function deliver(report: RunReport, delivery: Delivery): Promise<ExitCode> {
  const { host, options, opened, showsNotices, isWriting } = delivery;
  const { jobs, secrets, notify } = opened;
  const mask = maskOf(secrets);
  const verbose = options['verbose'] === true || showsNotices;
  const waived = options['verbose'] === true;
  const how = {
    quiet: options['quiet'] === true,
    verbose,
    waived,
    ...(await explanationsFor(options)),
  };
  const render = await reporterFor(options);
  const width = host.columns === undefined ? {} : { width: host.columns };
  host.out(mask(render?.(report, { ...how, ...width, colour: hasColour(host) }) ?? ''));
  await saveOutputs(report, { host, options, mask, how });
  const exitCode = worstOf([
    exitCodeOf(report, {
      pendingCounts: options['exitCode'] === true,
      failOn: severityOf(options['failOn']),
    }),
    await postReport(report, { jobs, options, host, mask }),
  ]);
  const isTold = isWriting || options['notify'] === true;
  if (isTold && notify !== undefined) {
    const { config, secrets: addresses } = notify;
    await notifyPeople(report, { notify: config, secrets: addresses, host, mask, exitCode });
  }
  return exitCode;
}

async function reporterFor({ format, by }: OptionValues): Promise<Reporter | undefined> {
  const name = String(format);
  if (by !== 'contact') return (reporters[name] ?? reporters['text'])?.();
  return name === 'json'
    ? (await import('../report/contact-json.ts')).contactJson
    : byContact(name);
}

/** The texts about codes, for the one format that has them in it. */
async function explanationsFor(options: OptionValues): Promise<Pick<ReportOptions, 'explain'>> {
  if (!formatsOf(options).includes('sarif')) return {};
  return { explain: (await import('../explain/explanations.ts')).explanationOf };
}

function severityOf(option: OptionValues[string]): Severity {
  return option === 'warning' || option === 'notice' ? option : 'error';
}

/** Tells people of a run that could not begin, such as one that met another. */
export async function tellOfFailure(
  report: RunReport,
  { host, opened, isWriting }: Pick<Delivery, 'host' | 'opened' | 'isWriting'>,
  exitCode: ExitCode,
): Promise<void> {
  const { notify, secrets } = opened;
  if (!isWriting || notify === undefined) return;
  const mask = maskOf(secrets);
  await notifyPeople(report, {
    ...{ notify: notify.config, secrets: notify.secrets },
    ...{ host, mask, exitCode },
  });
}
