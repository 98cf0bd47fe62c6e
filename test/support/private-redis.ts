import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { until } from './until.js';

/** Not so where the servers of the tests run in Docker. */
const isInstalled = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** Tests that kill a server of their own. Where there is none they are left out aloud; in CI they fail. */
export function describeWithPrivateRedis(name: string, tests: () => void): void {
  if (isInstalled() || process.env['CI']) return describe(name, tests);
  console.warn(`NOT RUN: ${name}. Install redis-server: Docker's cannot be killed by a test.`);
  describe.skip(name, tests);
}

/** A redis-server that belongs to one test file, which may kill it. It writes nothing down. */
export class PrivateRedis {
  private child: ChildProcess | null = null;

  private constructor(private readonly port: number) {}

  static async start(): Promise<PrivateRedis> {
    const redis = new PrivateRedis(await freePort());
    await redis.restart();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again on its port, empty, and knowing no script. */
  async restart(): Promise<void> {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.child = spawn('redis-server', args, { stdio: 'ignore' });
    await until(() => this.answers());
  }

  async kill(): Promise<void> {
    const exited = once(this.child!, 'exit');
    this.child!.kill('SIGKILL');
    await exited;
  }

  private async answers(): Promise<boolean> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    const answer = await client.connect().then(
      () => client.quit(),
      () => null,
    );
    return answer === 'OK';
  }
}
