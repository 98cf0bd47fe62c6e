import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { newestOf } from './newest.mjs';
import { fromRoot } from './paths.mjs';
import { runNode } from './run.mjs';

const SOURCES = ['apps/console/src', 'apps/console/index.html', 'apps/console/vite.config.ts', 'package-lock.json'];
const DIST = fromRoot('apps/console/dist');
/** Written last, with the time at which the build began; each build empties the folder first. */
const STAMP = join(DIST, '.built');
const COMPRESSORS = { '.br': promisify(brotliCompress), '.gz': promisify(gzip) };

/** Builds the web console where its sources are newer than it; resolves to the exit code. */
export async function buildConsole() {
  const began = new Date();
  if (!(await isStale())) return 0;
  const options = ['--logLevel', 'warn'];
  const code = await runNode([fromRoot('node_modules/vite/bin/vite.js'), 'build', 'apps/console', ...options]);
  if (code !== 0) return code;
  await compress();
  await writeFile(STAMP, '');
  await utimes(STAMP, began, began);
  return 0;
}

async function isStale() {
  const built = await stat(STAMP).catch(() => null);
  if (built === null) return true;
  return (await newestOf(SOURCES.map((path) => fromRoot(path)))) >= built.mtimeMs;
}

/** The server sends what stands compressed beside a file to who takes it. */
async function compress() {
  const names = await readdir(DIST, { recursive: true });
  const texts = names.filter((name) => /\.(js|css|html)$/.test(name)).map((name) => join(DIST, name));
  await Promise.all(texts.flatMap((path) => Object.keys(COMPRESSORS).map((ending) => compressTo(path, ending))));
}

async function compressTo(path, ending) {
  await writeFile(path + ending, await COMPRESSORS[ending](await readFile(path)));
}
