import { unprivilegedUser } from '../machine/unprivileged-user.mjs';
import { startOnFreePort } from '../private-server.mjs';
import { infoOf } from './question.mjs';

const LIMIT_MS = 10_000;

/** Starts a redis-server of our own that writes nothing down; resolves to its port. */
export async function startRedisServer(guarded, { program, name, more = [] }) {
  const user = await unprivilegedUser('redis');
  const cwd = await guarded.makeFolder(name, user);
  return startOnFreePort({
    limitMs: LIMIT_MS,
    start: (port) => guarded.start(program, [...argumentsFor(port), ...more], { user, cwd }),
    checkReady: async (port, pid) => {
      const { process_id: answering } = await infoOf(`redis://127.0.0.1:${port}`);
      if (answering !== String(pid)) throw new Error(`port ${port} belongs to another Redis`);
    },
  });
}

const argumentsFor = (port) => ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
