import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const GATEWAY = fileURLToPath(new URL('../gateway.mjs', import.meta.url));
const WORKER = fileURLToPath(new URL('../worker.mjs', import.meta.url));
const CONTENDERS = fileURLToPath(new URL('../contenders/', import.meta.url));

/** Keeps a process on one core, where `taskset` works: the server on the first, the contenders on the second. */
function pin(pid, core) {
  spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)], { stdio: 'ignore' });
}

async function start(file, args, core) {
  const child = fork(file, args, { execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  pin(child.pid, core);
  const [message] = await once(child, 'message');
  return { child, message };
}

/** Starts the server; `url` is where it listens. */
export async function startGateway() {
  const { child, message } = await start(GATEWAY, [], 0);
  return { url: message.url, stop: () => child.disconnect() };
}

/** Starts a contender by the name of its file. */
export async function startContender(name, url) {
  const { child } = await start(WORKER, [`${CONTENDERS}${name}.mjs`, url], 1);
  return {
    run: async (count, inFlight, options = {}) => {
      child.send({ count, inFlight, ...options });
      const [result] = await once(child, 'message');
      return result;
    },
    stop: () => child.disconnect(),
  };
}
