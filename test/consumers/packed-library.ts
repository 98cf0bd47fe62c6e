import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pack, unpack } from '../support/pack.js';
import type { Manifest } from '../support/packed-library.js';

/** A tarball like this one but for what `change` does to the unpacked package. */
export async function repack(
  tarball: string,
  into: string,
  change: (unpacked: string) => Promise<void>,
): Promise<string> {
  const unpacked = await unpack(tarball, into);
  await change(unpacked);
  return pack(into, unpacked);
}

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
