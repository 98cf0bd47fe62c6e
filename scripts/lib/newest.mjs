import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** When the newest of these files and folders was written; a folder's own time tells what was deleted in it. */
export async function newestOf(paths) {
  const times = await Promise.all(paths.map(timeOf));
  return Math.max(0, ...times);
}

async function timeOf(path) {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(path);
  return Math.max(found.mtimeMs, await newestOf(inside.map((name) => join(path, name))));
}
