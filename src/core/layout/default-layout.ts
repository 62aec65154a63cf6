/** What a listing's page looks like where no layout says otherwise. */
import type { RecordSchema } from '../schema.ts';

const calls = (records: string): string =>
  `<% for record in ${records} %>\n<< record | call >>\n\n<% endfor %>\n`;

/** The listing's sections in their order, and the records in the data file's. */
export function defaultLayoutText({ section }: RecordSchema): string {
  if (section === undefined) return calls('records');
  return `<% for section in sections %>\n== << section.heading >> ==\n\n${calls('section.records')}<% endfor %>\n`;
}
