import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runCommand } from '../../support/run-command.js';
import type { BlockFile } from './block-files.js';
import { ROOT } from './root.js';

const TSC = `${ROOT}node_modules/typescript/bin/tsc`;
/** The words of a runner of tests, which `nest new` makes global. */
const GLOBALS = `import type * as runner from '@jest/globals';
declare global {
  const { describe, it, expect, beforeAll, afterAll }: typeof runner;
}
`;
/** A name that is not used: a fragment shows how a value is come by, and its use is left to the reader. */
const UNUSED = new Set(['6133', '6192', '6196', '6198', '6199']);
const ERROR = /^(.+)\.ts\((\d+),\d+\): error TS(\d+): (.*)$/;

/** Compiles the files in a folder of the repository with the house's strict options; @returns what is wrong, a line each. */
export async function compileBlocks(folder: string, files: readonly BlockFile[]): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  const config = {
    extends: `${ROOT}tsconfig.base.json`,
    compilerOptions: { declaration: false, sourceMap: false, inlineSources: false },
    include: ['**/*.ts'],
  };
  await write(`${folder}/package.json`, '{ "type": "module" }');
  await write(`${folder}/tsconfig.json`, JSON.stringify(config));
  await write(`${folder}/globals.d.ts`, GLOBALS);
  await Promise.all(files.map(({ path, text }) => write(`${folder}/${path}`, text)));
  const args = [TSC, '--project', folder, '--pretty', 'false'];
  const { code, output } = await runCommand(process.execPath, args, { cwd: folder, timeoutMs: 60_000 });
  const fragments = new Set(files.filter(({ isFragment }) => isFragment).map(({ path }) => path));
  const errors = output.split('\n').filter((line) => line !== '' && !isAllowed(line, fragments));
  return code === 0 || output.includes('error TS') ? errors : [`tsc ended with ${code}: ${output}`];
}

function isAllowed(line: string, fragments: ReadonlySet<string>): boolean {
  const [, path, , code] = ERROR.exec(line) ?? [];
  return fragments.has(`${path}.ts`) && UNUSED.has(code!);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
