import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** What only `check` looks for. The config sets how much each matters. */
export const checking = {
  'check-field': {
    title: 'A setting of check names a field that does not fit',
    effect: effects.config,
    means: [
      'check.stale needs a field of type date: the day on which a record was last looked at.',
    ],
    todo: ['Name another field, or give this one the type date.'],
    example: 'check: { stale: { field: verified, months: 12 } }',
    see: ['key-unknown'],
  },
  'argument-misspelt': {
    title: "An argument's name is nearly that of a parameter",
    effect: effects.warning,
    means: [
      'The template has no parameter of that name, so that readers do not see the value, and wikisync does not sync it. One or two letters make it a parameter that this call does not have.',
    ],
    todo: [
      'Correct the name on the page. check --fix does that if one letter is wrong and the field belongs to the data file.',
      'If the template has such a parameter, add a field for it to the config.',
    ],
    example: '{{project|Project=A|Dificulty=Low}}     the parameter is Difficulty',
    see: ['argument-unknown'],
  },
  'choice-near-miss': {
    title: 'A choice is nearly one that there is',
    effect: effects.warning,
    means: [
      'The value is no spelling that the config knows, but a letter or two away from one. Until it is put right, the field stays as it is on both sides.',
    ],
    todo: [
      'Write it as the message says. check --fix does that if one letter is wrong and the field belongs to the data file.',
      'If it is meant, add it to the values of the field in the config.',
    ],
    see: ['value-unreadable'],
  },
  'date-impossible': {
    title: 'There is no such day',
    effect: effects.warning,
    means: [
      'The text has the form of a date, but no calendar has that day. What was meant cannot be told, so that nothing puts it right by itself; until then the field stays as it is on both sides.',
    ],
    todo: ['Find out which day was meant, and write it.'],
    example: '|Date=31/02/2014',
    see: ['value-unreadable', 'value-doubtful'],
  },
  'record-stale': {
    title: 'Nobody has looked at a record for long',
    effect: effects.warning,
    means: [
      'With check.stale the config names a date that says when a record was last looked at, and for how many months that holds. It is longer ago, or nobody ever gave it.',
    ],
    todo: ['Ask whoever knows whether the record still holds, and give it the day of the answer.'],
    example: 'check: { stale: { field: verified, months: 12 } }',
    see: ['record-without-contact'],
  },
  'record-without-contact': {
    title: 'A record names nobody',
    effect: effects.warning,
    means: [
      'The field that names whom to ask about a record is absent or empty, or has a word that means nobody, such as TBD. It is what check.contacts names in the config, else the first field of type people.',
    ],
    todo: ['Give the record somebody whom readers can ask.'],
    see: ['record-stale'],
  },
  'characters-unseen': {
    title: 'A value has characters that nobody sees',
    effect: effects.warning,
    means: [
      'Zero-width spaces, soft hyphens and marks of direction come along when text is copied. Nobody sees them, but searches do not find the word, and two values that look the same differ.',
    ],
    todo: [
      'Write the value anew. check --fix takes them out of fields that belong to the data file, except for the key.',
    ],
    see: ['key-lookalike', 'letters-mixed'],
  },
  'letters-mixed': {
    title: 'A word has letters of two scripts',
    effect: effects.warning,
    means: [
      'One of the letters of a Latin word is Cyrillic or Greek and only looks like a Latin one. Searches do not find the word.',
    ],
    todo: [
      'Write the word anew. check --fix does that in fields that belong to the data file, except for the key.',
    ],
    see: ['key-lookalike', 'characters-unseen'],
  },
  'link-scheme': {
    title: 'A link has a scheme that is refused',
    effect: effects.warning,
    means: [
      'A link of the scheme javascript, data, file and the like is not for readers of a wiki: MediaWiki does not make a link of it, and other programs that read the data file might run it. A field of type url takes http, https, ftp and mailto addresses alone.',
    ],
    todo: ['Link to the page on the web that is meant, or write it without a link.'],
    see: ['value-unreadable'],
  },
  'link-dead': {
    title: 'A link leads to a page that there is not',
    effect: effects.warning,
    means: [
      'The wiki was asked about all pages that the listing links to, and has no such page: readers see a red link. The page may have been deleted or moved without a redirect, or the title is misspelt. Links to files, categories, special pages, other wikis and sections of the same page are not asked about, nor links to subpages that begin with a slash.',
    ],
    todo: ['Link to where the page has gone, or write the words without a link.'],
    see: ['link-redirect', 'not-checked'],
  },
  'link-redirect': {
    title: 'A link leads to a redirect',
    effect: effects.notice,
    means: ['Readers get to another page than the link says. That is often as it should be.'],
    todo: ['Link to the page itself if the other name was a mistake.'],
    see: ['link-dead'],
  },
  'parameter-undocumented': {
    title: 'The template is not documented to have a parameter',
    effect: effects.notice,
    means: [
      "The config has a field for a parameter that the template's TemplateData does not know, by any of its names. It may be misspelt in the config, or the documentation lags behind the template.",
    ],
    todo: ["Correct the parameter in the config, or ask for it in the template's documentation."],
    see: ['argument-unknown'],
  },
  'parameter-required': {
    title: 'A call lacks a parameter that the template requires',
    effect: effects.warning,
    means: [
      'By its TemplateData the template needs this parameter, and the call has none, or an empty one: readers see a gap, or an error.',
    ],
    todo: ['Give the record a value.', 'Set required: true on the field to keep such records out.'],
    see: ['field-missing'],
  },
  'parameter-deprecated': {
    title: 'A call has a parameter that should not be used any more',
    effect: effects.notice,
    means: ['The TemplateData of the template says so, often with what to use in its place.'],
    todo: ["Follow the template's documentation, on the page and in the config."],
  },
  'value-unsuggested': {
    title: 'A value is none that the template suggests',
    effect: effects.notice,
    means: [
      'The TemplateData of the template suggests values for this parameter. Others are allowed, but may be a misspelling.',
    ],
    todo: ['Write it as suggested if it means the same; else leave it.'],
    see: ['choice-near-miss'],
  },
  'wikitext-error': {
    title: 'What is planned has a mistake in its wikitext',
    effect: effects.warning,
    means: [
      "The calls that the next sync would change or add were looked through, as they are now and as they would be. One of them would have a mistake that it has not yet: a parameter that stands twice in a call, a bracket without a partner, a tag that never ends. Mistakes that the page has already are nobody else's affair.",
    ],
    todo: ['Correct the value in the data file before it gets to the page.'],
    see: ['value-breaks-out', 'value-refused'],
  },
  'not-checked': {
    title: 'Something was not looked at',
    effect: effects.notice,
    means: [
      'A rule needs the wiki, and the wiki did not answer, was not to be asked (--offline), or is a folder that need not hold all pages. That such a rule found nothing means nothing.',
    ],
    todo: ['Check again when the wiki can be asked; the message says why it could not.'],
    see: ['link-dead'],
  },
  'waiver-unused': {
    title: 'A waiver has nothing to waive',
    effect: effects.warning,
    means: [
      'A waiver says that people know of a finding. This one matches no finding any more, or its last day is over: the finding then counts again.',
    ],
    todo: [
      'Remove it from the config if what it was for has been put right.',
      'If not, look whether its rule, record and field are those of the report, and give it a later day if it shall go on.',
    ],
    example:
      'waive:\n  - { rule: key-lookalike, record: Old mill, reason: two mills, until: 2027-01-31 }',
  },
} as const satisfies Entries;
