import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

const { config } = effects;

/** The config as a whole, and its wikis. */
export const configuration = {
  'config-missing': {
    title: 'There is no config',
    effect: 'A failure: nothing is looked at, and the run ends with code 1.',
    means: [
      'wikisync reads config/wikisync.yaml in the working directory, or what --config names. There is no such file.',
    ],
    todo: [
      "Run from the repository's top folder, or name the file with --config.",
      'Without a config yet, begin with a copy of the commented example in the repository of wikisync.',
    ],
    see: ['file-unreadable', 'usage'],
  },
  'config-key-unknown': {
    title: 'The config has a key that wikisync does not know',
    effect: config,
    means: [
      'Nothing reads this key. It is mostly a misspelling, and what it was to say would have no effect. Some keys are for one kind of wiki only: one with api is not one with folder.',
    ],
    todo: [
      'Take the spelling that the hint suggests, or remove the key.',
      'config/wikisync.schema.json lists all keys; editors complete and check them with it.',
    ],
    example: 'listings:\n  projects:\n    feilds: …     # error: did you mean fields?',
    see: ['config-value'],
  },
  'config-value': {
    title: 'A value in the config is missing or of the wrong kind',
    effect: config,
    means: [
      'A key that must be there is missing, or its value is not what it can be: a list in place of a text, a number that is too small, a word that is none of those allowed. The message names the key and what it takes.',
    ],
    todo: [
      'Give the value as the message says.',
      'Quote a text that YAML reads as a number, or as true or false.',
    ],
    example: 'page: 2014      # wrong: a number\npage: "2014"    # right',
    see: ['config-key-unknown'],
  },
  'wiki-unknown': {
    title: 'A listing names a wiki that the config does not have',
    effect: config,
    means: ["The listing's wiki must be one of the names under wikis."],
    todo: ['Correct the name, or add the wiki under wikis.'],
    see: ['key-unknown', 'type-unknown'],
  },
  'wiki-names-alike': {
    title: 'Two wikis would share the variables of their credentials',
    effect: config,
    means: [
      'The credentials of a wiki come from variables made of its name in upper case, with _ for -. Two names that differ in that alone, such as my-wiki and my_wiki, would get the same password, and the one of one wiki would be sent to the other.',
    ],
    todo: ['Rename one of the two wikis, and its listings with it.'],
    see: ['credentials-half'],
  },
  'api-not-https': {
    title: 'The address of the wiki begins with http',
    effect: config,
    means: [
      'The password and the pages would go over the network for everybody on the way to read and to change. Only addresses of this machine itself may begin with http.',
    ],
    todo: ["Write the wiki's https address. If it has none, ask its people for one."],
    see: ['endpoint-not-https', 'endpoint-certificate'],
  },
  'api-with-credentials': {
    title: 'The address of the wiki has a user name or a password in it',
    effect: config,
    means: [
      'The config is kept in git, where everybody who has the repository can read it, now and in its history.',
    ],
    todo: [
      'Take the user name and the password out of the address.',
      'Change that password: it must be taken for known.',
      'Set the credentials in the environment or in .env.',
    ],
    see: ['proxy-with-credentials', 'credentials-none'],
  },
  'state-with-password': {
    title: "The address of the state's database has a password in it",
    effect: config,
    means: [
      'The config is kept in git, where everybody who has the repository can read it, now and in its history.',
    ],
    todo: [
      'Take the password out of the address.',
      'Change that password: it must be taken for known.',
      'Set the whole address as WIKISYNC_STATE_URL in the environment or in .env, or the password as PGPASSWORD.',
    ],
    see: ['state-address', 'api-with-credentials'],
  },
  'state-address': {
    title: "The address of the state's database cannot be used",
    effect: config,
    means: [
      'A state that begins with postgres: is the address of a PostgreSQL database. This one is not written as those are, or names no database.',
    ],
    todo: ['Write it as the example has it; the password comes from the environment.'],
    example: 'state: postgres://wikisync@db.example.org/wikisync?schema=projects',
    see: ['state-with-password', 'state-refused'],
  },
  'api-with-query': {
    title: 'The address of the wiki goes on behind api.php',
    effect: config,
    means: ['wikisync adds what it asks for by itself. The address ends with the script.'],
    todo: ["Cut it off after api.php. The wiki's page Special:Version shows the address."],
    example:
      'api: https://wiki.example.org/api.php?action=query   # wrong\napi: https://wiki.example.org/api.php                # right',
  },
  'contact-missing': {
    title: 'A wiki has no contact',
    effect: config,
    means: [
      'Every request tells the wiki in its user agent whom to write to. Many wikis turn bots away that do not say so, and their people block those that they cannot reach. A wiki on this machine needs none.',
    ],
    todo: ['Add contact: with an e-mail address that somebody reads, or the URL of a page.'],
    example:
      'wikis:\n  xen: { api: https://wiki.example.org/api.php, contact: list-keepers@example.org }',
    see: ['contact-form'],
  },
  'contact-form': {
    title: 'A contact is no e-mail address and no URL',
    effect: config,
    means: [
      'The contact stands in a header of every request: it may have no spaces, brackets or letters outside ASCII in it.',
    ],
    todo: [
      'Give one e-mail address, or one URL that begins with http or https, and nothing around it.',
    ],
    see: ['contact-missing'],
  },
  'proxy-with-credentials': {
    title: "The proxy's address has a user name or a password in it",
    effect: config,
    means: [
      'The config is kept in git, and is no place for secrets. A proxy with a login is not supported.',
    ],
    todo: ['Use a proxy that needs no login.', 'Change that password: it must be taken for known.'],
    see: ['api-with-credentials', 'endpoint-proxy'],
  },
  'author-form': {
    title: "An author is not written as git's are",
    effect: config,
    means: [
      "Under authors, each of the wiki's users is given the name and address that commits of the data file shall have. git needs both.",
    ],
    todo: ['Write a name, and an e-mail address in angle brackets.'],
    example: 'authors: { Ada: Ada Lovelace <ada@example.org> }',
  },
  'schedule-cron': {
    title: 'A schedule is no cron expression',
    effect: config,
    means: [
      'A schedule has the five parts of a line of cron: minute, hour, day of the month, month and day of the week; a part may be a list, a range, a step such as */10, or *. @daily and its like will do, and six parts begin with seconds.',
      'An expression that never comes, such as the 31st of February, is wrong too.',
    ],
    todo: ['Write the five parts. The message names the one that is wrong.'],
    example: "schedule: { cron: '17 3 * * *', timezone: Europe/Berlin }   # every night at 3:17",
    see: ['schedule-timezone'],
  },
  'schedule-timezone': {
    title: 'There is no such time zone',
    effect: config,
    means: [
      'A cron expression is in a time zone, which says when the clock is put forward and back. It is named as in the IANA database; an offset such as +02:00 would be wrong for half of the year.',
    ],
    todo: ['Name a city, such as Europe/Berlin, or UTC.'],
    see: ['schedule-cron'],
  },
} as const satisfies Entries;
