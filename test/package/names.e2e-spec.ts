import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PackedLibrary } from '../support/packed-library.js';
import { runCommand } from '../support/run-command.js';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const LIMIT_MS = 30_000;

/** Prints what each sub-path gives: names, and how the functions and classes behind them call themselves. */
const TELL_NAMES = `
const tell = (names) => Object.fromEntries(Object.keys(names).toSorted().map((key) => [key, typeof names[key] === 'function' ? names[key].name : null]));
const paths = process.argv.slice(2);
(async () => {
  const told = {};
  for (const path of paths) {
    const names = await load(path);
    told[path] = tell(names);
  }
  console.log(JSON.stringify(told));
})();
`;

type Told = Record<string, Record<string, string | null>>;

describe('the names of the packed library', () => {
  let library: PackedLibrary;
  let bySystem: { import: Told; require: Told };

  beforeAll(async () => {
    library = await PackedLibrary.make();
    await symlink(join(REPOSITORY, 'node_modules'), join(library.root, 'node_modules'));
    await writeFile(join(library.root, 'tell.mjs'), `const load = (path) => import(path);${TELL_NAMES}`);
    await writeFile(join(library.root, 'tell.cjs'), `const load = (path) => require(path);${TELL_NAMES}`);
    const [told, toldByRequire] = await Promise.all([tell('tell.mjs'), tell('tell.cjs')]);
    bySystem = { import: told, require: toldByRequire };
  }, LIMIT_MS);
  afterAll(() => library.remove());

  it('are the same by import and by require', () => {
    expect(bySystem.require).toEqual(bySystem.import);
  });

  it('are those of the sources, and so are the names of classes and functions, which logs and stack traces show', async () => {
    for (const [specifier, told] of Object.entries(bySystem.import)) {
      const source = (await import(specifier)) as Record<string, unknown>;
      const names = Object.keys(source).map((key) => [key, nameOf(source[key])]);
      expect({ [specifier]: told }).toEqual({ [specifier]: Object.fromEntries(names) });
    }
  });

  it('are there for every sub-path', () => {
    expect(Object.values(bySystem.import).map((told) => Object.keys(told).length)).not.toContain(0);
  });

  async function tell(script: string): Promise<Told> {
    const specifiers = library.entries.map(({ path }) => `nestjs-esms-voice${path.slice(1)}`);
    const { code, output } = await runCommand('node', [script, ...specifiers], {
      cwd: library.root,
      timeoutMs: LIMIT_MS,
    });
    if (code !== 0) throw new Error(output);
    return JSON.parse(output) as Told;
  }
});

const nameOf = (value: unknown): string | null => (typeof value === 'function' ? value.name : null);
