/** What the reference shows of each field type; whether it is so is found out when it is made. */
import type { FieldOptions } from '../../core/fields/field-type.ts';

/** Examples of one type. */
export interface FieldExamples {
  /** As a config has the type and its options. */
  readonly config: string;
  /** The same, as the type gets them. */
  readonly options: FieldOptions;
  /** Arguments that it reads. */
  readonly texts: readonly string[];
  /** Arguments that it does not. */
  readonly refused: readonly string[];
}

/** Examples of every type, by its name. */
export const fieldExamples: Readonly<Record<string, FieldExamples>> = {
  text: {
    config: 'parameter: Project, type: text',
    options: {},
    texts: ['Lazy restore', 'Xen & Linux', 'a|b'],
    refused: [],
  },
  wikitext: {
    config: 'parameter: Desc, type: wikitext',
    options: {},
    texts: ["'''Bold''', [[a link]] and {{a call}}"],
    refused: [],
  },
  date: {
    config: 'parameter: Date, type: date, formats: [dd/MM/yyyy, MM/dd/yyyy]',
    options: { formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] },
    texts: ['28/11/2013', '01/20/2014', '01/12/2012'],
    refused: ['31/02/2014', 'soon'],
  },
  choice: {
    config: 'parameter: Difficulty, type: choice, values: { low: Low, medium: [Medium, Moderate] }',
    options: { values: { low: ['Low'], medium: ['Medium', 'Moderate'] } },
    texts: ['Low', 'moderate'],
    refused: ['Hard'],
  },
  flag: {
    config: 'parameter: GSoC, type: flag',
    options: {},
    texts: ['Yes', 'no', '1'],
    refused: ['perhaps'],
  },
  number: {
    config: 'parameter: Hours, type: number',
    options: {},
    texts: ['350', '1.50', '-3'],
    refused: ['1,000', 'many'],
  },
  people: {
    config: 'parameter: Contact, type: people',
    options: {},
    texts: ['Mentor: Ada Lovelace, Student: Bo Cao', 'Ada Lovelace; Bo Cao'],
    refused: [],
  },
  list: {
    config: 'parameter: Tags, type: list',
    options: {},
    texts: ['* one\n* two', 'one, two'],
    refused: [],
  },
  link: {
    config: 'parameter: Page, type: link',
    options: {},
    texts: ['[[Target]]', '[[Target|label]]'],
    refused: ['Target'],
  },
  url: {
    config: 'parameter: Site, type: url',
    options: {},
    texts: ['https://example.org', '[https://example.org its site]'],
    refused: ['its site'],
  },
};
