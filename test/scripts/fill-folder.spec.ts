import { mkdtemp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { fillFolder } from '../../scripts/lib/package/fill-folder.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'esms-fill-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('leaves a file alone that is as it should be, changes another, and takes the rest away', async () => {
  await mkdir(join(folder, 'esm'));
  await Promise.all(['a', 'b', 'c'].map((name) => writeFile(join(folder, 'esm', name), 'old')));
  const { ino, mtimeMs } = await stat(join(folder, 'esm/a'));
  const texts = new Map([
    ['esm/a', 'old'],
    ['esm/b', 'new'],
    ['cjs/d', 'new'],
  ]);
  await fillFolder(folder, texts);
  expect(await stat(join(folder, 'esm/a'))).toMatchObject({ ino, mtimeMs });
  const found = await readdir(folder, { recursive: true });
  expect(found.toSorted()).toEqual(['cjs', 'cjs/d', 'esm', 'esm/a', 'esm/b']);
  expect(await readFile(join(folder, 'esm/b'), 'utf8')).toBe('new');
});
