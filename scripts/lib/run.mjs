import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { root } from './paths.mjs';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command from the root with the terminal's streams; resolves to its exit code (128 + n after signal n).
 * A signal to this process is passed on, so that what follows the command is still done.
 */
export async function run(command, args, { env = {}, stdio = 'inherit', cwd = root } = {}) {
  const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } });
  const passOn = (signal) => child.kill(signal);
  for (const signal of PASSED_ON) process.on(signal, passOn);
  try {
    const [code, signal] = await once(child, 'exit');
    return code ?? 128 + constants.signals[signal];
  } finally {
    for (const signal of PASSED_ON) process.off(signal, passOn);
  }
}

/** The same, with this Node.js and a script of an installed package. */
export const runNode = (args, options) => run(process.execPath, args, options);
