import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { succeed } from './succeed.js';

const library = fileURLToPath(new URL('../../libs/esms-voice/', import.meta.url));

/** Packs the library as a release does; resolves to the tarball's path. */
export const packLibrary = (into: string): Promise<string> => pack(library, into);

/** A tarball like this one but for what `change` does to the unpacked package. */
export async function repack(
  tarball: string,
  into: string,
  change: (unpacked: string) => Promise<void>,
): Promise<string> {
  const unpacked = await unpack(tarball, into);
  await change(unpacked);
  return pack(unpacked, into);
}

type Manifest = { exports: Record<string, string | Record<string, Record<string, string>>> };

/**
 * What a compiler may not find in the tarball. TypeScript helps itself where `types` is missing and a declaration lies
 * beside the code; other readers of `exports` do not.
 */
export async function exportProblems(tarball: string, scratch: string): Promise<string[]> {
  const unpacked = await unpack(tarball, scratch);
  const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(manifest.exports).flatMap(([entry, conditions]) => {
    if (typeof conditions === 'string') return [];
    return Object.entries(conditions).flatMap(([condition, targets]) => {
      const name = `exports["${entry}"].${condition}`;
      const absent = Object.values(targets).filter((file) => !existsSync(join(unpacked, file)));
      return [
        ...(Object.keys(targets)[0] === 'types' ? [] : [`${name} does not begin with types`]),
        ...absent.map((file) => `${name} names ${file}, which is not in the package`),
      ];
    });
  });
}

async function pack(cwd: string, into: string): Promise<string> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', into];
  const output = await succeed('npm', args, { cwd, timeoutMs: 60_000 });
  return join(into, /nestjs-esms-voice-[\w.-]+\.tgz/.exec(output)![0]);
}

/** Unpacks a tarball, with nothing installed beside it; resolves to the folder of the package. */
export async function unpack(tarball: string, into: string): Promise<string> {
  await mkdir(into, { recursive: true });
  await succeed('tar', ['-xzf', tarball, '-C', into], { cwd: into, timeoutMs: 60_000 });
  return join(into, 'package');
}
