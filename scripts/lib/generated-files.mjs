import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { fromRoot } from './paths.mjs';

/**
 * Writes files that a script makes, formatted; with `--check` it only names those that are stale, and fails.
 * @param texts what stands in each file, by its path from the root
 * @param command what to run when they are stale
 */
export async function writeGenerated(texts, command) {
  const stale = await staleOf(texts);
  if (process.argv.includes('--check')) return complain(stale, command);
  for (const { file, text } of stale) {
    await mkdir(dirname(fromRoot(file)), { recursive: true });
    await writeFile(fromRoot(file), text);
    console.log(`Written: ${file}`);
  }
}

async function staleOf(texts) {
  const stale = [];
  for (const [file, raw] of Object.entries(texts)) {
    const text = await formatted(file, raw);
    if ((await readFile(fromRoot(file), 'utf8').catch(ifMissing)) !== text) stale.push({ file, text });
  }
  return stale;
}

function complain(stale, command) {
  if (stale.length === 0) return;
  console.error(`Stale, run \`${command}\`: ${stale.map(({ file }) => file).join(', ')}`);
  process.exitCode = 1;
}

async function formatted(file, text) {
  const path = fromRoot(file);
  return format(text, { ...(await resolveConfig(path, { editorconfig: true })), filepath: path });
}

function ifMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}
