import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { planFileSchema } from '../../src/report/plan-file.ts';
import { exampleWorkplace, xenDataPath, xenPagePath } from '../support/command-line.ts';

it('has the schema of config/plan.schema.json: `npm run schema` writes it', () => {
  expect(JSON.parse(readFileSync('config/plan.schema.json', 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(planFileSchema())),
  );
});

it('holds to it, with changes on both sides, conflicts and what was allowed', async () => {
  const place = exampleWorkplace();
  await place.run('pull');
  place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
  place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');
  place.edit(xenPagePath, 'George Dunlap', 'Georgia Dunlap');
  place.edit(xenPagePath, '|Skills=OCaml', '|Skills=OCaml, and patience');
  await place.run('plan', '--allow', 'update', '--out', 'plan.json');
  const validate = new Ajv2020({ strict: false }).compile(planFileSchema());

  expect({ isValid: validate(JSON.parse(place.read('plan.json'))), why: validate.errors }).toEqual({
    isValid: true,
    why: null,
  });
});
