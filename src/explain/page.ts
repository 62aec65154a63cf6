import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** The page's text, and what is written to it. */
export const pageTexts = {
  'page-untrusted': {
    title: 'The page cannot be read as MediaWiki reads it',
    effect:
      'An error: nothing is written to either side, and the run ends with code 1. For the doctor it is a problem.',
    means: [
      'The page has something that the parser gives back changed, or is nested so deeply that it cannot be parsed: odd control characters, the malformed comments <!--> and <!--->, more than 200 calls inside each other. An edit that is made from a misreading could damage what it does not own.',
    ],
    todo: [
      "Look for that in the page's source, and take it out on the wiki. docs/wikitext.md has the whole list.",
      'If you find nothing of the kind, please report the page as a defect.',
    ],
    see: ['page-unconfirmed', 'page-unusable'],
  },
  'page-unconfirmed': {
    title: 'The new text of the page did not pass the last check',
    effect:
      'An error: the page is not edited; changes of the data file go ahead. The run ends with code 1.',
    means: [
      'Before anything is sent, the new text is parsed again and must hold exactly the records that were meant, with all others untouched. This time it does not: two values that are fine alone have an effect on each other, or on the text around them.',
    ],
    todo: [
      'Look at the values that the plan would write for braces, brackets, comments and tags without a partner.',
      'Let fewer records change at a time to find the one. If no value looks odd, please report it as a defect.',
    ],
    see: ['value-breaks-out', 'value-refused'],
  },
  'call-passed-over': {
    title: 'A call of the template is not taken for a record',
    effect: 'A warning if the call might be meant, else a notice: the exit code does not change.',
    means: [
      'The call stands where readers do not see it as an entry of the list: in a comment, in nowiki, in noinclude, inside another call, in a heading. With a warning it is not certain how MediaWiki reads it; then no record is added or deleted that might be this one.',
    ],
    todo: ['If it is meant, move the call out of there. If not, there is nothing to do.'],
    see: ['call-unclosed', 'absence-unproven'],
  },
  'call-unclosed': {
    title: 'A call of the template never ends',
    effect: effects.record,
    means: [
      'A call begins with {{ and no }} ends it. What belongs to it cannot be told. Until it is closed, no record is added or deleted that might be this one.',
    ],
    todo: [
      'Close it with }} on the page. Look for a brace too few in a nested call or an unclosed comment inside it.',
    ],
    see: ['call-passed-over', 'absence-unproven'],
  },
  'argument-twice': {
    title: 'An argument stands more than once in a call',
    effect: effects.warning,
    means: [
      'MediaWiki takes the last one, and so does wikisync. What the first one says is not shown to readers.',
    ],
    todo: ['Remove the one that is not meant from the page.'],
    example: '{{project|Project=A|Skills=C|Skills=Rust}}     readers see Rust',
  },
  'argument-unknown': {
    title: 'A call has an argument that no field is for',
    effect: effects.notice,
    means: [
      'The config has no field with this parameter. The argument stays as it is, and does not get into the data file.',
    ],
    todo: [
      'If it is a misspelling, correct it on the page; the template does not show it either.',
      'To sync it, add a field with this parameter.',
    ],
    see: ['field-unknown', 'parameter-impossible'],
  },
  'section-unknown': {
    title: 'A record stands under a heading that the config does not know',
    effect:
      'A warning: in which section the record stands is left alone; its other fields are synced.',
    means: [
      'Under section.headings the config says which value each heading means. This heading is none of them, or the record stands before the first one. Somebody may have renamed the heading.',
    ],
    todo: [
      'Add the heading to the config, or correct its text there.',
      'Or move the record on the page under one that is known.',
    ],
    see: ['section-missing', 'section-not-given'],
  },
  'section-missing': {
    title: 'The page lacks the section that a record belongs in',
    effect: effects.change,
    means: [
      'A record is to be added or moved, and no heading on the page has the text that the config gives for its section. wikisync does not make headings.',
    ],
    todo: [
      'Add a line with the heading to the page where its records shall stand.',
      'If the heading was renamed, correct section.headings in the config.',
    ],
    example: '== OPW Round 8 ==',
    see: ['section-unknown', 'section-not-given'],
  },
  'section-not-given': {
    title: 'A new record does not say in which section it belongs',
    effect: effects.change,
    means: [
      "The listing has sections, and the record has no value for the section's field, so that it has no place on the page.",
    ],
    todo: ['Give the record one of the values that the hint names.'],
    see: ['section-missing'],
  },
  'value-refused': {
    title: 'A value cannot be written to the page as it is',
    effect: effects.change,
    means: [
      'The value has something that would not stay what it is once it is saved: a signature (~~~~), {{subst:…}}, a heading, a link in a field whose type has none, a tag without its partner. The wiki would change it, or it would change the page around it. The message says what.',
    ],
    todo: [
      'Change the value in the data file.',
      'If the field is to have markup, make its type wikitext.',
    ],
    see: ['value-breaks-out', 'edit-refused'],
  },
  'value-breaks-out': {
    title: 'A value would not stay within its argument',
    effect: effects.change,
    means: [
      'The call was written with the new values and read again, and it is not the call that was meant: a brace, bracket or tag in a value ends something else than it should.',
    ],
    todo: [
      'Close what the value opens, or open what it closes.',
      'Write a sign that is meant as itself as an entity.',
    ],
    example:
      'description: use {{ to begin        # wrong\ndescription: use &#123;&#123; to begin   # right',
    see: ['value-refused', 'page-unconfirmed'],
  },
} as const satisfies Entries;
