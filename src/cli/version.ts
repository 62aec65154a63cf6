import { fileURLToPath } from 'node:url';
import { readText } from '../files.ts';

/** The version in the package's own manifest, two folders above this file's. */
export async function packageVersion(): Promise<string> {
  const path = fileURLToPath(new URL('../../package.json', import.meta.url));
  const manifest: unknown = JSON.parse((await readText(path)) ?? '{}');
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'unknown';
}
