/** Names that are made from what a page says. */

/** Longest name made of words; a longer one is cut between two of them. */
const longest = 40;

/** Names that mean something else to programs, and that configs refuse. */
const reserved = ['constructor', 'prototype', 'proto'];

/** A short name for data files, in the page's own script, unlike those that are taken. */
export function slugOf(text: string, taken: { has: (name: string) => boolean }): string {
  return freeName(shortened(dashed(text.normalize('NFC'), /[^\p{L}\p{M}\p{N}]+/gu)), taken);
}

/** A name for a listing or a wiki, which has letters and digits of ASCII alone. */
export function asciiSlugOf(
  text: string,
  {
    fallback,
    taken,
  }: { readonly fallback: string; readonly taken: { has(name: string): boolean } },
): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  const slug = shortened(dashed(plain, /[^A-Za-z0-9]+/g));
  return freeName(slug === '' || /^\d+$/.test(slug) ? fallback : slug, taken);
}

function dashed(text: string, others: RegExp): string {
  return text
    .toLowerCase()
    .replace(others, '-')
    .replace(/^-+|-+$/g, '')
    .normalize('NFC');
}

function shortened(slug: string): string {
  if (slug.length <= longest) return slug;
  const cut = slug.slice(0, longest + 1);
  const end = cut.lastIndexOf('-');
  return end > 0 ? cut.slice(0, end) : slug.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}

function freeName(plain: string, taken: { has: (name: string) => boolean }): string {
  const name = plain === '' || reserved.includes(plain) ? `value${plain && '-'}${plain}` : plain;
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
