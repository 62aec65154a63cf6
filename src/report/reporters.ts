import type { Reporter } from './run-report.ts';

/** Every report format by the name that `--format` takes. One is loaded when it is asked for. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).text,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html.ts')).htmlReport,
  wikitext: async () => (await import('./wikitext.ts')).wikitext,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
};

/** Which format a report's file is in, by the end of its name. */
export const reportFiles: Readonly<Record<string, string>> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.html': 'html',
  '.wiki': 'wikitext',
  '.json': 'json',
  '.sarif': 'sarif',
};
