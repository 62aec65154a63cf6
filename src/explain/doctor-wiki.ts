import { findings } from './effects.ts';
import type { Entries } from './explained.ts';

const { ok, warning, problem, passing } = findings;

/** The doctor on a wiki: its address, and what it says of itself. */
export const doctorOnWikis = {
  'endpoint-answers': {
    title: 'The address is that of a MediaWiki',
    effect: ok,
    means: ['api.php answers, and says which wiki it is and what it runs.'],
    todo: [],
  },
  'endpoint-no-host': {
    title: 'There is no host of that name',
    effect: problem,
    means: [
      'The name in the address cannot be found. It is misspelt, is known only inside another network, or this machine cannot look up names.',
    ],
    todo: [
      'Check api in the config.',
      'Try the address in a browser on this machine. A VPN may be missing.',
    ],
    see: ['endpoint-unreachable'],
  },
  'endpoint-unreachable': {
    title: 'The address cannot be reached',
    effect: passing,
    means: [
      'The host is known, and no connection comes about: nothing listens there, or a firewall drops it.',
    ],
    todo: [
      'Try again later.',
      "Else check host and port, the config's proxy if there is one, and firewalls.",
    ],
    see: ['endpoint-no-host', 'wiki-unavailable'],
  },
  'endpoint-certificate': {
    title: "The wiki's certificate is not accepted",
    effect: problem,
    means: [
      'The certificate has expired, is not valid yet, is for another host, or is signed by nobody whom this machine trusts. Whoever answers may not be the wiki, so that nothing is sent.',
    ],
    todo: [
      "Check this machine's clock.",
      'For a signer of your own name its certificate file in NODE_EXTRA_CA_CERTS.',
      "Else the wiki's people have to renew the certificate.",
    ],
    see: ['clock-wrong', 'endpoint-not-https'],
  },
  'endpoint-not-https': {
    title: 'Nothing at the address speaks TLS as it should',
    effect: problem,
    means: [
      'The address begins with https, and what answers there does not speak it. Often the port is the one for http.',
    ],
    todo: ['Check host and port.'],
    see: ['api-not-https', 'endpoint-certificate'],
  },
  'endpoint-redirect': {
    title: 'The address leads elsewhere',
    effect: problem,
    means: [
      'The server answers with a redirect. It is not followed, as a password would go along to wherever it leads: another name of the same wiki, a login page, somebody else.',
    ],
    todo: [
      'If the place that is named is the api.php of the same wiki, write it into the config.',
      "Else find api.php on the wiki's page Special:Version.",
    ],
    see: ['endpoint-not-api'],
  },
  'endpoint-not-api': {
    title: 'The address is not that of api.php',
    effect: problem,
    means: [
      "What answers is a web page, or nothing that looks like MediaWiki's API. The wiki's articles have another address than its API.",
    ],
    todo: ["Look at the wiki's page Special:Version, under 'Entry point URLs', for api.php."],
    example:
      'https://wiki.example.org/wiki/Main_Page   an article\nhttps://wiki.example.org/w/api.php        the API',
    see: ['endpoint-redirect', 'wiki-answer'],
  },
  'endpoint-challenge': {
    title: 'Something before the wiki wants proof that a person is asking',
    effect: problem,
    means: [
      'A service that keeps bots away answered in place of the wiki. It cannot be passed by a program, and wikisync does not try.',
    ],
    todo: [
      "Ask the wiki's people to let this bot's user agent, or this machine's address, through to api.php.",
    ],
    see: ['endpoint-forbidden'],
  },
  'endpoint-proxy': {
    title: 'The proxy wants a login',
    effect: problem,
    means: [
      'The proxy of the config answers that it lets only those through who log in to it (HTTP status 407). A config is no place for that password.',
    ],
    todo: ['Use a proxy that needs none.'],
    see: ['proxy-with-credentials'],
  },
  'endpoint-forbidden': {
    title: 'The server turns this machine away',
    effect: problem,
    means: [
      'The server, or something before it, answers with a refusal such as HTTP status 403. Some refuse whole networks of cloud providers, others user agents that they do not know.',
    ],
    todo: ['Check contact in the config: it is in the user agent.', "Ask the wiki's people."],
    see: ['endpoint-challenge', 'contact-missing'],
  },
  'endpoint-refuses': {
    title: 'The wiki refuses to answer',
    effect: problem,
    means: [
      'It is a MediaWiki, and its API answers even the simplest question with an error, which is quoted.',
    ],
    todo: ["Look the code up, or ask the wiki's people."],
    see: ['wiki-answer'],
  },
  'endpoint-unavailable': {
    title: 'The wiki fails for now',
    effect: passing,
    means: ['The server answers that it is overloaded, being worked on, or asked too often.'],
    todo: ['Try again later.'],
    see: ['wiki-unavailable'],
  },
  'folder-missing': {
    title: 'The folder of pages is not there',
    effect: problem,
    means: [
      'The wiki is a folder in the config, and there is no such folder. Its path is relative to the config file, not to where you are.',
    ],
    todo: ["Check the wiki's folder in the config; a checkout may be missing."],
    see: ['folder-unwritable'],
  },
  'folder-unwritable': {
    title: 'The folder of pages cannot be written to',
    effect: problem,
    means: [
      'This user may not write there. Pages can be planned and pulled from it, but not pushed.',
    ],
    todo: ['Change the permissions, if pages are to be pushed.'],
    see: ['file-write-failed'],
  },
  'folder-writable': {
    title: 'The folder of pages can be read and written to',
    effect: ok,
    means: ['Pages can be pulled from it and pushed to it.'],
    todo: [],
  },
  'clock-right': {
    title: "This machine's clock and the wiki's agree",
    effect: ok,
    means: ['They are less than a minute apart.'],
    todo: [],
  },
  'clock-off': {
    title: "This machine's clock is off",
    effect: warning,
    means: [
      "It is more than a minute from the wiki's, and less than a day. Edits stay safe, as only the wiki's time counts for them; times in reports and in the journal are wrong.",
    ],
    todo: ['Set it, by NTP if possible.'],
    see: ['clock-wrong'],
  },
  'clock-wrong': {
    title: "This machine's clock is wrong by more than a day",
    effect: problem,
    means: [
      'With such a clock certificates and tokens seem to have expired, or not to be valid yet.',
    ],
    todo: ['Set it, by NTP if possible. If it is right, tell the people of the wiki.'],
    see: ['clock-off', 'endpoint-certificate'],
  },
  'release-old': {
    title: 'The wiki is older than MediaWiki 1.39',
    effect: problem,
    means: [
      'Pages can be read from it. But it does not know all that keeps an edit safe, so that nothing is saved there.',
    ],
    todo: ["Ask the wiki's people for an update; the old release gets no security fixes either."],
    see: ['not-allowed'],
  },
  'stop-none': {
    title: 'The config names no stop page',
    effect: ok,
    means: [
      'People can then stop the bot only with {{nobots}} on a page, a message to the account, or a block.',
    ],
    todo: ["Name a page as the wiki's stop, if you like: any text on it stops all saving."],
    see: ['stop-missing'],
  },
  'stop-missing': {
    title: 'The stop page is not there yet',
    effect: warning,
    means: [
      'The config names a stop page that nobody has made. People who need it will not find it.',
    ],
    todo: ['Make it, with nothing but a comment that says what it is for.'],
    example: '<!-- Write anything below this line to stop the list bot. -->',
    see: ['stop-silent'],
  },
  'stop-silent': {
    title: 'The stop page does not stop',
    effect: ok,
    means: ['It is there, and has nothing on it but comments.'],
    todo: [],
  },
  'stop-words': {
    title: 'The stop page stops the bot',
    effect: problem,
    means: [
      'Somebody wrote on it; the words are quoted. Nothing is saved on this wiki while they stand there.',
    ],
    todo: ['Talk to whoever wrote that. They empty the page when it is settled.'],
    see: ['stopped'],
  },
  'wiki-lagged': {
    title: 'The wiki wants bots to wait',
    effect: passing,
    means: [
      'Its database copies are more than 5 seconds behind. Well-mannered bots leave a wiki alone then.',
    ],
    todo: ['Try again later.'],
    see: ['wiki-unavailable'],
  },
  'wiki-private': {
    title: 'Only those who are logged in may read the wiki',
    effect:
      'Right, if the account may read it; a problem, if there are no credentials: then the doctor ends with code 1.',
    means: ['Each run logs in before it reads, which costs two requests more.'],
    todo: [
      'Set the credentials, if there are none: the advice names the variables.',
      'Set private: true for the wiki in the config to save finding out.',
    ],
    see: ['credentials-missing'],
  },
  'wiki-read-only': {
    title: 'The wiki is read-only for now',
    effect: passing,
    means: [
      'Its people are at work on it; their reason is quoted if they gave one. Plans can be made, and nothing can be saved.',
    ],
    todo: ['Try again later.'],
    see: ['wiki-unavailable', 'login-untried'],
  },
} as const satisfies Entries;
