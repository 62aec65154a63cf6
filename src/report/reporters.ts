import { json } from './json.ts';
import type { Reporter } from './run-report.ts';
import { text } from './text.ts';

/** Every report format by the name that `--format` takes. */
export const reporters: Readonly<Record<string, Reporter>> = { text, json };

/** Which format a report's file is in, by the end of its name. */
export const reportFiles: Readonly<Record<string, Reporter>> = { '.txt': text, '.json': json };
