import { github } from './github.ts';
import { htmlReport } from './html.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import type { Reporter } from './run-report.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';
import { wikitext } from './wikitext.ts';

/** Every report format by the name that `--format` takes. */
export const reporters: Readonly<Record<string, Reporter>> = {
  text,
  markdown,
  html: htmlReport,
  wikitext,
  json,
  sarif,
  github,
};

/** Which format a report's file is in, by the end of its name. */
export const reportFiles: Readonly<Record<string, Reporter>> = {
  '.txt': text,
  '.md': markdown,
  '.html': htmlReport,
  '.wiki': wikitext,
  '.json': json,
  '.sarif': sarif,
};
