import { placesIn } from '../../diagnostic.ts';
import { textOf } from '../../wikitext/page.ts';
import { type PageEntry, readPageRecords } from '../../wikitext/page-records.ts';
import { type WikitextFault, wikitextFaults } from '../../wikitext/parse.ts';
import { parsePage } from '../../wikitext/parse-page.ts';
import type { Finding, LintedPage, LintInput, LintRule } from '../rule.ts';

/** Mistakes in wikitext that the page has not yet, and that what is planned would bring. */
export const wikitextErrors: LintRule = {
  code: 'wikitext-error',
  summary: 'What is planned would bring a mistake in wikitext to the page.',
  level: 'warning',
  find: (input) => (input.page === undefined ? [] : onPage(input.page, input)),
};

/** Characters of changed calls that are looked at: the parser takes its time. */
const mostText = 100_000;

function onPage(page: LintedPage, input: LintInput): readonly Finding[] {
  const { planned, parsed, site, source } = page;
  if (planned === undefined || planned === parsed.text) return [];
  const after = parsePage(planned, input.schema, site);
  if (typeof after === 'string') return [];
  const callText = (of: string, { call }: PageEntry): string => textOf(of, call.span);
  const before = new Map(
    page.read.pairs.map(({ record, entry }) => [record.key, callText(parsed.text, entry)]),
  );
  const known = new Set(before.values());
  const changed = readPageRecords(after, input.schema, source).pairs.filter(
    ({ entry }) => !known.has(callText(planned, entry)),
  );
  const findings: Finding[] = [];
  let left = mostText;
  for (const [index, { record, entry }] of changed.entries()) {
    const [text, old = ''] = [callText(planned, entry), before.get(record.key)];
    left -= text.length + old.length;
    if (left < 0) return [...findings, unseen(changed.length - index, page)];
    const faults = newFaults(text, wikitextFaults(text, site), [old, wikitextFaults(old, site)]);
    const found = faults.map((fault) => finding(fault, { record: record.key, entry }, input));
    findings.push(...found.filter((one, at) => !found.slice(0, at).some(isSame(one))));
  }
  return findings;
}

/** A parameter that stands twice is a mistake at both of its places. */
function isSame(one: Finding): (other: Finding) => boolean {
  return ({ field, message }) => field === one.field && message === one.message;
}

/** Those that the text before had not, or not as often. */
function newFaults(
  text: string,
  faults: readonly WikitextFault[],
  [old, oldFaults]: readonly [string, readonly WikitextFault[]],
): readonly WikitextFault[] {
  const nameOf = (of: string, { rule, start, end }: WikitextFault): string =>
    `${rule} ${of.slice(start, end)}`;
  const left = oldFaults.map((fault) => nameOf(old, fault));
  return faults.filter((fault) => {
    const at = left.indexOf(nameOf(text, fault));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** It comes from the data file, and is put right there. */
function finding(
  { message, start }: WikitextFault,
  { record, entry }: { readonly record: string; readonly entry: PageEntry },
  { schema, data, page }: LintInput,
): Finding {
  const at = entry.call.span.start + start;
  const argument = entry.call.arguments.find(({ span }) => span.start <= at && at < span.end);
  const field = schema.fields.find(({ parameter }) => parameter === argument?.name)?.name;
  const source = data.read.pairs.find((pair) => pair.record.key === record)?.entry;
  const place =
    (field === undefined ? undefined : source?.source.places.get(field)) ?? source?.place;
  return {
    message: `What is planned for '${record}' has a mistake in its wikitext: ${message}.`,
    hint: 'Correct it in the data file before it gets to the page.',
    place: place ?? { source: page?.source ?? data.source },
    record,
    ...(field === undefined ? {} : { field }),
  };
}

function unseen(count: number, { source, parsed }: LintedPage): Finding {
  return {
    message: `The wikitext of ${count} more records that would change was not looked at: it is too much.`,
    hint: 'Sync in smaller steps, or look at the plan.',
    place: placesIn(source, parsed.text)(0),
  };
}
