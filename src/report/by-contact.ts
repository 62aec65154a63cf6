/** What `check` found, by whom to ask about it: for mails and talk pages. */
import { contactGroups } from './contact-groups.ts';
import { inlineText } from './markdown/escape.ts';
import { printableLine } from './printable.ts';
import type { Reporter } from './run-report.ts';
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
export const contactFormats: readonly string[] = [...Object.keys(marks), 'json'];

/** The list in one of the formats for people: everybody in alphabetical order, then what nobody is named for. */
export function byContact(format: string): Reporter {
  const { heading, item } = marks[format] ?? text;
  return (report) => {
    const groups = contactGroups(report);
    if (groups.length === 0) return 'Nothing was found.\n';
    const parts = groups.map(({ name, findings }) => {
      const count = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
      const items = findings.map((found) => item(found.about, found.text));
      return [heading(name ?? 'Nobody is named', count), ...items].join('\n');
    });
    return `${parts.join('\n\n')}\n`;
  };
}

/** A link to a person is kept, so that a talk page tells them. */
function personLink(name: string): string {
  return /^\[\[[^[\]{}|<>\n~]+(?:\|[^[\]{}<>\n~]*)?\]\]$/.test(name) ? name : plainWikitext(name);
}
