import { effects, failures } from './effects.ts';
import type { Entries } from './explained.ts';

/** Reading a page from a wiki, and saving it. */
export const saving = {
  'page-missing': {
    title: 'There is no such page',
    effect: failures.failed,
    means: [
      'The wiki has no page of this title, or it was deleted while the run was on. wikisync never creates a page: one that was deleted would come back against the will of whoever deleted it.',
    ],
    todo: [
      'Check page in the config, with its namespace.',
      'Make the page by hand if it is new; an empty one will do.',
      "If it was there, look into the wiki's log of deletions and moves.",
    ],
    see: ['page-unusable', 'page-impossible'],
  },
  'page-unusable': {
    title: 'The page cannot hold a list',
    effect: failures.failed,
    means: [
      'The page is a redirect, is not wikitext (a script, a module), its text is hidden, or the wiki takes its title for none. A redirect is not followed: the page may have been moved, and which of the two is meant is for a person to say.',
    ],
    todo: [
      'If it was moved, write the title that it leads to into the config.',
      'Else check the title.',
    ],
    see: ['page-missing', 'page-impossible'],
  },
  'page-changed': {
    title: 'What was saved is not what was sent',
    effect:
      'A failure: the edit is on the wiki, it is not taken for agreed on, and the run ends with code 1.',
    means: [
      'After each edit the new revision is read back. This one has another text or another author, or its text is hidden: an extension of the wiki changes texts as they are saved, or somebody hid the revision.',
    ],
    todo: [
      "Look at the revision that the message names in the page's history.",
      'The next run plans from what the page says then.',
    ],
    see: ['edit-refused', 'edit-merged'],
  },
  'edit-conflict': {
    title: 'Somebody edited the page at the same time',
    effect: failures.later,
    means: [
      'The page got a new revision between reading and saving. Nothing was overwritten. wikisync read and planned again, three times in all, and each time somebody was faster. This is the refusal of MediaWiki, not a conflict between page and data file.',
    ],
    todo: ['Run again later. Nothing has to be settled.'],
    see: ['edit-merged', 'edit-lost'],
  },
  'edit-merged': {
    title: "The wiki merged the edit with somebody else's",
    effect:
      'A warning: the page is read and planned anew at once; the exit code does not change by it.',
    means: [
      'Somebody saved at the same moment, and MediaWiki put both edits together by lines. It knows nothing of records, so that the result is read again before anything is taken for agreed on.',
    ],
    todo: ["Look at the page's last two revisions, whether it says what both meant."],
    see: ['edit-conflict', 'written-before'],
  },
  'edit-lost': {
    title: 'The edit never reached the wiki',
    effect: failures.later,
    means: [
      "The answer to the edit was lost. wikisync looked for it in the page's history until it could not come any more, and it is not there. So nothing was saved; it was planned anew, and the same happened again.",
    ],
    todo: [
      'Run again later. If it happens often, look at the network, or at proxies that cut requests.',
    ],
    see: ['outcome-unknown', 'wiki-unavailable'],
  },
  'edit-refused': {
    title: 'The wiki refuses the edit',
    effect: failures.failed,
    means: [
      'A filter, a blacklist or a captcha said no, the page is too long, or the wiki would store another text than the one that is sent (a signature, {{subst:…}}, a link such as [[A (b)|]]). wikisync never tries to get past a filter; after the second refusal by one, nothing more is saved on this wiki in the run.',
    ],
    todo: [
      'Read what the message says, and look at the change that is about.',
      "Talk to the wiki's people about a filter that is wrong. Against a captcha the account needs the right skipcaptcha.",
    ],
    see: ['filter-hit', 'value-refused', 'not-allowed'],
  },
  'outcome-unknown': {
    title: 'It is not known whether the edit was saved',
    effect: failures.later,
    means: [
      'The edit was sent, its answer was lost, and the wiki cannot be asked, or does not tell: it is down, the page is gone, the revision is hidden. It is not sent again, as that could save it twice.',
    ],
    todo: [
      'Run again: the next run looks for the edit first, and then plans.',
      'Keep the state folder until then, and do not take the edit back by hand.',
      'If the listing has been pointed at another wiki since, run once with the config of that time.',
    ],
    see: ['edit-lost', 'write-open'],
  },
  'written-before': {
    title: 'A run that failed had written something before',
    effect: effects.warning,
    means: [
      'The failure that the report ends with is not the whole story: a first part of the run was done, such as the data file, and stays.',
    ],
    todo: ['See to the failure, and run again: the next run goes on from there.'],
    see: ['edit-merged', 'edit-conflict'],
  },
  'plan-moved': {
    title: 'The plan is not what was reviewed any more',
    effect: 'An error: nothing of what moved is written, and the run ends with code 1.',
    means: [
      'apply does exactly what was reviewed, or refuses. Since the plan was made a value that it is about changed on the page or in the data file, or the config, the page or what both sides last agreed on is another. Each thing that moved is named, with who changed it where that can be found out.',
      'What people write around the records is no obstacle: see plan-rebased. If the data file was written before the page moved, the report says so; the next plan has the rest.',
    ],
    todo: [
      'Make a new plan, and have it reviewed.',
      'If the file is not the one that was reviewed, apply the right one.',
    ],
    see: ['plan-rebased', 'written-before'],
  },
  'plan-rebased': {
    title: 'The page changed around its records since the plan was made',
    effect: effects.notice,
    means: [
      'Somebody edited prose, or something else that is no record, after the plan was made. The same changes are made in the newer text, and what was written meanwhile stays.',
    ],
    todo: ['Nothing; look at the page if its prose speaks of the records.'],
    see: ['plan-moved'],
  },
  'reverted-twice': {
    title: 'People took back what was changed on the page, twice or more',
    effect:
      'A warning of plan and check. Saving the page fails with code 1 until somebody acknowledges it.',
    means: [
      'Two different revisions took back changes of this listing. That is how people say that they do not want them, so wikisync stops there rather than quarrel.',
    ],
    todo: [
      'Look at the revisions that are named, and talk to the people who made them.',
      'Put right in the data file or the config what they objected to.',
      "Then say 'wikisync acknowledge <listing>'.",
    ],
    see: ['stopped'],
  },
  stopped: {
    title: 'People asked the bot to stop',
    effect: failures.failed,
    means: [
      "The stop page has words on it, the page says {{nobots}} or {{in use}}, the account is blocked or has a new message on its talk page, or people took changes back twice. A block, the stop page and a message stop all saving on that wiki for the run; the others stop this page's.",
    ],
    todo: [
      'Read what the message quotes, and talk to whoever wrote it.',
      'When it is settled, they empty the stop page, take the template out or lift the block. Read messages as the account, in a browser.',
      'Do not go on with another account.',
    ],
    see: ['reverted-twice', 'account-blocked', 'page-turns-away', 'account-messages'],
  },
  'not-allowed': {
    title: 'The account may not edit the page',
    effect: failures.failed,
    means: [
      'The page is protected, the account is blocked from it, the account or its bot password lacks a right, or the wiki is older than MediaWiki 1.39, where what keeps an edit safe is not certain.',
    ],
    todo: [
      "Run 'wikisync doctor': it tells which right or grant is missing.",
      "Ask the wiki's people for a protected page.",
    ],
    see: ['right-edit-missing', 'page-refused', 'release-old'],
  },
  'wiki-answer': {
    title: 'The wiki answers something that wikisync does not understand',
    effect: failures.failed,
    means: [
      "What came back is not what MediaWiki's API says: a web page, a redirect, half a text, or an error code that wikisync does not know. Mostly the address is not that of api.php, or a proxy, firewall or login page stands before the wiki.",
    ],
    todo: [
      "Run 'wikisync doctor': it says what stands at the address.",
      'Look an unknown code up in the documentation of MediaWiki or of the extension that it names.',
    ],
    see: ['endpoint-not-api', 'endpoint-redirect', 'endpoint-challenge'],
  },
  'wiki-unavailable': {
    title: 'The wiki cannot be reached or cannot answer now',
    effect: failures.later,
    means: [
      'The network or the server fails, the wiki is read-only or too busy, or it limits how often it may be asked. wikisync waited as long as the wiki asked for, and tried reads again, but not for ever.',
    ],
    todo: [
      'Run again later; a scheduler does that by itself on code 75.',
      "If it stays, run 'wikisync doctor' and check address, network and certificate.",
    ],
    see: ['endpoint-unreachable', 'wiki-read-only', 'wiki-lagged'],
  },
} as const satisfies Entries;
