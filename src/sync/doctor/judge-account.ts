/** What the account is and may do, judged. */
import { type Finding, ok, problem, warning } from '../../core/finding.ts';
import type { AccountSeen, FiltersSeen } from '../../wiki/examine/seen.ts';
import { leastGrants, listed, surplusIn } from './grants.ts';

/** What the account is wanted for. */
export interface Needs {
  /** Whether edits are marked as a bot's. */
  readonly bot: boolean;
  /** The listings' pages. */
  readonly titles: readonly string[];
}

/** Seconds between two edits that nobody would want to wait for. */
const longGap = 10;

/** Blocks, messages, rights, grants and limits. */
export function judgeAccount(account: AccountSeen, needs: Needs): readonly Finding[] {
  return [
    ...block(account),
    ...messages(account),
    right(account, needs),
    ...flag(account, needs),
    rate(account, needs),
    grants(account, needs),
  ];
}

/** What abuse filters noted of the account's edits. */
export function judgeFilters(filters: FiltersSeen): readonly Finding[] {
  const subject = 'abuse filter';
  switch (filters.kind) {
    case 'none':
      return [];
    case 'unreadable':
      return [
        ok(
          subject,
          'filter-unreadable',
          'Whether abuse filters stopped edits of the account cannot be seen.',
        ),
      ];
    case 'log': {
      const [newest] = filters.hits;
      if (newest === undefined) {
        return [ok(subject, 'filter-none', 'The log of abuse filters has no edit of the account.')];
      }
      const { filter, title, result, timestamp } = newest;
      const did = result === '' ? 'noted' : `answered with '${result}'`;
      const others = filters.hits.length - 1;
      const more = others === 0 ? '' : ` The log has ${others} more.`;
      return [
        warning(
          subject,
          'filter-hit',
          `The filter '${filter}' ${did} an edit of '${title}' at ${timestamp}.${more}`,
          "See Special:AbuseLog, and talk to the wiki's people: wikisync never tries to get past a filter.",
        ),
      ];
    }
  }
}

function block({ name, block: found }: AccountSeen): readonly Finding[] {
  if (found === undefined) return [];
  const { by, reason, expiry, isPartial } = found;
  const until = /^\d/.test(expiry) ? `until ${expiry}` : 'for good';
  const words = `${by === '' ? '' : ` by '${by}'`} ${until}${reason === '' ? '' : `: ${reason}`}`;
  return [
    isPartial
      ? warning(
          'block',
          'account-blocked-partly',
          `The account '${name}' is blocked from a part of the wiki${words}`,
          'See below whether a page of a listing is concerned, and talk to whoever blocked it.',
        )
      : problem(
          'block',
          'account-blocked',
          `The account '${name}' is blocked${words}`,
          'A block is people saying stop: talk to them, and do not use another account.',
        ),
  ];
}

function messages({ name, hasMessages }: AccountSeen): readonly Finding[] {
  if (!hasMessages) return [];
  return [
    warning(
      'messages',
      'account-messages',
      `There are new messages on the talk page of '${name}'.`,
      'Log in as the account in a browser, read them, and answer.',
    ),
  ];
}

function right({ name, rights }: AccountSeen, needs: Needs): Finding {
  if (!rights.includes('edit')) {
    return problem(
      'rights',
      'right-edit-missing',
      `The account '${name}' may not edit as it is logged in here.`,
      `The grant 'Edit existing pages' is probably missing. ${leastGrants(needs)}`,
    );
  }
  return ok('rights', 'right-edit', `The account '${name}' may edit.`);
}

function flag({ name, rights, groups }: AccountSeen, { bot }: Needs): readonly Finding[] {
  if (!bot) return [];
  if (rights.includes('bot')) {
    return [ok('bot flag', 'bot-flag', "Its edits can be marked as a bot's.")];
  }
  return [
    warning(
      'bot flag',
      'bot-flag-missing',
      `The edits of '${name}' cannot be marked as a bot's.`,
      groups.includes('bot')
        ? "The account is in the group 'bot', but the grant 'High-volume editing' is missing."
        : "Ask for the group 'bot' and add the grant 'High-volume editing', or set 'bot: false' for the wiki.",
    ),
  ];
}

function rate({ rights, editLimits }: AccountSeen, { titles }: Needs): Finding {
  const subject = 'rate limit';
  if (rights.includes('noratelimit') || editLimits.length === 0) {
    return ok(subject, 'rate-unlimited', 'The wiki tells no limit to how fast the account edits.');
  }
  const slowest = editLimits.reduce((a, b) => (gap(b) > gap(a) ? b : a));
  const { hits, seconds } = slowest;
  const seen = `The account may make ${hits} ${hits === 1 ? 'edit' : 'edits'} in ${seconds} seconds.`;
  if (gap(slowest) <= longGap && hits >= titles.length) return ok(subject, 'rate-limited', seen);
  return warning(
    subject,
    'rate-small',
    seen,
    `A run over ${titles.length === 1 ? 'the listing' : `all ${titles.length} listings`} waits for that; the right 'noratelimit' comes with the group 'bot' on many wikis, and with the grant 'High-volume editing'.`,
  );
}

function grants({ rights, groups, name }: AccountSeen, needs: Needs): Finding {
  const surplus = surplusIn(rights);
  const isFlagged = rights.includes('bot') || groups.includes('bot');
  const least = leastGrants({ ...needs, bot: needs.bot && isFlagged });
  const cannotSee = 'The wiki does not tell to which pages and addresses they are limited.';
  if (surplus.length === 0) {
    const seen = `The credentials of '${name}' allow nothing that wikisync has no use for.`;
    return ok('grants', 'grants-least', seen, `${least} ${cannotSee}`);
  }
  const shown = surplus.map(({ label, rights: its }) => `'${label}' (${its.join(', ')})`);
  return warning(
    'grants',
    'grants-surplus',
    `The credentials of '${name}' allow more than wikisync ever does: ${listed(shown)}.`,
    `Make new ones without these. ${least}`,
  );
}

function gap({ hits, seconds }: { readonly hits: number; readonly seconds: number }): number {
  return seconds / Math.max(hits, 1);
}
