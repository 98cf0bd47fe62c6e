import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from './lib/root.js';

/** What every Nest application has already. */
const OF_NEST = new Set(['@nestjs/common', '@nestjs/core', 'reflect-metadata', 'rxjs']);

interface Manifest {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What has to be installed beside the library: its peers that are needed and that Nest does not bring. */
async function missingPeers(): Promise<string[]> {
  const text = await readFile(`${ROOT}libs/esms-voice/package.json`, 'utf8');
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(text) as Manifest;
  const isMissing = (name: string): boolean => !OF_NEST.has(name) && !peerDependenciesMeta[name]?.optional;
  return Object.keys(peerDependencies).filter(isMissing);
}

describe.each(['README.md', 'README.vi.md'])('%s', (path) => {
  let lines: string[];

  const lineOf = (start: string): number => lines.findIndex((line) => line.startsWith(start)) + 1;

  beforeAll(async () => {
    lines = (await readFile(ROOT + path, 'utf8')).split('\n');
  });

  it('installs by line 10 and has a whole example by line 40', () => {
    expect([lineOf('npm install'), lineOf('await app.listen')].map((line) => line > 0)).toEqual([true, true]);
    expect(lineOf('npm install')).toBeLessThanOrEqual(10);
    expect(lineOf('await app.listen')).toBeLessThanOrEqual(40);
  });

  it('installs what the library needs beside Nest, and nothing else', async () => {
    const [, ...names] = lines[lineOf('npm install') - 1]!.replace('npm install ', '').split(' ');
    expect(names.toSorted()).toEqual((await missingPeers()).toSorted());
  });

  it('starts and tests by the commands that are promised, and shows pictures', () => {
    expect(lines).toEqual(expect.arrayContaining(['npm ci && npm start', 'npm ci && npm test']));
    expect(lines.filter((line) => line.startsWith('![')).length).toBeGreaterThan(1);
  });
});
