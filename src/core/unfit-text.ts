/** Texts that cannot be the same on a wiki and in a data file. */

/** C0 except tab and line feed, DEL and the two non-characters; C1 is storable on a wiki. */
export const forbiddenCharacter = /[^\P{Cc}\t\n\u0080-\u009f]|[\ufffe\uffff]/u;

/** Without them a text is fit: no controls, and no letters that may be put together with others. */
const worthALook = /[^\t\n\u0020-\u007e\u00a0-\u02ff]/;

/** Why a text is unfit, as a clause without its full stop, and what to do about it. */
export interface UnfitText {
  readonly code: 'control-character' | 'lone-surrogate' | 'not-nfc';
  readonly reason: string;
  readonly hint: string;
}

/**
 * What makes a text unfit to be a value or a name: a wiki stores another one in its place, or no
 * data file can hold it.
 *
 * @returns `undefined` for one that is fit
 */
export function unfitText(text: string): UnfitText | undefined {
  if (!worthALook.test(text)) return undefined;
  const forbidden = forbiddenCharacter.exec(text);
  if (forbidden !== null) return controlCharacter(forbidden[0]);
  if (/\p{Cs}/u.test(text)) {
    return {
      code: 'lone-surrogate',
      reason: 'half of a surrogate pair stands alone, which is no character',
      hint: 'Write the character itself, or both halves.',
    };
  }
  if (text === text.normalize('NFC')) return undefined;
  return {
    code: 'not-nfc',
    reason: `'${shortened(text)}' is not in the Unicode normal form NFC, in which wikis store texts`,
    hint: 'Type the letters with their accents anew, or convert the file with uconv -x any-nfc.',
  };
}

/** The same for one character that `forbiddenCharacter` matches. */
export function controlCharacter(character: string): UnfitText {
  const number = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'control-character',
    reason: `the character U+${number} cannot stand in a data file`,
    hint: 'Remove it: editors show it as a box, as ^M or not at all.',
  };
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text;
}
