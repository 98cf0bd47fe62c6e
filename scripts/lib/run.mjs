import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/** Runs a command from the root with the terminal's streams; resolves to its exit code (128 + n after signal n). */
function run(command, args, { env = {}, stdio = 'inherit', cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 143 : 1)));
  });
}

/** The same, with this Node.js and a script of an installed package. */
export const runNode = (args, options) => run(process.execPath, args, options);
