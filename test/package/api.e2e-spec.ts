import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeApiReports } from '../../scripts/lib/api-report.mjs';

const ACCEPTED = fileURLToPath(new URL('../../libs/esms-voice/api/', import.meta.url));
const LIMIT_MS = 60_000;

describe('what the library offers', () => {
  let folder: string;
  let names: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'esms-api-'));
    names = await writeApiReports(folder);
  }, LIMIT_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is written down for each sub-path', async () => {
    expect((await readdir(ACCEPTED)).toSorted()).toEqual(names.toSorted());
  });

  it('is what was accepted', async () => {
    const changes = await Promise.all(names.map(changesOf));
    const told = changes.flat();
    expect(
      told.length > 0 ? [...told, 'Is it meant, and does the changeset say so? `npm run api` accepts it.'] : told,
    ).toEqual([]);
  });

  it('has a comment for every name', async () => {
    for (const name of names) {
      const report = await readFile(join(folder, name), 'utf8');
      expect({ [name]: report.match(/^\/\/ @public.*\(undocumented\)\n.*$/gm) }).toEqual({ [name]: null });
    }
  });

  /** The lines that are in one of both alone. */
  async function changesOf(name: string): Promise<string[]> {
    const [accepted, found] = await Promise.all([linesOf(join(ACCEPTED, name)), linesOf(join(folder, name))]);
    const gone = accepted.filter((line) => !found.includes(line)).map((line) => `- ${name}: ${line}`);
    const come = found.filter((line) => !accepted.includes(line)).map((line) => `+ ${name}: ${line}`);
    const isMoved = gone.length + come.length === 0 && accepted.join('\n') !== found.join('\n');
    return isMoved ? [`~ ${name}: the same lines in another order`] : [...gone, ...come];
  }
});

const linesOf = async (path: string): Promise<string[]> => (await readFile(path, 'utf8')).split('\n');
