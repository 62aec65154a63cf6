/**
 * A wiki that somebody set up already, named by environment variables:
 *
 *     WIKISYNC_TEST_API                 https://…/api.php
 *     WIKISYNC_TEST_USERNAME            Name@label, of a bot password with the grants to edit fast
 *     WIKISYNC_TEST_PASSWORD
 *     WIKISYNC_TEST_HUMAN_USERNAME      who plays a person; may be a bot password, too
 *     WIKISYNC_TEST_HUMAN_PASSWORD
 *     WIKISYNC_TEST_ADMIN_USERNAME      a sysop
 *     WIKISYNC_TEST_ADMIN_PASSWORD
 *
 * The first three are needed, a test that needs one of the others is skipped without it. The tests
 * write to this wiki and leave their pages there.
 */
import type { Account, ExistingWiki } from './provided-wiki.ts';

/**
 * Reads the variables; `undefined` unless WIKISYNC_TEST_API is set.
 *
 * @throws {Error} if the others are missing or nothing answers there.
 */
export async function existingWiki(
  env: Readonly<Record<string, string | undefined>>,
): Promise<ExistingWiki | undefined> {
  const api = env['WIKISYNC_TEST_API'];
  if (!api) return undefined;
  const bot = accountOf(env, '');
  if (bot === undefined) {
    throw new Error('WIKISYNC_TEST_API needs WIKISYNC_TEST_USERNAME and WIKISYNC_TEST_PASSWORD');
  }
  const human = accountOf(env, 'HUMAN_');
  const admin = accountOf(env, 'ADMIN_');
  return {
    kind: 'existing',
    api,
    version: await mediaWikiVersion(api),
    accounts: {
      bot,
      ...(human === undefined ? {} : { human }),
      ...(admin === undefined ? {} : { admin }),
    },
  };
}

/** Asks a wiki what it runs on: `MediaWiki 1.39.17`. */
export async function mediaWikiVersion(api: string): Promise<string> {
  const url = `${api}?action=query&meta=siteinfo&format=json&formatversion=2`;
  const answer: unknown = await fetch(url).then((response) => response.json());
  const { generator } = (answer as { query: { general: { generator: string } } }).query.general;
  return generator;
}

function accountOf(
  env: Readonly<Record<string, string | undefined>>,
  who: string,
): Account | undefined {
  const username = env[`WIKISYNC_TEST_${who}USERNAME`];
  const password = env[`WIKISYNC_TEST_${who}PASSWORD`];
  if (!username || !password) return undefined;
  return { name: username.replace(/@[^@]*$/, ''), username, password };
}
