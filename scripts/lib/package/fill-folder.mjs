import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * Has a folder hold these files and no others. What is as it should be is left alone, and what is new takes its place in one step, so
 * that a process which runs from the folder meanwhile finds every file.
 * @param {string} folder
 * @param {ReadonlyMap<string, string>} texts by path
 */
export async function fillFolder(folder, texts) {
  await Promise.all([...texts].map(([path, text]) => put(join(folder, path), text)));
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  await Promise.all(files.filter((file) => !texts.has(relative(folder, file))).map((file) => rm(file)));
}

async function put(file, text) {
  if ((await readFile(file, 'utf8').catch(() => null)) === text) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
