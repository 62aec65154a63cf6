/** Stands for what is hidden. A text that holds it has no separator where it stands. */
const hidden = '\0';

const partners: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Comments, tags and entities: what may hold a separator that separates nothing. */
const markup =
  /<!--[\s\S]*?-->|<\/?[a-zA-Z][^<>]*>|&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z][a-zA-Z\d]+);/g;

/**
 * Hides what stands inside brackets, comments, tags and entities, so that separators can be looked
 * for in the rest: `[[User:X|Cao, Bo]] (Xen, ARM), Al` has one comma. A bracket without its partner
 * hides nothing.
 *
 * @param kept a separator that stays though it is a tag or an entity itself, such as `<br>`
 * @returns a text of the same length
 */
export function hideNested(text: string, kept?: string): string {
  if (!/[<&([{]/.test(text)) return text;
  const flat = text.replace(markup, (found) =>
    found === kept ? found : hidden.repeat(found.length),
  );
  const units = flat.split('');
  const open: number[] = [];
  for (const [at, unit] of flat.split('').entries()) {
    if ('([{'.includes(unit)) open.push(at);
    const partner = partners[unit];
    if (partner === undefined) continue;
    const from = open.findLastIndex((opened) => flat[opened] === partner);
    if (from === -1) continue;
    units.fill(hidden, open[from], at + 1);
    open.length = from;
  }
  return units.join('');
}
