import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import { exportProblems } from './packed-library.js';
import type { Row } from './rows.js';
import { succeed } from '../support/succeed.js';
import { surroundings, THIS_NODE } from './surroundings.js';
import { findVersions, type FoundVersions } from './versions.js';

const applications = fileURLToPath(new URL('.', import.meta.url));
const INSTALL_MS = 240_000;
const RUN_MS = 100_000;

const INSTALL: Record<Row['installer'], [string, ...string[]]> = {
  npm: ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline'],
  pnpm: ['npx', '--yes', '--prefer-offline', 'pnpm@10', 'add', '--prefer-offline'],
};
/** npm overrides a peer that does not fit with a warning alone. */
const UNEASY = /ERESOLVE|Issues with peer dependencies/;

/** What a row that passed was made of. */
export interface RowResult extends FoundVersions {
  readonly name: string;
  readonly shows: string;
  readonly installer: string;
  readonly nodes: readonly string[];
  /** The day, in UTC. */
  readonly date: string;
}

/** Where a row is built. */
export interface Place {
  readonly tarball: string;
  readonly folder: string;
  readonly nodes: readonly string[];
}

/**
 * Does what the application's owner would: installs the tarball, checks the types, runs the application's own tests.
 * @throws Error with the output of the first command that fails
 */
export async function runRow(row: Row, { tarball, folder, nodes }: Place): Promise<RowResult> {
  const problems = await exportProblems(tarball, join(folder, `${row.name}.tarball`));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const cwd = join(folder, row.name);
  await cp(join(applications, row.name), cwd, { recursive: true });
  await install(row, tarball, cwd);
  await succeed('npm', ['run', 'typecheck'], { cwd, env: await surroundings(THIS_NODE), timeoutMs: RUN_MS });
  const found: string[] = [];
  for (const node of nodes) found.push(await test(cwd, node));
  const { name, shows, installer } = row;
  return { name, shows, ...(await findVersions(cwd)), installer, nodes: found, date: today() };
}

async function install({ installer }: Row, tarball: string, cwd: string): Promise<void> {
  const [command, ...args] = INSTALL[installer];
  const env = await surroundings(THIS_NODE);
  const output = await succeed(command, [...args, tarball], { cwd, env, timeoutMs: INSTALL_MS });
  if (UNEASY.test(output)) throw new Error(`The installation has doubts:\n${output}`);
}

/** Resolves to the version of Node.js that ran the tests. */
async function test(cwd: string, major: string): Promise<string> {
  const env = { ...(await surroundings(major)), PORT: String(await freePort()) };
  await succeed('npm', ['test'], { cwd, env, timeoutMs: RUN_MS });
  const version = await succeed('node', ['-p', 'process.versions.node'], { cwd, env, timeoutMs: RUN_MS });
  return version.trim();
}

const today = (): string => new Date().toISOString().slice(0, 10);
