/** Reads a layout, and renders it. */
import type { Checked, Diagnostic } from '../diagnostic.ts';
import { fieldNames } from '../schema.ts';
import { suggest } from '../suggest.ts';
import { unfitText } from '../unfit-text.ts';
import type { Layout, LayoutFacts, RenderedLayout } from './layout.ts';
import { type LayoutFault, parseTemplate, renderTemplate } from './liquid.ts';
import { takeMarks } from './marks.ts';
import { scopeOf } from './scope.ts';

/**
 * Looks whether a text is a layout.
 *
 * @param source the file's path as the user knows it
 */
export function readLayout(text: string, source: string): Checked<Layout> {
  const unfit = unfitText(text);
  if (unfit !== undefined) {
    return {
      diagnostics: [
        {
          code: 'layout-syntax',
          severity: 'error',
          message: `The layout cannot be on a page: ${unfit.reason}.`,
          hint: unfit.hint,
          place: { source },
        },
      ],
    };
  }
  const parsed = parseTemplate(text);
  if ('message' in parsed) return { diagnostics: [fault('layout-syntax', parsed, source)] };
  const hasSpots = /<%-?\s*(?:spot|list)\b/.test(text);
  return { value: { source, text, templates: parsed, hasSpots }, diagnostics: [] };
}

/** Renders a layout. The same facts give the same text. */
export function renderLayout(layout: Layout, facts: LayoutFacts): Checked<RenderedLayout> {
  const { source, templates } = layout;
  const { variables, originOf } = scopeOf(facts);
  const marked = renderTemplate(templates, variables, { originOf, site: facts.site });
  if (typeof marked !== 'string') {
    const known = [...Object.keys(variables), ...fieldNames(facts.listing.schema)];
    const failed = { ...marked, message: withNearName(marked.message, known) };
    return { diagnostics: [fault('layout-failed', failed, source)] };
  }
  const rendered = takeMarks(marked);
  if (typeof rendered !== 'string') return { value: rendered, diagnostics: [] };
  const diagnostic: Diagnostic = {
    code: 'layout-failed',
    severity: 'error',
    message: `The layout cannot be used: ${rendered}.`,
    hint: 'Let each spot and each list have a name of its own, and none stand in another or in a loop.',
    place: { source },
  };
  return { diagnostics: [diagnostic] };
}

/** What a variable or a field is called that was probably meant. */
function withNearName(message: string, known: readonly string[]): string {
  const [, name] = /^undefined variable: (?:.*\.)?([^.]+)$/su.exec(message) ?? [];
  const near = name === undefined ? undefined : suggest(name, known);
  return near === undefined || near === name ? message : `${message}, but there is '${near}'`;
}

function fault(
  code: 'layout-syntax' | 'layout-failed',
  { message, line, column }: LayoutFault,
  source: string,
): Diagnostic {
  return {
    code,
    severity: 'error',
    message: `The layout cannot be used: ${message.replace(/[.?]$/, '')}.`,
    hint: 'See docs/layouts.md for what a layout can say.',
    place: { source, line, column },
  };
}
