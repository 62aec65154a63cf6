import { type FieldText, fieldTexts, isUnread } from '../field-texts.ts';
import type { Finding, LintRule } from '../rule.ts';

/** External links of schemes that are not for a wiki's readers. */
export const linkSchemes: LintRule = {
  code: 'link-scheme',
  summary: 'An external link has a scheme that is refused, such as javascript: or file:.',
  level: 'warning',
  refines: 'value-unreadable',
  find: (input) =>
    fieldTexts(input).flatMap((found) =>
      found.field.type.name === 'url' ? inUrl(found) : inText(found),
    ),
};

/** Those that run something, or lead into the reader's own machine. */
const refused =
  'javascript|vbscript|livescript|data|file|blob|filesystem|about|jar|view-source|chrome|resource|res|ms-[a-z-]+|search-ms|shell';

const inBrackets = new RegExp(`(?<!\\[)\\[(${refused}):(?=\\S)`, 'gi');
const bare = /(?<![\p{L}\d.:-])(javascript|vbscript|file):(?=\/\/|[a-z]+\()/giu;

function inText(found: FieldText): readonly Finding[] {
  const { text } = found;
  const all = [inBrackets, bare].flatMap((pattern) => [...text.matchAll(pattern)]);
  const [first] = all.toSorted((a, b) => a.index - b.index);
  return first === undefined ? [] : [finding(found, String(first[1]), first.index)];
}

/** The field's type takes http, https, ftp, mailto and // alone. */
function inUrl(found: FieldText): readonly Finding[] {
  const scheme = /^\[?([a-z][a-z\d+.-]+):(?=[^\s\d])/i.exec(found.text)?.[1];
  return scheme === undefined || !isUnread(found) || /^(?:https?|ftp|mailto)$/i.test(scheme)
    ? []
    : [finding(found, scheme, 0)];
}

function finding({ record, field, placeAt }: FieldText, scheme: string, at: number): Finding {
  return {
    message: `The ${field.name} has a link of the scheme '${scheme}', which is refused.`,
    hint: 'Link to https, http, ftp or mailto addresses alone.',
    place: placeAt(at),
    record: record.key,
    field: field.name,
  };
}
