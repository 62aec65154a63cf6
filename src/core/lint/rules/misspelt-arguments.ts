import { placesIn } from '../../diagnostic.ts';
import { isTypo, nearest } from '../../suggest.ts';
import type { Argument, TemplateCall } from '../../wikitext/page.ts';
import type { Finding, LintedPage, LintInput, LintRule } from '../rule.ts';

/** Arguments whose name is a letter or two away from a parameter that the call lacks. */
export const misspeltArguments: LintRule = {
  code: 'argument-misspelt',
  summary: "An argument's name is a letter or two away from a parameter that the call lacks.",
  level: 'warning',
  refines: 'argument-unknown',
  fix: 'Gives the argument the right name, if one letter is wrong, and no other parameter is as near.',
  find: (input) => (input.page === undefined ? [] : onPage(input.page, input)),
};

function onPage(page: LintedPage, { schema, facts }: LintInput): readonly Finding[] {
  const placeAt = placesIn(page.source, page.parsed.text);
  const parameters = schema.fields.map(({ parameter }) => parameter);
  const counts = countNames(page.parsed.calls);
  const others = new Set(facts.template?.parameters.map(({ name }) => name));
  return page.read.pairs.flatMap(({ record, entry: { call } }) =>
    call.arguments.flatMap((argument): readonly Finding[] => {
      const near = parametersNear(argument, call, parameters).filter(
        (parameter) => !isUsual(counts, argument.name, parameter),
      );
      const [meant] = near;
      const field = schema.fields.find(({ parameter }) => parameter === meant);
      if (meant === undefined || field === undefined || others.has(argument.name)) return [];
      const isSafe = near.length === 1 && isTypo(argument.name, meant) && field.owner === 'data';
      const fix = { kind: 'argument-name', record: record.key, from: argument.name } as const;
      return [
        {
          message: `No parameter is called '${argument.name}', but one is '${meant}', which the call lacks.`,
          hint: 'Give the argument its right name on the page; until then it is not shown, nor synced.',
          place: placeAt(argument.span.start),
          record: record.key,
          field: field.name,
          ...(isSafe ? { fix: { ...fix, field: field.name } } : {}),
        },
      ];
    }),
  );
}

function parametersNear(
  { name, positional }: Argument,
  call: TemplateCall,
  parameters: readonly string[],
): readonly string[] {
  if (positional || parameters.includes(name)) return [];
  const given = new Set(call.arguments.map((argument) => argument.name));
  return nearest(
    name,
    parameters.filter((parameter) => !given.has(parameter)),
  );
}

/** What most calls have is no misspelling. */
function isUsual(counts: ReadonlyMap<string, number>, name: string, parameter: string): boolean {
  const count = counts.get(name) ?? 0;
  return count > 2 && count > (counts.get(parameter) ?? 0);
}

/** How many calls have each name. */
function countNames(calls: readonly TemplateCall[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const call of calls) {
    for (const name of new Set(call.arguments.map((argument) => argument.name))) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}
