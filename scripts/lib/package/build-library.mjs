import { copyFile, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { newestOf } from '../newest.mjs';
import { fromRoot } from '../paths.mjs';
import { LIBRARY, MODULES, readManifest } from './entries.mjs';
import { packedReadme } from './packed-readme.mjs';
import { writeLibrary } from './write-library.mjs';

const SOURCES = [
  MODULES,
  `${LIBRARY}/package.json`,
  fromRoot('scripts/lib/package'),
  fromRoot('README.md'),
  fromRoot('LICENSE'),
];
/** Has the time at which the newest source was written that is in the build. */
const STAMP = fromRoot('.cache/library.built');

/** Writes what is packed, where something is newer than it. */
export async function buildLibrary() {
  const newest = new Date(await newestOf(SOURCES));
  if (!(await isStale(newest))) return;
  const manifest = await readManifest();
  await writeLibrary(manifest);
  const readme = await readFile(fromRoot('README.md'), 'utf8');
  await writeFile(`${LIBRARY}/README.md`, packedReadme(readme, manifest));
  await copyFile(fromRoot('LICENSE'), `${LIBRARY}/LICENSE`);
  await writeFile(STAMP, '');
  await utimes(STAMP, newest, newest);
}

async function isStale(newest) {
  const packed = [STAMP, `${LIBRARY}/dist`, `${LIBRARY}/README.md`, `${LIBRARY}/LICENSE`];
  const found = await Promise.all(packed.map((path) => stat(path).catch(() => null)));
  return found.includes(null) || found[0].mtimeMs < Math.floor(newest.getTime());
}
