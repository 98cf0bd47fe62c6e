import { fork, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const inBench = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The measured side has the second core to itself; its other side, gateway or load, has the first. */
const OTHER_CORE = 0;
const MEASURED_CORE = 1;

/** Keeps a process on one core, where `taskset` works. */
function pin(pid, core) {
  spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)], { stdio: 'ignore' });
}

/** Starts a process; `ask` sends it an order and resolves to its answer. */
async function start(file, args, core) {
  const child = fork(inBench(file), args, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  pin(child.pid, core);
  const ready = await answerOf(child);
  const ask = (order) => {
    child.send(order);
    return answerOf(child);
  };
  return { ready, ask, stop: () => child.connected && child.disconnect() };
}

/** What the process says next; rejects where it ends without a word. */
export function answerOf(child) {
  return new Promise((resolve, reject) => {
    const onExit = (code) => reject(new Error(`A process of the benchmark ended with code ${code}.`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}

/** Starts the server that stands for the gateway; `url` is where it listens. */
export async function startGateway() {
  const { ready, stop } = await start('gateway.mjs', [], OTHER_CORE);
  return { url: ready.url, stop };
}

/** Starts a contender by the name of its file. */
export async function startContender(name, url) {
  const { ask, stop } = await start('worker.mjs', [inBench(`contenders/${name}.mjs`), url], MEASURED_CORE);
  return { run: (count, inFlight, options = {}) => ask({ count, inFlight, ...options }), stop };
}

/** Starts a server that is called, by the name of its file; `base` is the URL under which it takes tokens. */
export async function startWebhook(name, options) {
  const args = [inBench(`webhooks/${name}.mjs`), JSON.stringify(options)];
  const { ready, ask, stop } = await start('webhook.mjs', args, MEASURED_CORE);
  return {
    base: ready.base,
    place: (count) => ask({ order: 'place', count }),
    begin: () => ask({ order: 'begin' }),
    end: () => ask({ order: 'end' }),
    rssBytes: () => ask({ order: 'rss' }),
    tickNs: () => ask({ order: 'tick' }),
    stop,
  };
}

/** Starts the load: `prepare` makes the requests of a batch and their connections, `send` sends them. */
export async function startLoad() {
  const { ask, stop } = await start('load.mjs', [], OTHER_CORE);
  return {
    prepare: (batch) => ask({ order: 'prepare', ...batch }),
    send: (pace = {}) => ask({ order: 'send', ...pace }),
    stop,
  };
}
