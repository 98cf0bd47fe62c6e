import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installWithApt } from '../../../scripts/services/machine/apt.mjs';
import { freePort } from '../../../scripts/services/machine/free-port.mjs';
import { unprivilegedUser } from '../../../scripts/services/machine/unprivileged-user.mjs';
import { versionOf } from '../../../scripts/services/postgres/question.mjs';
import { initialisePostgres } from '../../../scripts/services/postgres/postgres-server.mjs';
import { postgres } from '../../../scripts/services/postgres/postgres.service.mjs';
import { infoOf } from '../../../scripts/services/redis/question.mjs';
import { redis } from '../../../scripts/services/redis/redis.service.mjs';

const START_LIMIT_MS = 30_000;
const ANSWER_LIMIT_MS = 2_000;
const PASSWORD = 'chaos';

/** A server that is killed, and started again on its port over what it wrote down. */
class Server {
  #started = null;

  constructor(name, url, start, answers) {
    this.name = name;
    this.url = url;
    this.begin = start;
    this.answers = answers;
  }

  async start() {
    const until = Date.now() + START_LIMIT_MS;
    for (;;) {
      this.#started = await this.begin();
      while (await this.#isUp()) if (await this.#hasAnswered()) return;
      // What a killed server left, such as its shared memory, goes a moment later.
      if (Date.now() > until) throw new Error(`${this.name} did not start: ${(await this.#started.exited).output}`);
      await sleep(200);
    }
  }

  get pid() {
    return this.#started.pid;
  }

  async kill() {
    process.kill(this.#started.pid, 'SIGKILL');
    await this.#started.exited;
  }

  #isUp() {
    return Promise.race([this.#started.exited.then(() => false), sleep(50, true)]);
  }

  /** One that is asked while it wakes up may never answer. */
  #hasAnswered() {
    const answered = this.answers().then(
      () => true,
      () => false,
    );
    return Promise.race([answered, sleep(ANSWER_LIMIT_MS, false)]);
  }
}

/** A Redis that writes everything into an append-only file, and refuses rather than forgets. */
export async function redisServer(guarded) {
  const program = await programOf(redis);
  const user = await unprivilegedUser('redis');
  const cwd = await guarded.makeFolder('chaos-redis', user);
  const port = await freePort();
  const settings = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'];
  const args = ['--port', String(port), '--bind', '127.0.0.1', ...settings];
  const url = `redis://127.0.0.1:${port}`;
  const start = () => guarded.start(program, args, { user, cwd });
  return new Server('Redis', url, start, () => infoOf(url).then(refuseWhileLoading));
}

/** A Postgres that loses nothing that it has acknowledged when it is killed. */
export async function postgresServer(guarded) {
  const program = await programOf(postgres);
  const user = await unprivilegedUser('postgres');
  const cwd = await guarded.makeFolder('chaos-postgres', user);
  const data = join(cwd, 'data');
  await initialisePostgres(guarded, { initdb: join(dirname(program), 'initdb'), user, cwd, data, password: PASSWORD });
  const port = await freePort();
  // A killed process loses nothing that the kernel has: only a power cut would.
  const settings = ['-c', 'fsync=off', '-c', 'synchronous_commit=on', '-c', 'max_connections=200'];
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings];
  const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  return new Server(
    'Postgres',
    url,
    () => guarded.start(program, args, { user, cwd }),
    () => versionOf(url),
  );
}

async function programOf({ findProgram, aptPackage, title }) {
  if (!findProgram()) await installWithApt(aptPackage);
  const program = findProgram();
  if (!program) throw new Error(`${title} is not installed: chaos kills its own, and needs ${aptPackage}`);
  return program;
}

function refuseWhileLoading({ loading }) {
  if (loading === '1') throw new Error('it is loading');
}
