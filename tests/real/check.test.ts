/** `check` on a real MediaWiki: what it asks the wiki for, and what it puts right there. */
import { beforeEach, expect, it } from 'vitest';
import { lintRules } from '../../src/core/lint/rules.ts';
import {
  findingsOf,
  has,
  listingOf,
  moveToWiki,
  pagesOf,
  textOf,
} from '../support/check-fixtures.ts';
import type { Workplace } from '../support/command-line.ts';
import { describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';

/** The listing on the real wiki. */
async function onTheWiki(rule: string, name: 'trips' | 'near'): Promise<Workplace> {
  const { api, accounts } = ownWiki();
  const place = listingOf(rule, name, {
    WIKISYNC_GARDEN_USERNAME: accounts.bot.username,
    WIKISYNC_GARDEN_PASSWORD: accounts.bot.password,
  });
  await seedPages(pagesOf(place, rule));
  moveToWiki(place, api);
  return place;
}

const asking = lintRules.filter(({ asks }) => asks !== undefined).map(({ code }) => code);
const fixable = lintRules.filter(({ fix }) => fix !== undefined).map(({ code }) => code);

describeOnOwnWiki('check on a real MediaWiki', () => {
  beforeEach(() => resetWiki());

  it.each(asking)('tells of %s what it tells on the fake one', async (rule) => {
    expect(await findingsOf(await onTheWiki(rule, 'trips'), rule)).toBe(textOf(rule, 'trips.txt'));
  });

  it.each(asking)('tells nothing of what is near %s', async (rule) => {
    expect(await findingsOf(await onTheWiki(rule, 'near'), rule)).toBe('');
  });

  it.each(fixable)('fixes %s in one edit, and nothing a second time', async (rule) => {
    const place = await onTheWiki(rule, 'trips');
    const fix = ['check', '-c', 'wikisync.yaml', '--fix', '--allow', 'update', 'plants'];
    if (!has(rule, 'trips.yaml')) await place.run('pull', '-c', 'wikisync.yaml', 'plants');

    expect(await place.run(...fix)).toMatchObject({ code: 0, err: '' });
    await place.run(...fix);

    const revisions = await asUser('human').revisions('Plants');
    expect(revisions).toHaveLength(2);
    expect(revisions[0]?.text).toBe(textOf(rule, 'fixed.wiki').trimEnd());
    if (has(rule, 'fixed.yaml')) expect(place.read('data.yaml')).toBe(textOf(rule, 'fixed.yaml'));
  });

  it('does not fix again what a person took back', async () => {
    const rule = 'choice-near-miss';
    const place = await onTheWiki(rule, 'trips');
    const fix = ['check', '-c', 'wikisync.yaml', '--fix', '--allow', 'update', 'plants'];
    await place.run(...fix);
    const taken = textOf(rule, 'fixed.wiki').replace('Light=Shade <', 'Light=Shede <');
    await asUser('human').edit('Plants', taken);

    await place.run(...fix);

    expect(await asUser('human').read('Plants')).toBe(taken.trimEnd());
  });
});
