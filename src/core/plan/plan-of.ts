/** The plan that an input leads to, or why there is none. */
import { type Diagnostic, hasErrors } from '../diagnostic.ts';
import type { RecordSet } from '../record.ts';
import { digestOf, mappingDigest } from './digest.ts';
import type { Plan } from './plan.ts';
import type { PlanInput, PlannedListing } from './plan-input.ts';

/** The plan that an input leads to. */
export function planOf(
  input: PlanInput,
  content: Pick<Plan, 'toPage' | 'around' | 'toData' | 'conflicts' | 'guards' | 'diagnostics'>,
): Plan {
  const { page, data } = input;
  return {
    listing: input.listing,
    wiki: input.wiki,
    page: page.title,
    ...(page.revisionId === undefined ? {} : { baseRevision: page.revisionId }),
    dataFile: data.path,
    digests: digestsOf(input),
    toPage: content.toPage,
    ...(content.around?.length ? { around: content.around } : {}),
    toData: content.toData,
    conflicts: content.conflicts,
    guards: content.guards,
    diagnostics: content.diagnostics,
  };
}

/** They are made when somebody asks: most plans are about nothing, and nobody does. */
function digestsOf({ schema, data, page }: PlanInput): Plan['digests'] {
  return {
    get mapping() {
      return mappingDigest(schema);
    },
    get data() {
      return digestOf(data.text);
    },
    get page() {
      return digestOf(page.text);
    },
  };
}

/** A plan that changes nothing, as nothing could be trusted. */
export function refused(input: PlanInput, diagnostics: readonly Diagnostic[]): PlannedListing {
  const none: RecordSet = { records: [], quarantined: new Set(), unidentified: 0 };
  return {
    plan: planOf(input, { toPage: [], toData: [], conflicts: [], guards: [], diagnostics }),
    isRefused: hasErrors(diagnostics),
    pageText: input.page.text,
    dataSteps: [],
    dataStepsOf: () => [],
    sides: { data: none, wiki: none },
    renamed: new Map(),
    moved: { bases: new Map(), kept: new Set(), awaited: [] },
  };
}

/** A page that cannot be read as MediaWiki reads it. */
export function untrusted(source: string, reason: string): Diagnostic {
  return {
    code: 'page-untrusted',
    severity: 'error',
    message: `The page ${reason}, so that it cannot be trusted to be read as MediaWiki reads it.`,
    hint: 'It is left alone; see the documentation for the kinds of text that are refused.',
    place: { source },
  };
}
