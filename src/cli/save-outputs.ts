/** Saves what a run leaves beside its report on standard output: more reports, and the plan. */
import { extname, resolve } from 'node:path';
import { SyncError } from '../errors.ts';
import { writeTextAtomically } from '../files.ts';
import { contactFormats } from '../report/by-contact.ts';
import { reporters, reportFiles } from '../report/reporters.ts';
import type { ReportOptions, RunReport } from '../report/run-report.ts';
import type { OptionValues } from './command.ts';
import type { Host } from './host.ts';

/** How they are saved. */
export interface OutputCall {
  readonly host: Host;
  readonly options: OptionValues;
  /** Takes secrets out of a text. */
  readonly mask: (text: string) => string;
  readonly how: Pick<ReportOptions, 'quiet' | 'verbose'>;
}

/** @throws {SyncError} usage: a file whose name says no format, or one that does not fit */
export function checkOutputs({ report, by, format }: OptionValues): void {
  if (by === 'contact' && !contactFormats.includes(String(format))) {
    throw new SyncError('usage', `Findings cannot be listed by contact as ${String(format)}.`, {
      hint: `Say --format ${contactFormats.join(', ')}.`,
    });
  }
  for (const path of Array.isArray(report) ? report : []) {
    if (extname(path) in reportFiles) continue;
    throw new SyncError('usage', `'${path}' does not say what kind of report it shall be.`, {
      hint: `Let it end in ${Object.keys(reportFiles).join(', ')}.`,
    });
  }
}

/** All formats that a run's report is wanted in. */
export function formatsOf({ format, report }: OptionValues): readonly string[] {
  const paths: readonly string[] = Array.isArray(report) ? report : [];
  return [String(format), ...paths.flatMap((path) => reportFiles[extname(path)] ?? [])];
}

/** @throws {SyncError} file-write-failed */
export async function saveOutputs(report: RunReport, call: OutputCall): Promise<void> {
  const { host, options, mask, how } = call;
  for (const path of Array.isArray(options['report']) ? options['report'] : []) {
    const render = await reporters[reportFiles[extname(path)] ?? '']?.();
    const rendered = render?.(report, { ...how, colour: false, width: 100 }) ?? '';
    await writeTextAtomically(resolve(host.cwd, path), mask(rendered));
  }
  if (typeof options['out'] === 'string') await savePlan(report, options['out'], host);
}

async function savePlan(report: RunReport, path: string, host: Host): Promise<void> {
  // Pages that are made follow from the data file, whatever was reviewed of it.
  const listings = report.listings.filter(({ made }) => made !== true);
  const plans = listings.flatMap(({ reviewed }) => reviewed ?? []);
  const missing = listings.find(({ reviewed }) => reviewed === undefined);
  if (missing !== undefined || plans.length === 0) {
    const why = missing === undefined ? 'there is none' : `'${missing.listing}' has none`;
    host.err(`wikisync: '${path}' was not written, as no plan could be made: ${why}\n`);
    return;
  }
  const { renderPlanFile } = await import('../report/plan-file.ts');
  await writeTextAtomically(resolve(host.cwd, path), renderPlanFile(plans));
}
