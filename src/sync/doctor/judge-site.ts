/** What a wiki says of itself, judged. */
import { type Finding, ok, passing, problem, warning } from '../../core/finding.ts';
import type { MediaWikiSeen, SiteSeen, StopSeen } from '../../wiki/examine/seen.ts';
import { oldestRelease } from '../../wiki/read-page.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Release, read-only mode, lag and clock. */
export function judgeSite(seen: Pick<MediaWikiSeen, 'site' | 'lag'>): readonly Finding[] {
  const { site, lag } = seen;
  const late =
    lag === undefined
      ? []
      : [
          passing(
            'lag',
            'wiki-lagged',
            `The wiki wants bots to wait: ${lag}`,
            'Try again later: wikisync leaves a wiki alone that is more than 5 seconds behind.',
          ),
        ];
  if (site === undefined) return late;
  return [release(site), ...readOnly(site), ...late, ...clock(site.ahead)];
}

/** The stop page. */
export function judgeStop(stop: StopSeen | undefined): Finding {
  const subject = 'stop page';
  if (stop === undefined) {
    const advice =
      "Name one as the wiki's 'stop', so that people can stop the bot without a block.";
    return ok(subject, 'stop-none', 'The config names no stop page.', advice);
  }
  const { title, exists, words } = stop;
  if (words !== undefined) {
    return problem(
      subject,
      'stop-words',
      `The stop page '${title}' says: ${words}`,
      'Talk to whoever wrote that; nothing is saved until the page is empty.',
    );
  }
  if (exists) return ok(subject, 'stop-silent', `The stop page '${title}' does not stop.`);
  return warning(
    subject,
    'stop-missing',
    `There is no page '${title}' yet.`,
    'Make it, with a comment that says what it is for, so that people find it.',
  );
}

function release({ generator, name }: SiteSeen): Finding {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(generator) ?? [];
  const isOld = Number(major) === oldestRelease[0] && Number(minor) < oldestRelease[1];
  return isOld
    ? problem(
        'endpoint',
        'release-old',
        `The wiki runs ${generator}, which is older than ${oldestRelease.join('.')}.`,
        'Pages can be read from it, but it does not know all that keeps an edit safe.',
      )
    : ok('endpoint', 'endpoint-answers', `It is api.php of '${name}', which runs ${generator}.`);
}

function readOnly({ readOnly: reason }: SiteSeen): readonly Finding[] {
  if (reason === undefined) return [];
  const words = reason === '' ? '.' : `: ${reason}`;
  return [passing('wiki', 'wiki-read-only', `The wiki is read-only${words}`, 'Try again later.')];
}

function clock(ahead: number | undefined): readonly Finding[] {
  if (ahead === undefined) return [];
  const apart = Math.abs(ahead);
  const subject = 'clock';
  if (apart <= minute) {
    return [ok(subject, 'clock-right', "This machine's clock and the wiki's agree.")];
  }
  const side = ahead > 0 ? 'behind' : 'ahead of';
  const seen = `This machine's clock is ${span(apart)} ${side} the wiki's.`;
  const advice = 'Set it, by NTP if possible; if it is right, tell the people of the wiki.';
  return [
    apart < day
      ? warning(subject, 'clock-off', seen, advice)
      : problem(subject, 'clock-wrong', seen, advice),
  ];
}

function span(milliseconds: number): string {
  const [count, unit] =
    milliseconds < 60 * minute
      ? [Math.round(milliseconds / minute), 'minute']
      : milliseconds < day
        ? [Math.round(milliseconds / (60 * minute)), 'hour']
        : [Math.round(milliseconds / day), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
