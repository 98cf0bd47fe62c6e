import { freePort } from './machine/free-port.mjs';
import { UnavailableError } from './unavailable.error.mjs';
import { until } from './until.mjs';

const ATTEMPTS = 3;

/**
 * Starts a server on a free port of loopback; another port is tried when the server ends at once, because somebody
 * else was faster.
 * @param {{ start: (port: number) => Promise<{ pid: number, exited: Promise<object> }>,
 *   checkReady: (port: number, pid: number) => Promise<void>, limitMs: number }} server
 * @returns {Promise<number>} the port
 */
export async function startOnFreePort({ start, checkReady, limitMs }) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const { pid, exited } = await start(port);
    let end;
    void exited.then((how) => (end = how));
    try {
      await until(
        () => checkReady(port, pid),
        limitMs,
        () => end,
      );
      return port;
    } catch (error) {
      if (!end) throw new UnavailableError(`a private server was not ready in time: ${error.message}`);
      if (attempt === ATTEMPTS) throw new UnavailableError(`a private server ended: ${lastLineOf(end.output)}`);
    }
  }
}

const lastLineOf = (output) => output.trim().split('\n').at(-1);
