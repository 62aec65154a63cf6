/** Files that are named after pages, with names that any system can hold. */

/** A device of Windows's, whatever follows a dot. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/**
 * The file of a page, relative to its folder, with `/` between its parts. What some system's file
 * name cannot hold is percent-encoded, so that no title leads out of the folder or to a device.
 *
 * @param extension with its dot
 */
export function fileOfTitle(title: string, extension: string): string {
  const parts = title
    .replace(/ /g, '_')
    .replace(/%/g, '%25')
    // A slash beside nothing would vanish in a path.
    .replace(/^\/|\/(?=\/|$)/g, '%2F')
    .split('/');
  return parts.map(fileName).join('/') + extension;
}

function fileName(part: string): string {
  return part
    .replace(/[\\:*?"]/g, percent)
    .replace(/^\.|\.$/g, percent)
    .replace(reserved, (name) => percent(name.slice(0, 1)) + name.slice(1));
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
