/** A plan file: plans that a person reviews, and that are applied as they are. */
import type { Change } from '../core/change.ts';
import { allowable } from '../core/plan/guards.ts';
import { planDigest } from '../core/plan/plan-digest.ts';
import type { ReviewedPlan } from '../core/plan/reviewed-plan.ts';
import { choiceProblem } from '../core/reconcile/choices.ts';
import { about, z } from '../shape.ts';
import { fieldValue } from './json-parts.ts';

const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hexadecimal'));

const change = z
  .strictObject({
    kind: z.enum(['create', 'update', 'delete', 'move', 'rename']),
    key: z.string(),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        before: z.exactOptional(fieldValue()),
        after: z.exactOptional(fieldValue()),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'change' });

const around = z
  .strictObject({
    what: z.enum(['spot', 'heading', 'order', 'prose']),
    name: z.string(),
    before: z.exactOptional(z.string()),
    after: z.exactOptional(z.string()),
  })
  .register(z.globalRegistry, { id: 'around' });

const conflict = z
  .strictObject({
    key: z.string(),
    field: z.exactOptional(z.string()),
    base: z.exactOptional(fieldValue()),
    data: z.exactOptional(fieldValue()),
    wiki: z.exactOptional(fieldValue()),
    reason: z.string(),
  })
  .register(z.globalRegistry, { id: 'conflict' });

const record = z
  .strictObject({
    key: z.string(),
    fields: about('By field: a digest of its value.', z.record(z.string(), z.string())),
  })
  .register(z.globalRegistry, { id: 'record' });

const choice = z
  .strictObject({
    of: about('Where the plan has it.', z.enum(['page', 'data', 'conflict'])),
    key: z.string(),
    field: about('Not there if the record as a whole is meant.', z.exactOptional(z.string())),
    take: about('Whose value stands in the end.', z.enum(['data', 'wiki', 'skip'])),
  })
  .register(z.globalRegistry, {
    id: 'choice',
    description: "A reviewer's choice; what has none is done as planned.",
  });

const listing = z
  .strictObject({
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    pageId: z.exactOptional(z.int().check(z.positive())),
    revision: about('That the plan was made from.', z.exactOptional(z.int().check(z.positive()))),
    dataFile: z.string(),
    digest: about('Names the plan; choices do not count.', z.clone(digest)),
    digests: about(
      'Of the settings, the data file and the page that the plan was made from.',
      z.strictObject({ config: digest, data: digest, page: digest }),
    ),
    allowed: about('Guards that were allowed for this plan.', z.array(z.enum(allowable))),
    prefer: z.exactOptional(z.enum(['data', 'wiki'])),
    changes: z.strictObject({
      page: z.array(change),
      around: about('On the page, around its records.', z.exactOptional(z.array(around))),
      data: z.array(change),
    }),
    conflicts: z.array(conflict),
    choices: z.array(choice),
    records: about(
      'All that both sides had, to tell what moved since.',
      z.strictObject({ data: z.array(record), wiki: z.array(record) }),
    ),
  })
  .register(z.globalRegistry, { id: 'listing' });

const planFile = z
  .strictObject({ version: z.literal(1), listings: z.array(listing).check(z.minLength(1)) })
  .register(z.globalRegistry, {
    title: 'Plan file of wikisync',
    description: 'What `wikisync plan --out` writes.',
  });

type WrittenListing = z.infer<typeof listing>;

/** The published JSON Schema of plan files. */
export function planFileSchema(): object {
  return z.toJSONSchema(planFile);
}

/** Plans as a file: the same plans give the same text. */
export function renderPlanFile(plans: readonly ReviewedPlan[]): string {
  return `${JSON.stringify(planFileOf(plans), undefined, 2)}\n`;
}

/** What a plan file holds. */
export function planFileOf(plans: readonly ReviewedPlan[]): object {
  return { version: 1, listings: plans.map(written) };
}

/** Reads a plan file, which may come from anywhere; or says in a clause why it is none. */
export function parsePlanFile(text: string): readonly ReviewedPlan[] | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (isDeep(json, deepest)) return 'it is nested too deeply';
  const result = planFile.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.join('.') ?? '';
    return `${where === '' ? '' : `${where}: `}${issue?.message ?? 'it has another shape'}`;
  }
  const plans = result.data.listings.map(read);
  return problemOf(plans) ?? plans;
}

/** No plan comes near it, and what goes far beyond it is more than a parser's stack can take. */
const deepest = 40;

function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeep(part, levels - 1));
}

function problemOf(plans: readonly ReviewedPlan[]): string | undefined {
  for (const [index, plan] of plans.entries()) {
    const name = `'${plan.listing}'`;
    if (plans.findIndex((other) => other.listing === plan.listing) !== index) {
      return `it has two plans of ${name}`;
    }
    if (planDigest(plan) !== plan.digest) {
      return `the plan of ${name} was changed by hand: its digest is another`;
    }
    const problem = choicesProblem(plan);
    if (problem !== undefined) return `the plan of ${name}: ${problem}`;
  }
  return undefined;
}

function choicesProblem(plan: ReviewedPlan): string | undefined {
  for (const [index, choice] of plan.choices.entries()) {
    const { of, key, field } = choice;
    const what = field === undefined ? `'${key}'` : `the ${field} of '${key}'`;
    const problem = choiceProblem(choice, plan);
    if (problem !== undefined) return `the choice about ${what} cannot be made: ${problem}`;
    const overlaps = (other: typeof choice): boolean =>
      other.of === of &&
      other.key === key &&
      (of === 'conflict'
        ? other.field === field
        : other.field === field || other.field === undefined || field === undefined);
    if (plan.choices.findIndex(overlaps) !== index) return `there are two choices about ${what}`;
  }
  return undefined;
}

function read(part: WrittenListing): ReviewedPlan {
  const { digests, changes, ...rest } = part;
  return {
    ...rest,
    config: digests.config,
    data: digests.data,
    pageText: digests.page,
    toPage: changes.page,
    ...(changes.around === undefined ? {} : { around: changes.around }),
    toData: changes.data,
  };
}

/** In the published order; what is `undefined` is not there in JSON. */
function written(plan: ReviewedPlan): object {
  const { listing: name, wiki, page, pageId, revision, dataFile, allowed, prefer } = plan;
  const { toPage, around: aroundThem, toData, conflicts, choices, records } = plan;
  return {
    ...{ listing: name, wiki, page, pageId, revision, dataFile },
    digest: plan.digest,
    digests: { config: plan.config, data: plan.data, page: plan.pageText },
    ...{ allowed, prefer },
    changes: {
      page: toPage.map(writtenChange),
      around: aroundThem,
      data: toData.map(writtenChange),
    },
    conflicts: conflicts.map(({ key, field, base, data, wiki: onWiki, reason }) => ({
      ...{ key, field, base, data, wiki: onWiki, reason },
    })),
    choices: choices.map(({ of, key, field, take }) => ({ of, key, field, take })),
    records: { data: records.data, wiki: records.wiki },
  };
}

function writtenChange({ kind, key, fields }: Change): object {
  return {
    kind,
    key,
    fields: fields.map(({ field, before, after }) => ({ field, before, after })),
  };
}
