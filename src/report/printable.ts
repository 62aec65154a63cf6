/**
 * Text from pages, files and wikis, made safe for terminals and for the logs of build services.
 *
 * A page that anyone may edit must not be able to move the cursor, hide text from a reviewer or
 * turn it around, nor give orders to the service that runs us.
 */

/**
 * Control characters, halves of surrogate pairs, line separators, and what has no width: bidi
 * controls, joiners, tags.
 */
const unprintable = () =>
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]/gu;

/** What most reports are made of has none of them: to look for all of them takes long to prepare. */
const plain = /^[\n -~\u00A0-\u00AC\u00AE-\u02FF\u2010-\u2027\u2190-\u22FF]*$/;

/**
 * Workflow commands as GitHub's runner reads them: two colons behind any white space at a line's
 * start, or `##[command` anywhere; likewise `##vso[` (Azure Pipelines) and `##teamcity[`.
 * See https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const orders = /^\s*:(?=:)|#(?=#(?:vso|teamcity)?\[[a-z][a-z.-]*[\s\]])/gim;

/** The text with its unprintable characters as `\u{202E}`, and without orders for a build service. */
export function printable(text: string): string {
  return defused(plain.test(text) ? text : text.replaceAll(unprintable(), visible));
}

/** The same for a text that is to stay on its line: its line feeds are unprintable too. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', codePoint);
}

/** Breaks the orders in a text that is printable: only a whole text shows what begins its lines. */
export function defused(text: string): string {
  return text.replaceAll(orders, (order) => `${order.slice(0, -1)}${codePoint(order.slice(-1))}`);
}

/** JSON text that means the same, and that a terminal or a build service can be shown. */
export function printableJson(json: string): string {
  const escaped = json.replaceAll(unprintable(), (character) =>
    isHarmless(character) ? character : jsonEscape(character),
  );
  // No line of JSON begins with colons.
  return escaped.replaceAll(orders, jsonEscape);
}

function visible(character: string): string {
  return isHarmless(character) ? character : codePoint(character);
}

/** Line feeds, and the variation selectors that emoji need. */
function isHarmless(character: string): boolean {
  return character === '\n' || (character >= '\u{FE00}' && character <= '\u{FE0F}');
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

function jsonEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
