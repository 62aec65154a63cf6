import { describe, expect, it } from 'vitest';
import { judgeSite, judgeStop } from '../../../src/sync/doctor/judge-site.ts';

const site = { generator: 'MediaWiki 1.45.0', name: 'W', readOnly: undefined, ahead: 0 };
const minute = 60_000;
const hour = 60 * minute;

describe('judgeSite', () => {
  it('finds nothing wrong with a wiki of today whose clock agrees', () => {
    expect(judgeSite({ site, lag: undefined }).map(({ level, code }) => [level, code])).toEqual([
      ['ok', 'endpoint-answers'],
      ['ok', 'clock-right'],
    ]);
  });

  it.each([
    ['MediaWiki 1.38.7', 'release-old'],
    ['MediaWiki 1.9.0', 'release-old'],
    ['MediaWiki 1.39.17', 'endpoint-answers'],
    ['MediaWiki 1.46.0-wmf.3', 'endpoint-answers'],
    ['MediaWiki 2.0.0', 'endpoint-answers'],
  ])('judges %s as %s', (generator, code) => {
    const [first] = judgeSite({ site: { ...site, generator }, lag: undefined });

    expect(first?.code).toBe(code);
  });

  it.each([
    [minute, 'clock-right', 'agree'],
    [61_000, 'clock-off', '1 minute behind'],
    [-90 * minute, 'clock-off', '2 hours ahead of'],
    [24 * hour - 1, 'clock-off', '24 hours behind'],
    [24 * hour, 'clock-wrong', '1 day behind'],
    [-800 * 24 * hour, 'clock-wrong', '800 days ahead of'],
  ])('judges a wiki that is %i ms ahead as %s', (ahead, code, words) => {
    const found = judgeSite({ site: { ...site, ahead }, lag: undefined });

    const finding = found.find(({ subject }) => subject === 'clock');
    expect(finding?.code).toBe(code);
    expect(finding?.seen).toContain(words);
  });

  it('says nothing of a clock that was not seen', () => {
    const found = judgeSite({ site: { ...site, ahead: undefined }, lag: undefined });

    expect(found.map(({ subject }) => subject)).toEqual(['endpoint']);
  });

  it.each([
    [{ site: { ...site, readOnly: 'a backup' }, lag: undefined }, 'wiki-read-only', 'a backup'],
    [{ site: { ...site, readOnly: '' }, lag: undefined }, 'wiki-read-only', 'read-only.'],
    [{ site, lag: '7 seconds lagged.' }, 'wiki-lagged', '7 seconds lagged.'],
    [{ site: undefined, lag: '7 seconds lagged.' }, 'wiki-lagged', '7 seconds lagged.'],
  ])('lets pass what passes: %j', (seen, code, words) => {
    const finding = judgeSite(seen).find((each) => each.code === code);

    expect(finding).toMatchObject({ level: 'problem', passes: true });
    expect(finding?.seen).toContain(words);
  });
});

describe('judgeStop', () => {
  it.each([
    [undefined, 'stop-none', 'ok'],
    [{ title: 'User:B/stop', exists: true, words: undefined }, 'stop-silent', 'ok'],
    [{ title: 'User:B/stop', exists: false, words: undefined }, 'stop-missing', 'warning'],
    [{ title: 'User:B/stop', exists: true, words: 'wait' }, 'stop-words', 'problem'],
  ])('judges %j as %s', (stop, code, level) => {
    expect(judgeStop(stop)).toMatchObject({ code, level });
  });
});
