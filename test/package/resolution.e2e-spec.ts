import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publint } from 'publint';
import { PackedLibrary } from '../support/packed-library.js';

const MODES = ['node10', 'node16-cjs', 'node16-esm', 'bundler'] as const;

describe('the packed library, looked up by others', () => {
  let library: PackedLibrary;
  let tarball: Uint8Array<ArrayBuffer>;

  beforeAll(async () => {
    library = await PackedLibrary.make();
    tarball = new Uint8Array(await readFile(library.tarball));
  });
  afterAll(() => library.remove());

  it('gives publint nothing to say', async () => {
    const { messages } = await publint({ pack: { tarball: tarball.buffer }, level: 'suggestion', strict: true });
    expect(messages).toEqual([]);
  });

  it('gives arethetypeswrong nothing to say, in any mode of resolution', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(tarball));
    if (!analysis.types) throw new Error('The tarball has no types.');
    expect(analysis.problems).toEqual([]);
    const paths = library.entries.map(({ path }) => path);
    expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining(paths));
    for (const path of paths) {
      for (const mode of MODES) {
        const found = analysis.entrypoints[path]!.resolutions[mode].resolution?.fileName;
        expect(`${path} ${mode}: ${found}`).toMatch(
          /: \/node_modules\/nestjs-esms-voice\/dist\/(esm|cjs)\/[a-z]+\.d\.ts$/,
        );
      }
    }
  });
});
