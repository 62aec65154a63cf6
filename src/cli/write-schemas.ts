/** Writes the JSON Schemas that the repository carries: `npm run schema`. */
import { configJsonSchema } from '../config/config.ts';
import { writeTextAtomically } from '../files.ts';
import { blameJsonSchema } from '../report/blame-json.ts';
import { contactJsonSchema } from '../report/contact-json.ts';
import { doctorJsonSchema } from '../report/doctor-json.ts';
import { jsonReportSchema } from '../report/json-shape.ts';
import { logJsonSchema } from '../report/log-json.ts';
import { planFileSchema } from '../report/plan-file.ts';
import { statusJsonSchema } from '../report/status-json.ts';

/** Each published schema by its path in the repository. */
export const schemas: readonly { readonly path: string; readonly schema: () => object }[] = [
  { path: 'config/wikisync.schema.json', schema: configJsonSchema },
  { path: 'config/report.schema.json', schema: jsonReportSchema },
  { path: 'config/plan.schema.json', schema: planFileSchema },
  { path: 'config/doctor.schema.json', schema: doctorJsonSchema },
  { path: 'config/blame.schema.json', schema: blameJsonSchema },
  { path: 'config/contacts.schema.json', schema: contactJsonSchema },
  { path: 'config/log.schema.json', schema: logJsonSchema },
  { path: 'config/status.schema.json', schema: statusJsonSchema },
];

/** A schema as its file has it. */
export function schemaText(schema: object): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** Writes all of them below a folder. */
export async function writeSchemas(folder: string): Promise<void> {
  for (const { path, schema } of schemas) {
    await writeTextAtomically(`${folder}/${path}`, schemaText(schema()));
  }
}
