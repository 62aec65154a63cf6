/** What a bot password or a token needs to be allowed, and what it had better not be. */

/** A grant as MediaWiki has it. See https://www.mediawiki.org/wiki/Manual:$wgGrantPermissions */
interface SurplusGrant {
  /** As Special:BotPasswords shows it in English. */
  readonly label: string;
  /** Rights that come with no grant that is needed; one of them shows that the grant is there. */
  readonly rights: readonly string[];
}

/** Grants that would let a thief of the password do what wikisync never does. */
const surplusGrants: readonly SurplusGrant[] = [
  { label: 'Edit protected pages', rights: ['editprotected'] },
  {
    label: 'Create, edit, and move pages',
    rights: ['createpage', 'createtalk', 'move', 'suppressredirect'],
  },
  {
    label: 'Edit the MediaWiki namespace and sitewide/user JSON',
    rights: ['editinterface', 'editsitejson', 'edituserjson'],
  },
  {
    label: 'Edit sitewide and user CSS/JS',
    rights: ['editsitecss', 'editsitejs', 'editusercss', 'edituserjs'],
  },
  {
    label: 'Delete pages, revisions, and log entries',
    rights: ['delete', 'bigdelete', 'deleterevision', 'deletelogentry', 'undelete'],
  },
  { label: 'Block and unblock users', rights: ['block', 'blockemail'] },
  { label: 'Protect and unprotect pages', rights: ['protect'] },
  { label: 'Hide users and suppress revisions', rights: ['suppressrevision', 'viewsuppressed'] },
  { label: 'Import revisions', rights: ['importupload'] },
  { label: 'Merge page histories', rights: ['mergehistory'] },
  { label: 'Rollback changes to pages', rights: ['rollback'] },
  { label: 'Send email to other users', rights: ['sendemail'] },
  {
    label: 'Upload new files',
    rights: ['upload', 'reupload', 'reupload-own', 'reupload-shared', 'upload_by_url', 'movefile'],
  },
];

/** The surplus grants that an account's rights show: their labels, and the rights. */
export function surplusIn(
  rights: readonly string[],
): readonly { readonly label: string; readonly rights: readonly string[] }[] {
  return surplusGrants
    .map((grant) => ({ ...grant, rights: grant.rights.filter((right) => rights.includes(right)) }))
    .filter((found) => found.rights.length > 0);
}

/** The least that an account's bot password must be allowed, and to what it can be limited. */
export function leastGrants(needs: {
  /** Whether edits are marked as a bot's. */
  readonly bot: boolean;
  readonly titles: readonly string[];
}): string {
  const grants = needs.bot
    ? "'Basic rights', 'Edit existing pages' and 'High-volume editing'"
    : "'Basic rights' and 'Edit existing pages'";
  const pages = [...new Set(needs.titles)].map((title) => `'${title}'`);
  const limit =
    pages.length === 0 ? '' : `, limited to ${listed(pages)} and to this machine's address`;
  return `It needs the grants ${grants} and no more${limit}.`;
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  const [last = '', ...others] = items.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}
