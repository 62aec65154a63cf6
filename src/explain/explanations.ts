/** All explanations, which is the one source of `wikisync explain` and of docs/codes. */
import type { Explanation, Topic } from '../core/explanation.ts';
import { checking } from './checking.ts';
import { configuration } from './config.ts';
import { logins } from './credentials.ts';
import { dataFiles } from './data-file.ts';
import { doctorOnAccounts } from './doctor-account.ts';
import { doctorOnWikis } from './doctor-wiki.ts';
import type { Entry, ExplainedCode } from './explained.ts';
import { fileSyntax } from './file-syntax.ts';
import { guards } from './guards.ts';
import { layouts } from './layouts.ts';
import { listingConfiguration } from './listing-config.ts';
import { merging } from './merging.ts';
import { names } from './names.ts';
import { pageTexts } from './page.ts';
import { severalPages } from './pages.ts';
import { records } from './records.ts';
import { running } from './running.ts';
import { saving } from './saving.ts';
import { undoing } from './undoing.ts';

/** An explanation for every code: the compiler sees to it that none is missing. */
export const explanations: Readonly<Record<ExplainedCode, Entry>> = {
  ...running,
  ...configuration,
  ...listingConfiguration,
  ...logins,
  ...fileSyntax,
  ...names,
  ...dataFiles,
  ...records,
  ...pageTexts,
  ...layouts,
  ...severalPages,
  ...checking,
  ...merging,
  ...guards,
  ...saving,
  ...undoing,
  ...doctorOnWikis,
  ...doctorOnAccounts,
};

/** The same in parts, in the order of lists. */
export const topics: readonly Topic[] = [
  { title: 'The command line, files and the state folder', codes: running },
  { title: 'The config and its wikis', codes: configuration },
  { title: 'Listings and fields in the config', codes: listingConfiguration },
  { title: 'Credentials and logging in', codes: logins },
  { title: 'How config and data files are written', codes: fileSyntax },
  { title: 'Names and characters', codes: names },
  { title: 'The data file', codes: dataFiles },
  { title: 'Records and their values', codes: records },
  { title: "The page's text", codes: pageTexts },
  { title: 'Layouts', codes: layouts },
  { title: 'Listings of several pages', codes: severalPages },
  { title: 'What check looks for', codes: checking },
  { title: 'Merging', codes: merging },
  { title: 'Guards', codes: guards },
  { title: 'Reading from a wiki, and saving', codes: saving },
  { title: 'The run log, and taking runs back', codes: undoing },
  { title: 'What the doctor finds on a wiki', codes: doctorOnWikis },
  { title: 'What the doctor finds on an account and a page', codes: doctorOnAccounts },
];

/** What there is to say about a code; `undefined` if there is no such code. */
export function explanationOf(code: string): Explanation | undefined {
  const found = topics.find(({ codes }) => Object.hasOwn(codes, code));
  return found?.codes[code];
}
