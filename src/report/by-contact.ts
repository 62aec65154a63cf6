/** What `check` found, by whom to ask about it: for mails and talk pages. */
import { type Diagnostic, placeText } from '../core/diagnostic.ts';
import { inlineText } from './markdown/escape.ts';
import { printableLine } from './printable.ts';
import type { ListingReport, Reporter, RunReport } from './run-report.ts';
import { plainWikitext } from './wikitext/escape.ts';

/** How a format writes the parts of such a list. */
interface Marks {
  readonly heading: (name: string, count: string) => string;
  readonly item: (about: string, text: string) => string;
}

const text: Marks = {
  heading: (name, count) => `${printableLine(name)} (${count})`,
  item: (about, said) => `  * ${printableLine(about)}: ${printableLine(said)}`,
};

/** By the formats' names. */
const marks: Readonly<Record<string, Marks>> = {
  text,
  markdown: {
    heading: (name, count) => `### ${inlineText(name)} (${count})\n`,
    item: (about, text) => `- **${inlineText(about)}**: ${inlineText(text)}`,
  },
  wikitext: {
    heading: (name, count) => `=== ${personLink(name)} (${count}) ===`,
    item: (about, text) => `* '''${plainWikitext(about)}''': ${plainWikitext(text)}`,
  },
};

/** The formats that findings can be listed in by contact. */
export const contactFormats: readonly string[] = Object.keys(marks);

/** The list in one of these formats: everybody in alphabetical order, then what nobody is named for. */
export function byContact(format: string): Reporter {
  const { heading, item } = marks[format] ?? text;
  return (report) => {
    const groups = groupsOf(report);
    if (groups.length === 0) return 'Nothing was found.\n';
    const parts = groups.map(({ name, findings }) => {
      const count = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
      const items = findings.map((found) => item(found.about, found.text));
      return [heading(name ?? 'Nobody is named', count), ...items].join('\n');
    });
    return `${parts.join('\n\n')}\n`;
  };
}

interface Group {
  /** `undefined` for what nobody is named for. */
  readonly name: string | undefined;
  readonly findings: readonly { readonly about: string; readonly text: string }[];
}

function groupsOf({ diagnostics, listings }: RunReport): readonly Group[] {
  const all = [
    ...diagnostics.map((diagnostic) => ({ ...told(diagnostic), names: [] })),
    ...listings.flatMap((listing) =>
      listing.diagnostics.map((diagnostic) => ({
        ...told(diagnostic),
        names: namesFor(diagnostic, listing),
      })),
    ),
  ];
  const names = [...new Set(all.flatMap((one) => one.names))].sort();
  return [...names, undefined].flatMap((name) => {
    const findings = eachOnce(
      all.filter((one) => (name === undefined ? one.names.length === 0 : one.names.includes(name))),
    );
    return findings.length === 0 ? [] : [{ name, findings }];
  });
}

/** What is so on both sides, or in several places of a value, is one thing to put right. */
function eachOnce(findings: Group['findings']): Group['findings'] {
  return [...new Map(findings.map((one) => [`${one.about}\n${one.text}`, one])).values()];
}

function namesFor({ record }: Diagnostic, { contacts }: ListingReport): readonly string[] {
  return record === undefined ? [] : (contacts?.get(record) ?? []);
}

function told({ record, field, place, message, hint }: Diagnostic) {
  const where = place === undefined ? 'The listing' : placeText(place);
  const about = [record, field].filter((part) => part !== undefined).join(', ');
  const text = [message, hint].filter((part) => part !== undefined).join(' ');
  return { about: about === '' ? where : about, text };
}

/** A link to a person is kept, so that a talk page tells them. */
function personLink(name: string): string {
  return /^\[\[[^[\]{}|<>\n~]+(?:\|[^[\]{}<>\n~]*)?\]\]$/.test(name) ? name : plainWikitext(name);
}
