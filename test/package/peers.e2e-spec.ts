import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { PackedLibrary } from '../support/packed-library.js';

/** What each sub-path may need beyond what everybody installs: in code, and in the types that it is declared with. */
const OPTIONAL: Record<string, { code: string[]; types: string[] }> = {
  '.': { code: [], types: [] },
  './verification': { code: [], types: [] },
  './dispatch': { code: [], types: [] },
  './redis': { code: [], types: ['ioredis'] },
  './bullmq': { code: ['bullmq'], types: ['ioredis'] },
  './terminus': { code: ['@nestjs/terminus'], types: [] },
  './opentelemetry': { code: ['@opentelemetry/api'], types: [] },
  './testing': { code: [], types: [] },
};

describe('the packages that a sub-path needs', () => {
  let library: PackedLibrary;
  let optional: string[];
  let required: string[];

  beforeAll(async () => {
    library = await PackedLibrary.make();
    const { dependencies, peerDependencies, peerDependenciesMeta } = library.manifest;
    optional = Object.keys(peerDependenciesMeta);
    required = [...Object.keys(dependencies), ...Object.keys(peerDependencies)].filter(
      (name) => !optional.includes(name),
    );
  });
  afterAll(() => library.remove());

  it('are written down for every sub-path', () => {
    expect(Object.keys(OPTIONAL)).toEqual(library.entries.map(({ path }) => path));
    expect(optional).toEqual(['@nestjs/terminus', '@opentelemetry/api', 'bullmq', 'ioredis']);
  });

  describe.each(Object.entries(OPTIONAL))('of %s', (path, allowed) => {
    it.each(['import', 'require'] as const)(
      'are, by %s, what everybody has and its own optional peers',
      async (system) => {
        const entry = library.entries.find((each) => each.path === path)!;
        const code = await packagesOf(entry[system].default);
        expect(without(code, required)).toEqual(allowed.code);
        const types = await packagesOf(entry[system].types);
        expect(without(types, [...required, ...allowed.code])).toEqual(allowed.types);
      },
    );
  });

  it('of the command line are what everybody has', async () => {
    for (const program of Object.values(library.manifest.bin)) {
      expect(without(await packagesOf(program), required)).toEqual([]);
    }
  });

  /** All packages that a file or what it imports asks for, early or late. */
  async function packagesOf(start: string): Promise<Set<string>> {
    const packages = new Set<string>();
    const files = new Set([posix.normalize(start)]);
    for (const file of files) {
      const { importedFiles } = ts.preProcessFile(await library.read(file), true, true);
      for (const { fileName } of importedFiles) {
        if (fileName.startsWith('.')) files.add(besides(file, fileName));
        else if (!isBuiltin(fileName)) packages.add(packageOf(fileName));
      }
    }
    return packages;
  }
});

function besides(file: string, imported: string): string {
  const found = posix.join(posix.dirname(file), imported);
  return file.endsWith('.d.ts') ? found.replace(/\.js$/, '.d.ts') : found;
}

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

const without = (names: Set<string>, known: string[]): string[] =>
  [...names].filter((name) => !known.includes(name)).toSorted();
