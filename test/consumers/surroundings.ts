import { tmpdir } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { succeed } from '../support/succeed.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const installed = new Map<string, Promise<string>>();

/** The Node.js that runs this, by its major version. */
export const THIS_NODE = process.versions.node.replace(/\..*/, '');

/** What a consumer's commands see: one Node.js, and nothing of this repository or of the run that it is tested by. */
export async function surroundings(major: string): Promise<NodeJS.ProcessEnv> {
  const path = process.env['PATH']!.split(delimiter).filter((folder) => !folder.startsWith(root));
  const PATH = [dirname(await nodeOf(major)), ...path].join(delimiter);
  return { PATH, NODE_OPTIONS: '', NODE_ENV: '', COVERAGE: '', SCALE: '', JEST_WORKER_ID: '' };
}

function nodeOf(major: string): Promise<string> {
  if (major === THIS_NODE) return Promise.resolve(process.execPath);
  const known = installed.get(major) ?? install(major);
  installed.set(major, known);
  return known;
}

/** The registry's package of that name holds the program; npx keeps it. */
async function install(major: string): Promise<string> {
  const args = ['--yes', '--prefer-offline', `node@${major}`, '-p', 'process.execPath'];
  const output = await succeed('npx', args, { cwd: tmpdir(), timeoutMs: 180_000 });
  return output.trim().split('\n').at(-1)!;
}
