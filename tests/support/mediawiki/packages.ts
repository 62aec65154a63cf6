/**
 * PHP, a web server and MediaWiki's code from Debian.
 *
 * MediaWiki's package is unpacked, not installed: installing it brings Apache and a tree of links
 * into /etc and /var. The code is kept in the temporary folder, so that the next run finds it.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';

/** Without a version in their names: they stand for the distribution's own PHP. */
const required = [
  'php-cli',
  'php-fpm',
  'php-apcu',
  'php-curl',
  'php-intl',
  'php-mbstring',
  'php-sqlite3',
  'php-xml',
  'nginx-light',
  'lua5.1',
];

/** Why no wiki can be brought up on this machine, or `undefined` if one can be. */
export function whyNotHere(): string | undefined {
  if (!existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) {
    return 'this is not a Debian with apt';
  }
  return process.getuid?.() === 0 ? undefined : 'only root can install packages';
}

/** Installs what is missing of PHP and the web server. */
export async function installPackages(): Promise<void> {
  await installMissing(required);
}

/** Installs what is missing of some packages. */
export async function installMissing(packages: readonly string[]): Promise<void> {
  if (await areInstalled(packages)) return;
  await updateLists();
  await apt(['install', '-y', '--no-install-recommends', ...packages]);
}

/** Unpacks MediaWiki unless an earlier run did, and returns its folder. */
export async function unpackMediaWiki(): Promise<string> {
  const version = (await candidate()) ?? (await updateLists().then(candidate));
  if (version === undefined) throw new Error('apt knows no package mediawiki');
  const folder = join(tmpdir(), `wikisync-mediawiki-cache-${version.replaceAll(/[^\w.]+/g, '-')}`);
  if (!existsSync(folder)) await fill(folder);
  // Anybody may put a folder of that name there, and its code is about to be run.
  const { uid } = await stat(folder);
  if (uid !== process.getuid?.()) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

async function areInstalled(packages: readonly string[]): Promise<boolean> {
  try {
    const states = await run('dpkg-query', ['-W', '-f', `\${db:Status-Status}\n`, ...packages]);
    return states
      .trim()
      .split('\n')
      .every((state) => state === 'installed');
  } catch {
    return false; // It fails when it has never heard of one.
  }
}

async function candidate(): Promise<string | undefined> {
  const policy = await run('apt-cache', ['policy', 'mediawiki'], { env: { LC_ALL: 'C' } });
  const version = /^ {2}Candidate: (\S+)$/m.exec(policy)?.[1];
  return version === '(none)' ? undefined : version;
}

async function fill(folder: string): Promise<void> {
  // Beside its final place, so that renaming it is one step: runs may start at the same time.
  const work = await mkdtemp(`${folder}.part-`);
  try {
    const packages = ['mediawiki', 'mediawiki-classes'];
    try {
      await run('apt-get', ['download', ...packages], { cwd: work });
    } catch {
      await updateLists(); // They name a version that is gone.
      await run('apt-get', ['download', ...packages], { cwd: work });
    }
    await run('sh', ['-c', 'for deb in *.deb; do dpkg-deb -x "$deb" tree; done'], { cwd: work });
    const code = join(work, 'tree', 'usr', 'share', 'mediawiki');
    // Links into folders that only an installed package has.
    for (const link of ['extensions', 'config', 'images', 'LocalSettings.php']) {
      await rm(join(code, link), { recursive: true, force: true });
    }
    await rename(join(code, 'extensions-core'), join(code, 'extensions'));
    await mkdir(join(code, 'images'));
    await rename(code, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // Else another run was faster.
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

let updated: Promise<unknown> | undefined;

function updateLists(): Promise<unknown> {
  updated ??= apt(['update']);
  return updated;
}

async function apt(args: readonly string[]): Promise<void> {
  const lock = join(tmpdir(), 'wikisync-apt.lock');
  const options = [
    '-q',
    '-o',
    'DPkg::Lock::Timeout=300',
    '-o',
    'Dpkg::Options::=--force-unsafe-io',
  ];
  // `apt-get update` does not wait for another one: flock does.
  await run('flock', [lock, 'apt-get', ...options, ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
}
