import { existsSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realPassword } from '../canaries.ts';
import { run } from './command.ts';
import type { Account, Accounts } from './provided-wiki.ts';
import type { Place } from './server-config.ts';

const extensions = [
  'AbuseFilter',
  'Cite',
  'ConfirmEdit',
  'ParserFunctions',
  'Scribunto',
  'SpamBlacklist',
  'TemplateData',
  'TitleBlacklist',
];

/** Of exactly 32 characters, as MediaWiki makes them. */
const botPassword = realPassword;

/** Whom accounts.php makes. A bot password has every grant unless it lists them. */
const people = [
  { name: 'Admin', groups: [], botPasswords: [{ label: 'full' }] },
  {
    name: 'SyncBot',
    groups: ['bot'],
    botPasswords: [
      { label: 'full' },
      { label: 'slow', grants: ['basic', 'editpage', 'createeditmovepage'] },
      { label: 'read', grants: ['basic'] },
    ],
  },
  { name: 'Reader', groups: [], botPasswords: [{ label: 'full' }] },
  { name: 'Vandal', groups: [], botPasswords: [{ label: 'full' }] },
];

/** What AbuseFilter does about an edit that adds a word. */
const filters = [
  { word: 'FILTERDISALLOW', action: 'disallow', parameters: [] },
  { word: 'FILTERWARN', action: 'warn', parameters: ['abusefilter-warning'] },
  { word: 'FILTERTAG', action: 'tag', parameters: ['filtered'] },
  { word: 'FILTERBLOCK', action: 'block', parameters: ['blocktalk', 'infinity', 'infinity'] },
];

/** Makes database, settings and accounts in the folder. */
export async function installWiki({ code, folder, port }: Place): Promise<Required<Accounts>> {
  for (const name of ['data', 'kept', 'cache', 'images', 'nginx']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'switches.json'), '{}');
  await runInstaller({ code, folder, port });
  await appendFile(
    join(folder, 'LocalSettings.php'),
    `\n$wikisyncFolder = '${folder}';\nrequire '${import.meta.dirname}/settings.php';\n`,
  );
  await runScript('accounts.php', {
    code,
    folder,
    input: JSON.stringify({ accounts: people, filters, botPassword }),
  });
  return {
    admin: account('Admin', 'full'),
    bot: account('SyncBot', 'full'),
    slow: account('SyncBot', 'slow'),
    read: account('SyncBot', 'read'),
    human: account('Reader', 'full'),
    vandal: account('Vandal', 'full'),
  };
}

/** Runs a PHP file of this folder inside the wiki and returns what it writes to stdout. */
export function runScript(
  script: 'accounts.php' | 'pages.php' | 'preprocess.php',
  { code, folder, input }: Pick<Place, 'code' | 'folder'> & { readonly input: string },
): Promise<string> {
  return run('php', maintenance(code, join(import.meta.dirname, script)), {
    env: { MW_INSTALL_PATH: code, MW_CONFIG_FILE: join(folder, 'LocalSettings.php') },
    input,
  });
}

async function runInstaller({ code, folder, port }: Place): Promise<void> {
  await run('php', [
    ...maintenance(code, join(code, 'maintenance', 'install.php')),
    `--confpath=${folder}`,
    `--dbpath=${join(folder, 'data')}`,
    '--dbtype=sqlite',
    '--dbname=wiki',
    `--server=http://127.0.0.1:${port}`,
    '--scriptpath=',
    '--lang=en',
    '--skins=Vector',
    `--extensions=${extensions.join(',')}`,
    '--pass=a-password-that-is-no-secret',
    'Wikisync test wiki',
    'Admin',
  ]);
}

/** From MediaWiki 1.40 on, scripts are run by another one; run as they are they may not work. */
function maintenance(code: string, script: string): string[] {
  const runner = join(code, 'maintenance', 'run.php');
  return existsSync(runner) ? [runner, script] : [script];
}

function account(name: string, label: string): Account {
  return { name, username: `${name}@${label}`, password: botPassword };
}
