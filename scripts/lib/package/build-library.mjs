import { access, copyFile, readFile, writeFile } from 'node:fs/promises';
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
/** Says when the newest source was written that is in the build: a file's own time is rounded where it is set. */
const STAMP = fromRoot('.cache/library.built');

/** Writes what is packed, where something is newer than it. */
export async function buildLibrary() {
  const newest = String(await newestOf(SOURCES));
  if (await isBuilt(newest)) return;
  const manifest = await readManifest();
  await writeLibrary(manifest);
  const readme = await readFile(fromRoot('README.md'), 'utf8');
  await writeFile(`${LIBRARY}/README.md`, packedReadme(readme, manifest));
  await copyFile(fromRoot('LICENSE'), `${LIBRARY}/LICENSE`);
  await writeFile(STAMP, newest);
}

async function isBuilt(newest) {
  if ((await readFile(STAMP, 'utf8').catch(() => null)) !== newest) return false;
  const packed = [`${LIBRARY}/dist`, `${LIBRARY}/README.md`, `${LIBRARY}/LICENSE`].map((path) => access(path));
  return Promise.all(packed).then(
    () => true,
    () => false,
  );
}
