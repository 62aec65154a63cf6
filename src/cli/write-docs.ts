/** Writes the pages of the documentation that are made from the sources: `npm run docs`. */
import { configJsonSchema } from '../config/config.ts';
import { lintRules } from '../core/lint/rules.ts';
import { topics } from '../explain/explanations.ts';
import { writeTextAtomically } from '../files.ts';
import { blameJsonSchema } from '../report/blame-json.ts';
import { contactJsonSchema } from '../report/contact-json.ts';
import { doctorJsonSchema } from '../report/doctor-json.ts';
import { codePage, codesIndex } from '../report/explain-markdown.ts';
import { jsonReportSchema } from '../report/json-shape.ts';
import { logJsonSchema } from '../report/log-json.ts';
import { statusJsonSchema } from '../report/status-json.ts';
import { allCommands } from './commands.ts';
import { commandsPage } from './reference/commands-page.ts';
import { fieldsPage } from './reference/fields-page.ts';
import { rulesPage } from './reference/rules-page.ts';
import { schemaPage } from './reference/schema-page.ts';

/** A page by its path in the repository. */
export interface DocsPage {
  readonly path: string;
  readonly text: string;
}

/** The folders that hold these pages and no others. */
export const codesFolder = 'docs/codes';
export const referenceFolder = 'docs/reference';

/** A page for every code, and the one that leads to them. */
export function codePages(): readonly DocsPage[] {
  const pages = topics.flatMap(({ codes }) =>
    Object.entries(codes).map(([code, explanation]) => ({
      path: `${codesFolder}/${code}.md`,
      text: codePage(code, explanation),
    })),
  );
  return [{ path: `${codesFolder}/README.md`, text: codesIndex(topics) }, ...pages];
}

function page(name: string, text: string): DocsPage {
  return { path: `${referenceFolder}/${name}.md`, text };
}

/** What a command that is not about plans gives to programs. */
function answerPage(
  command: string,
  { schema, root }: { readonly schema: object; readonly root: string },
): DocsPage {
  const prints = `What \`wikisync ${command} --format json\` prints.`;
  return page(
    `${command}-report`,
    schemaPage(schema, {
      title: `JSON of ${command}`,
      source: `src/report/${command}-json.ts`,
      root,
      introduction: [`${prints} The schema is \`config/${command}.schema.json\`.`],
    }),
  );
}

const commands = await allCommands();

/** Commands, config, field types, and what programs get to read. */
export function referencePages(): readonly DocsPage[] {
  return [
    page('commands', commandsPage(commands)),
    page(
      'config',
      schemaPage(configJsonSchema(), {
        title: 'Config',
        source: 'src/config/config.ts',
        root: 'The file',
        introduction: [
          'What `config/wikisync.yaml`, or what `--config` names, may hold. Unknown keys are errors, and every problem is told at once with its line and column. Paths are relative to the file. `config/wikisync.schema.json` is the same for editors, which find it by the first line of the example in `config/wikisync.yaml`.',
          'Secrets have no place in it: see [Secrets](../secrets.md). What may be in a field is told by its [type](fields.md).',
        ],
      }),
    ),
    page('fields', fieldsPage()),
    page('rules', rulesPage(lintRules)),
    page('report', schemaPage(jsonReportSchema(), reportText)),
    page('contacts-report', schemaPage(contactJsonSchema(), contactsText)),
    answerPage('doctor', {
      schema: doctorJsonSchema(),
      root: 'The findings',
    }),
    answerPage('blame', {
      schema: blameJsonSchema(),
      root: 'The answer',
    }),
    answerPage('log', {
      schema: logJsonSchema(),
      root: 'The runs',
    }),
    answerPage('status', {
      schema: statusJsonSchema(),
      root: 'The listings',
    }),
  ];
}

const reportText = {
  title: 'JSON of reports',
  source: 'src/report/json-shape.ts',
  root: 'The report',
  introduction: [
    'What `--format json` and `--report report.json` write, and what webhooks get. The schema is `config/report.schema.json`. A plan file (`config/plan.schema.json`) is for `apply`, and no format of a report.',
  ],
};

const contactsText = {
  title: 'JSON of check --by contact',
  source: 'src/report/contact-json.ts',
  root: 'The findings',
  introduction: [
    'What `wikisync check --by contact --format json` prints. The schema is `config/contacts.schema.json`.',
  ],
};

/** Writes all of them below a folder; a page that is no more is for a person to delete. */
export async function writeDocs(folder: string): Promise<void> {
  for (const { path, text } of [...codePages(), ...referencePages()]) {
    await writeTextAtomically(`${folder}/${path}`, text);
  }
}
