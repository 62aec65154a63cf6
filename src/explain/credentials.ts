import { effects, failures, findings } from './effects.ts';
import type { Entries } from './explained.ts';

const { credentials } = effects;

/** Credentials and logging in. */
export const logins = {
  'credentials-both': {
    title: 'A wiki has a token and a password too',
    effect: credentials,
    means: [
      'wikisync logs in with a bot password (a user name and a password) or with an access token. With both set it does not guess which account is meant.',
    ],
    todo: [
      'Set the token alone, or the user name and the password.',
      'Look in the environment and in .env: the environment goes first.',
    ],
    see: ['credentials-half'],
  },
  'credentials-half': {
    title: 'A user name or a password is missing',
    effect: credentials,
    means: [
      'One of the two variables of a bot password is set, and the other is not or is empty. In a scheduled job a secret is often not passed on.',
    ],
    todo: ['Set both in the environment or in .env, or neither if the wiki is only read.'],
    example: 'WIKISYNC_XEN_USERNAME=Keeper@wikisync\nWIKISYNC_XEN_PASSWORD=…',
    see: ['credentials-both', 'credentials-none'],
  },
  'credentials-space': {
    title: 'A variable of the credentials has white space at an end',
    effect: credentials,
    means: [
      'A space or a line end was copied along. Wikis would refuse the login, and count it as a wrong password.',
    ],
    todo: ['Set the variable anew, without it.'],
    see: ['credentials-half'],
  },
  'credentials-not-a-bot-password': {
    title: "The user name is not a bot password's",
    effect: credentials,
    means: [
      "wikisync never uses an account's own password: whoever finds it has the whole account. A bot password may do less and can be taken back alone. Its user name is the account's, an @ and a label.",
    ],
    todo: [
      "Make a bot password on the wiki's page Special:BotPasswords.",
      'Set the user name and the password that it shows. The doctor tells which grants are needed.',
    ],
    example:
      'WIKISYNC_XEN_USERNAME=Keeper            wrong\nWIKISYNC_XEN_USERNAME=Keeper@wikisync   right',
    see: ['grants-least', 'login-refused'],
  },
  'credentials-missing': {
    title: 'There are no credentials for a wiki that must be logged in to',
    effect: failures.failed,
    means: [
      'Nothing is ever saved without an account, and a private wiki is not even read. The variables of this wiki are not set.',
    ],
    todo: [
      'Set them in the environment or in .env: WIKISYNC_, the name of the wiki in upper case, and _USERNAME and _PASSWORD, or _TOKEN.',
      'Check that a scheduled job passes its secrets on.',
    ],
    see: ['credentials-none', 'credentials-not-a-bot-password', 'wiki-private'],
  },
  'credentials-none': {
    title: 'There are no credentials for a public wiki',
    effect: findings.warning,
    means: [
      'Its pages can be read, so that plan, pull and check do. To save a page takes an account.',
    ],
    todo: [
      'Make a bot password, and set the two variables that the advice names. For pulling alone there is nothing to do.',
    ],
    see: ['credentials-missing'],
  },
  'login-refused': {
    title: 'The wiki refuses the login',
    effect:
      'A failure: nothing was saved, nothing more is saved on this wiki in this run, and it ends with code 1. For the doctor it is a problem.',
    means: [
      'The user name, the password or the token is wrong, was taken back, or is not meant for the address that this machine has. The wiki does not tell which. It is also said when the wiki drops the session during a run, or takes it for another account.',
    ],
    todo: [
      'Check the variables, character for character, and for which wiki they are.',
      'Look at Special:BotPasswords whether the label is still there and which addresses it is limited to.',
      'Do not try often: wikis lock an account out after a few wrong passwords.',
    ],
    see: ['token-refused', 'login-throttled', 'credentials-not-a-bot-password'],
  },
  'login-throttled': {
    title: 'The wiki takes no login of this account for now',
    effect: findings.passing,
    means: ['There were too many wrong passwords lately. Each further try makes it longer.'],
    todo: [
      'Stop scheduled runs.',
      'Put the password right, and wait at least five minutes before the next try.',
    ],
    see: ['login-refused'],
  },
  'login-unavailable': {
    title: 'The login could not be tried to its end',
    effect: findings.passing,
    means: [
      'The wiki failed or was not reached while logging in. Nothing is said about the password.',
    ],
    todo: ['Try again later.'],
    see: ['wiki-unavailable'],
  },
  'login-untried': {
    title: 'The login was not tried, as the wiki is read-only',
    effect: findings.warning,
    means: ['A wiki that is read-only takes no login. What the account may do was not looked at.'],
    todo: ['Run the doctor again when the wiki can be written to.'],
    see: ['wiki-read-only'],
  },
  'login-done': {
    title: 'Logging in succeeds',
    effect: findings.ok,
    means: ['The credentials are right, and the account is the one that is named.'],
    todo: [],
  },
  'token-refused': {
    title: 'The wiki does not accept the access token',
    effect: findings.problem,
    means: [
      'The token is mistyped, taken back, of another wiki, or limited to other addresses; or the wiki has no OAuth at all.',
    ],
    todo: [
      "Look at the wiki's page Special:OAuthConsumerRegistration whether the consumer is there, is owner-only, and is not disabled.",
      'Copy the access token anew, not one of the other secrets. A wiki without that page takes a bot password.',
    ],
    see: ['login-refused'],
  },
} as const satisfies Entries;
