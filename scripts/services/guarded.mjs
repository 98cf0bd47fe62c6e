import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../lib/paths.mjs';

/** The servers of this run, in the hands of a guard that ends them when this process is gone. */
export class Guarded {
  #guard;
  #folder;
  #servers = new Map();

  constructor(guard, folder) {
    this.#guard = guard;
    this.#folder = folder;
    guard.on('message', ({ id, pid, exited }) => {
      if (exited) this.#servers.get(id)?.exited(exited);
      else this.#servers.get(id)?.started(pid);
    });
  }

  static async begin() {
    const folder = await mkdtemp(join(tmpdir(), 'esms-voice-services-'));
    // A server that is not run by root must get through to its own folder.
    await chmod(folder, 0o711);
    const options = { detached: true, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] };
    const guard = fork(fromRoot('scripts/services/guard.mjs'), [folder], options);
    await Promise.race([once(guard, 'message'), endedEarly(guard)]);
    return new Guarded(guard, folder);
  }

  /** A folder of its own for a server; it goes when the servers go. */
  async makeFolder(name, user) {
    const path = join(this.#folder, name);
    await mkdir(path, { mode: 0o700 });
    if (user) await chown(path, user.uid, user.gid);
    return path;
  }

  /** Starts a command; `exited` resolves to its `{ code, output }`. */
  async start(command, args, { user, cwd }) {
    const id = this.#servers.size;
    const { promise: started, resolve: onStarted } = deferred();
    const { promise: exited, resolve: onExited } = deferred();
    this.#servers.set(id, { started: onStarted, exited: onExited });
    this.#guard.send({ id, start: { command, args, user, cwd } });
    return { pid: await started, exited };
  }

  /** Runs a command when the run is over; ask for it before there is something to undo. */
  undoWith(command, args, env) {
    this.#guard.send({ undo: { command, args, env } });
  }

  async end() {
    const ended = once(this.#guard, 'exit');
    if (this.#guard.connected) this.#guard.disconnect();
    if (this.#guard.exitCode === null && this.#guard.signalCode === null) await ended;
  }
}

async function endedEarly(guard) {
  await once(guard, 'exit');
  throw new Error('The guard of the services ended early; it says why above.');
}

function deferred() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}
