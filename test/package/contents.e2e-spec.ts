import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PackedLibrary } from '../support/packed-library.js';

const MOST_BYTES = 250_000;
const CODE = /```[\s\S]*?```|`[^`\n]*`/g;
const RELATIVE_LINK = /(?:\]\(|^\[[^\]\n]+\]: |(?:src|srcset|href)=")(?!https?:\/\/|#).*/gm;

describe('the packed library', () => {
  let library: PackedLibrary;
  let files: string[];

  beforeAll(async () => {
    library = await PackedLibrary.make();
    files = await library.files();
  });
  afterAll(() => library.remove());

  it(`is smaller than ${MOST_BYTES / 1000} kB`, async () => {
    expect(await library.packedBytes()).toBeLessThan(MOST_BYTES);
  });

  it('holds the README, the licence, the contract and what is built, and nothing else', () => {
    const beside = files.filter((file) => !/^dist\/|^contract\/[a-z]+\.openapi\.json$/.test(file));
    expect(beside.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
    const built = /^dist\/(esm|cjs)\/(chunks\/)?[a-z0-9-]+(\.d\.ts|\.js|\.js\.map)$|^dist\/cjs\/package\.json$/;
    expect(files.filter((file) => file.startsWith('dist/') && !built.test(file))).toEqual([]);
  });

  it('holds no test, no benchmark and no note of the compiler', () => {
    expect(files.filter((file) => /spec|\.contract\.|bench|tsbuildinfo/.test(file))).toEqual([]);
  });

  it('holds every file that its package.json names', () => {
    const { manifest, entries } = library;
    const named = [
      ...Object.values(manifest.bin),
      ...entries.flatMap((entry) => [entry.import, entry.require].flatMap(({ types, default: code }) => [types, code])),
    ].map((file) => file.replace(/^\.\//, ''));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
  });

  it('names the types first, for TypeScript takes the first condition that it knows', () => {
    const orders = library.entries.flatMap((entry) => [Object.keys(entry.import), Object.keys(entry.require)]);
    expect(new Set(orders.map(String))).toEqual(new Set(['types,default']));
  });

  it('has a README whose links lead somewhere from the page on npm', async () => {
    const readme = await library.read('README.md');
    expect(readme.replaceAll(CODE, '').match(RELATIVE_LINK)).toBeNull();
    const { name, version } = library.manifest;
    expect(readme).toContain(`/blob/${name}@${version}/docs/ring-once.md`);
  });
});
