import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { succeed } from './succeed.js';

const LIBRARY = fileURLToPath(new URL('../../libs/esms-voice/', import.meta.url));
const LIMIT_MS = 60_000;

/** Packs the library, or another folder, as a release does; resolves to the tarball's path. */
export async function pack(into: string, folder = LIBRARY): Promise<string> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', into];
  const output = await succeed('npm', args, { cwd: folder, timeoutMs: LIMIT_MS });
  return join(into, /nestjs-esms-voice-[\w.-]+\.tgz/.exec(output)![0]);
}

/** Unpacks a tarball, with nothing installed beside it; resolves to the folder of the package. */
export async function unpack(tarball: string, into: string): Promise<string> {
  await mkdir(into, { recursive: true });
  await succeed('tar', ['-xzf', tarball, '-C', into], { cwd: into, timeoutMs: LIMIT_MS });
  return join(into, 'package');
}
