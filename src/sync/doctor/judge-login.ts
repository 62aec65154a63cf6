/** How logging in went, judged. */
import { type Finding, ok, passing, problem, warning } from '../../core/finding.ts';
import type { SyncError } from '../../errors.ts';
import type { Credentials } from '../../wiki/credentials.ts';
import type { MediaWikiSeen } from '../../wiki/examine/seen.ts';

const subject = 'login';

/** The findings about the login, and about a wiki that only members may read. */
export function judgeLogin(
  seen: Pick<MediaWikiSeen, 'login' | 'isPrivate'>,
  about: { readonly credentials: Credentials['kind']; readonly variables: string },
): readonly Finding[] {
  const { login, isPrivate } = seen;
  switch (login.kind) {
    case 'untried':
      return [];
    case 'none':
      return [isPrivate ? privateWithout(about.variables) : publicWithout(about.variables)];
    case 'done':
      return [
        ok(subject, 'login-done', `Logging in as '${login.account}' succeeds.`),
        ...(isPrivate
          ? [ok('reading', 'wiki-private', 'Only who is logged in may read; the account may.')]
          : []),
      ];
    case 'refused':
      return [refused(login.error, about.credentials)];
  }
}

function privateWithout(variables: string): Finding {
  return problem(
    'reading',
    'wiki-private',
    'Only who is logged in may read this wiki, and there are no credentials for it.',
    `Set ${variables}_USERNAME and ${variables}_PASSWORD, in the environment or in .env.`,
  );
}

function publicWithout(variables: string): Finding {
  return warning(
    subject,
    'credentials-none',
    'There are no credentials: the pages can be read, but nothing can be saved.',
    `To push, set ${variables}_USERNAME and ${variables}_PASSWORD, in the environment or in .env.`,
  );
}

function refused(error: SyncError, credentials: Credentials['kind']): Finding {
  const detail = error.detail ?? error.code;
  if (detail === 'readonly') {
    return warning(
      subject,
      'login-untried',
      'A read-only wiki takes no login: the account was not looked at.',
      'Run it again later.',
    );
  }
  if (error.code !== 'login-refused') {
    return passing(subject, 'login-unavailable', sentence(error.message), 'Try again later.');
  }
  if (detail.includes('throttled')) {
    return passing(
      subject,
      'login-throttled',
      'The wiki takes no login of this account for now: there were too many wrong ones.',
      'Wait at least five minutes, and check the password before the next try.',
    );
  }
  return credentials === 'token' ? tokenRefused(detail) : passwordRefused(detail);
}

function tokenRefused(detail: string): Finding {
  return problem(
    subject,
    'token-refused',
    `The wiki does not accept the access token (${detail}).`,
    'It may be mistyped, revoked, of another wiki, or limited to other addresses; or the wiki has no OAuth. See Special:OAuthConsumerRegistration.',
  );
}

function passwordRefused(detail: string): Finding {
  return problem(
    subject,
    'login-refused',
    `The wiki refuses the user name and bot password (${detail}).`,
    'A wrong password, a label that is not there and an address that the bot password is not meant for all look the same: see Special:BotPasswords.',
  );
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
