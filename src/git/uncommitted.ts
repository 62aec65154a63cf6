/** Which files are not as git has them. */
import { expectGit, type TrackedFile } from './tracked-file.ts';

/** Names on one command line. */
const together = 200;

/**
 * Those of the files that differ from what is checked out, that git does not have, or that it ignores: it is
 * asked once for many.
 *
 * @throws {SyncError} git-failed
 */
export async function uncommittedOf(
  files: readonly TrackedFile[],
): Promise<ReadonlySet<TrackedFile>> {
  const found = new Set<TrackedFile>();
  for (const root of new Set(files.map((file) => file.root))) {
    const own = files.filter((file) => file.root === root);
    for (let start = 0; start < own.length; start += together) {
      const some = own.slice(start, start + together);
      const told = await statusOf(some);
      for (const file of some) if (told.some((path) => isOf(path, file))) found.add(file);
    }
  }
  return found;
}

/** The paths that git has something to say of; one that ends in a slash is a folder. */
async function statusOf(files: readonly TrackedFile[]): Promise<readonly string[]> {
  const [first] = files;
  if (first === undefined) return [];
  const how = ['--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignored'];
  // It writes nothing of its own meanwhile, which others would have to wait for.
  const args = ['--no-optional-locks', 'status', ...how, '--', ...files.map(({ path }) => path)];
  const printed = await expectGit(first, args, 'look which data files are committed');
  // Two letters and a space stand before each path.
  return printed.split('\0').map((entry) => entry.slice(3));
}

function isOf(path: string, file: TrackedFile): boolean {
  return path === file.path || (path.endsWith('/') && file.path.startsWith(path));
}
