/** What changes on the page around its records. */
import type { AroundChange } from '../../core/plan/plan.ts';
import { type Line, span, type TextContext } from './line.ts';
import { stepLines } from './step-lines.ts';

/** In words, as every report has them. */
export const aroundWords: Readonly<Record<AroundChange['what'], string>> = {
  spot: 'derived',
  heading: 'heading that comes back',
  order: 'order',
  prose: 'prose',
};

/** Under a heading of their own; none if there are none. */
export function aroundLines(
  changes: readonly AroundChange[],
  context: TextContext,
): readonly Line[] {
  if (changes.length === 0) return [];
  return [
    { indent: 2, spans: [span('Changes to the page around its records', 'strong')] },
    ...changes.flatMap((change) => changeLines(change, context)),
  ];
}

function changeLines(
  { what, name, before, after }: AroundChange,
  context: TextContext,
): readonly Line[] {
  if (before === undefined && after === undefined) {
    const sign = what === 'heading' ? span('+ ', 'added') : span('~ ', 'changed');
    return [{ indent: 4, spans: [sign, span(`${aroundWords[what]}: `, 'quiet'), span(name)] }];
  }
  const head = {
    indent: 4,
    spans: [span('~ ', 'changed'), span(name, 'changed'), span(' (derived)', 'quiet')],
  };
  return [head, ...stepLines({ label: 'text', before, after, indent: 8 }, context)];
}
