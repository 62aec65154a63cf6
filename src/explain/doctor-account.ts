import { findings } from './effects.ts';
import type { Entries } from './explained.ts';

const { ok, warning, problem } = findings;

/** The doctor on the account, and on a listing's page. */
export const doctorOnAccounts = {
  'account-blocked': {
    title: 'The account is blocked',
    effect: problem,
    means: ['People of the wiki said stop. Who, until when and why is quoted.'],
    todo: ['Talk to whoever blocked it.', 'Do not go on with another account.'],
    see: ['stopped', 'account-blocked-partly'],
  },
  'account-blocked-partly': {
    title: 'The account is blocked from a part of the wiki',
    effect: warning,
    means: [
      'It may not edit some pages or namespaces. Whether a page of a listing is among them is told with the listing.',
    ],
    todo: ['Look at the findings on the listings, and talk to whoever blocked it.'],
    see: ['page-refused', 'account-blocked'],
  },
  'account-messages': {
    title: 'The account has new messages',
    effect: warning,
    means: [
      'Somebody wrote on its talk page. Unless the config says messages: ignore, nothing is saved until they are read.',
    ],
    todo: ['Log in as the account in a browser, read them, and answer.'],
    see: ['stopped'],
  },
  'bot-flag': {
    title: "The account's edits can be marked as a bot's",
    effect: ok,
    means: ['Readers of the recent changes can hide them.'],
    todo: [],
  },
  'bot-flag-missing': {
    title: "The account's edits cannot be marked as a bot's",
    effect: warning,
    means: [
      'The config asks for the mark, and the account lacks the right. Edits are saved all the same, and show up among those of people in the recent changes.',
    ],
    todo: [
      "Ask for the group 'bot', and add the grant 'High-volume editing' to the bot password.",
      'Or set bot: false for the wiki.',
    ],
    see: ['grants-least'],
  },
  'filter-hit': {
    title: 'An abuse filter noted an edit of the account',
    effect: warning,
    means: ["The wiki's filters match what people agreed not to want. The newest hit is quoted."],
    todo: [
      "Look at Special:AbuseLog, and talk to the wiki's people. wikisync never tries to get past a filter.",
    ],
    see: ['edit-refused'],
  },
  'filter-none': {
    title: 'No abuse filter noted an edit of the account',
    effect: ok,
    means: ['The log of the filters has no entry for it.'],
    todo: [],
  },
  'filter-unreadable': {
    title: "The abuse filters' log cannot be seen",
    effect: ok,
    means: [
      'The account may not look into it. Whether a filter stopped an edit is only told when it does.',
    ],
    todo: [],
    see: ['filter-hit'],
  },
  'grants-least': {
    title: 'The credentials allow no more than is needed',
    effect: ok,
    means: [
      'A thief of the bot password could do nothing that wikisync itself does not. The wiki does not tell to which pages and addresses it is limited.',
    ],
    todo: [
      "Limit the bot password to the listings' pages and to this machine's address, if that was not done.",
    ],
    see: ['grants-surplus'],
  },
  'grants-surplus': {
    title: 'The credentials allow more than wikisync ever does',
    effect: warning,
    means: [
      'The bot password or token has grants, such as deleting pages, that are of use to nobody but a thief of it. They are listed.',
    ],
    todo: [
      'Make a new bot password with the grants that the advice names, and delete the old one.',
    ],
    see: ['grants-least'],
  },
  'rate-limited': {
    title: 'The account may edit often enough',
    effect: ok,
    means: ['The wiki limits how fast it edits, and a run over the listings stays below that.'],
    todo: [],
  },
  'rate-small': {
    title: 'The account may not edit often',
    effect: warning,
    means: [
      "The wiki's limit is so low that a run over the listings has to wait for it. Nothing fails by that.",
    ],
    todo: ["Ask for the group 'bot', or let the job have its time."],
    see: ['rate-unlimited'],
  },
  'rate-unlimited': {
    title: 'The wiki tells no limit to how fast the account edits',
    effect: ok,
    means: ['wikisync keeps the edit gap of the config all the same.'],
    todo: [],
  },
  'right-edit': {
    title: 'The account may edit',
    effect: ok,
    means: ['It has the right to edit pages. Single pages may still be protected.'],
    todo: [],
  },
  'right-edit-missing': {
    title: 'The account may not edit',
    effect: problem,
    means: [
      "It is logged in, and lacks the right to edit. Mostly the bot password was made without the grant 'Edit existing pages'.",
    ],
    todo: ['Edit the grants at Special:BotPasswords: the advice names the least that is needed.'],
    see: ['not-allowed', 'grants-least'],
  },
  'page-there': {
    title: 'The page is there',
    effect: ok,
    means: ['It is wikitext that can be read; its length in bytes is told.'],
    todo: [],
  },
  'page-unseen': {
    title: 'The page could not be looked at',
    effect: warning,
    means: ['The wiki itself could not be asked, so that nothing is known of the page.'],
    todo: ['Look at what was found about the wiki first.'],
    see: ['endpoint-unreachable'],
  },
  'page-protected': {
    title: 'The page is protected',
    effect: warning,
    means: [
      'Editing it needs what is named. Without being logged in it cannot be told whether the account has it.',
    ],
    todo: ['Set the credentials, and run the doctor again.'],
    see: ['page-refused', 'page-protected-allowed'],
  },
  'page-protected-allowed': {
    title: 'The page is protected, and the account may edit it',
    effect: ok,
    means: ['The account has what the protection asks for.'],
    todo: [],
  },
  'page-refused': {
    title: 'The account may not edit the page',
    effect: problem,
    means: [
      "The wiki says so before anything is sent: it is protected, or the account is blocked from it. The wiki's reason is quoted.",
    ],
    todo: ["Ask the wiki's people whether the account may edit it."],
    see: ['not-allowed', 'page-protected'],
  },
  'page-turns-away': {
    title: 'The page turns the bot away',
    effect: problem,
    means: [
      'It has {{nobots}}, or a {{bots}} that excludes the account. Nothing is saved while it stands there.',
    ],
    todo: ['Talk to whoever put it there.'],
    see: ['stopped'],
  },
  'template-called': {
    title: 'The page calls the template',
    effect: ok,
    means: [
      'How many calls were found is told: these are the records, before their keys are looked at.',
    ],
    todo: [],
  },
  'template-missing': {
    title: 'The template is not on the wiki',
    effect: warning,
    means: ['Its calls show as red links to readers. The records can be synced all the same.'],
    todo: [
      "Check the listing's template in the config: its spelling, and its namespace if it is not Template.",
    ],
    see: ['template-not-called', 'template-impossible'],
  },
  'template-not-called': {
    title: 'The page does not call the template',
    effect: warning,
    means: [
      'No record was found on the page. On a new page that is fine; on one that has a list, page or template is not the right one in the config.',
    ],
    todo: ["Compare the name behind {{ on the page with the listing's template."],
    see: ['side-empty', 'template-missing'],
  },
  'template-redirect': {
    title: 'The template is a redirect',
    effect: warning,
    means: [
      'The config names an old name of the template. Calls by that name are found, and those by the new name are not.',
    ],
    todo: ["Write the new name as the listing's template; calls by the old one are still found."],
    see: ['template-not-called'],
  },
} as const satisfies Entries;
