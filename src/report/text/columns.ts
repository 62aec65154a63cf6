/** How many columns of a terminal a printable text takes. */
export function columnsOf(text: string): number {
  // Letters of Latin, dashes, quotes and arrows are told without a pattern of all scripts.
  if (/^[ -~\u00A0-\u02FF\u2010-\u2027\u2190-\u22FF]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

/**
 * Whether it takes two columns; a line may be broken between two such.
 *
 * Those are East Asian wide characters and emoji: see https://www.unicode.org/reports/tr11/.
 */
export function isWide(character: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u{3000}-\u{303E}\u{FF01}-\u{FF60}\u{FFE0}-\u{FFE6}]$/u.test(
    character,
  );
}

function columnsOfCharacter(character: string): number {
  if (/^[\p{Mn}\p{Me}]$/u.test(character)) return 0;
  return isWide(character) ? 2 : 1;
}
