/** A call for a new record, laid out like its neighbours. */
import type { ArgumentStep } from './call-edits.ts';
import { type CallLayout, renderArgument } from './call-layout.ts';

/** Renders a call of the steps' arguments, in the neighbour's order and else in the config's. */
export function renderCall(
  layout: CallLayout,
  steps: readonly ArgumentStep[],
  parameters: readonly string[],
): string {
  const present = new Map<string, string>();
  for (const { parameter, text } of steps) if (text !== undefined) present.set(parameter, text);
  const order = orderLike(layout.order, parameters).filter((name) => present.has(name));
  let count = 0;
  const rendered = order.map((name, index) => {
    const positional = layout.positional.has(name) && name === String(count + 1);
    if (positional) count += 1;
    const space = index === 0 ? layout.first : layout.between;
    return `${space}${renderArgument(layout, { name, positional, text: present.get(name) ?? '' })}`;
  });
  // `}` before the closing braces would be taken for one of them.
  const body = rendered.join('');
  const guard = layout.closing === '' && body.endsWith('}') ? ' ' : '';
  return `{{${layout.name}${body}${guard}${layout.closing}}}`;
}

/** The neighbour's order, with each parameter that it lacks behind its predecessor in the config. */
function orderLike(neighbour: readonly string[], parameters: readonly string[]): readonly string[] {
  const order = [...new Set(neighbour)].filter((name) => parameters.includes(name));
  for (const [index, name] of parameters.entries()) {
    if (order.includes(name)) continue;
    const before = parameters.slice(0, index).findLast((earlier) => order.includes(earlier));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name);
  }
  return order;
}
