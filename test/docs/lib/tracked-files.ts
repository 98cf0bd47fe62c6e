import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ROOT } from './root.js';

/** What `.gitignore` leaves out, for a copy of the repository without git. */
const IGNORED = new Set(['node_modules', 'dist', 'build', 'coverage', '.cache', '.git', 'reports']);

/** Every file that a reader of the repository finds, by its path from the root. */
export async function trackedFiles(): Promise<ReadonlySet<string>> {
  return new Set(await askGit().catch(() => walk('')));
}

async function askGit(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: ROOT });
  return stdout.split('\0').filter((path) => path !== '');
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(ROOT + folder, { withFileTypes: true });
  const below = entries
    .filter(({ name }) => !IGNORED.has(name))
    .map((entry) => (entry.isDirectory() ? walk(`${folder}${entry.name}/`) : Promise.resolve([folder + entry.name])));
  return (await Promise.all(below)).flat();
}
