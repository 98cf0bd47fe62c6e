import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where servers are installed although the PATH of a user does not say so. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/opt/homebrew/bin'];

/** The path of an installed program, or `undefined`. */
export function findProgram(name, folders = [...(process.env.PATH ?? '').split(delimiter), ...MORE_FOLDERS]) {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command to its end or to the limit; resolves to `{ ok, output }` in any case. */
export function outcomeOf(command, args, { limitMs, env = {} }) {
  return new Promise((resolve) => {
    const options = { timeout: limitMs, killSignal: 'SIGKILL', env: { ...process.env, ...env } };
    execFile(command, args, options, (error, stdout, stderr) => {
      const why = error?.killed ? `${command} took more than ${limitMs / 1000} s` : stderr || error?.message;
      resolve(error ? { ok: false, output: why.trim() } : { ok: true, output: stdout.trim() });
    });
  });
}
