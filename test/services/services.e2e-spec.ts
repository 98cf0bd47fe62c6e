import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { RunningProcess } from '../support/running-process.js';

const SERVICES = 'scripts/services.mjs';
const LIMIT_MS = 60_000;
const running: RunningProcess[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

/** Starts a run of the script, which sees none of the services of this run of Jest. */
function start(args: readonly string[], env: Record<string, string> = {}): RunningProcess {
  const started = RunningProcess.start([SERVICES, ...args], env);
  running.push(started);
  return started;
}

/** Starts a cluster, which is never one that others use as well; resolves to its ports. */
async function startCluster(): Promise<{ run: RunningProcess; ports: number[] }> {
  const run = start(['redis-cluster', '--', process.execPath, 'test/services/lib/stay.mjs']);
  await run.printed(/nodes \S+ ready/, LIMIT_MS);
  const nodes = /nodes (\S+) ready/.exec(run.output)![1]!.split(',');
  return { run, ports: nodes.map((node) => Number(node.split(':')[1])) };
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const areOpen = (ports: readonly number[]): Promise<boolean[]> => Promise.all(ports.map(isOpen));

describe('scripts/services.mjs', () => {
  it('gives runs at once servers of their own, and leaves none when a run is stopped or killed', async () => {
    const [stopped, killed] = await Promise.all([startCluster(), startCluster()]);
    expect(new Set([...stopped.ports, ...killed.ports]).size).toBe(6);
    expect(await stopped.run.stop()).toBe(128 + 15);
    expect(await areOpen(stopped.ports)).toEqual([false, false, false]);
    expect(await areOpen(killed.ports)).toEqual([true, true, true]);
    await killed.run.kill();
    expect(await areOpen(killed.ports)).toEqual([false, false, false]);
  }, 120_000);

  it('starts a Postgres; a run within it gets a database of its own, which goes with the run', async () => {
    const list = [process.execPath, 'test/services/lib/databases.mjs'].join(' ');
    const within = `${process.execPath} ${SERVICES} postgres -- ${list}; ${list}`;
    const run = start(['postgres', '--', 'sh', '-c', within]);
    expect(await run.ended()).toBe(0);
    const [during, after] = [...run.output.matchAll(/databases (.*)/g)].map(
      ([, names]) => JSON.parse(names!) as string[],
    );
    expect(during).toHaveLength(after!.length + 1);
    expect(run.output).toMatch(/^Postgres \d\S*: TEST_DATABASE_URL on \S+\/esms_voice_test_\w+$/m);
  }, 120_000);

  it('ends with the exit code of its command', async () => {
    const run = start(['redis', '--', 'sh', '-c', 'exit 7']);
    expect(await run.ended()).toBe(7);
    expect(run.output).toMatch(/^Redis \d\S*: .* on \S+:\d+$/m);
  }, 120_000);

  it('refuses a URL that does not answer in one line without its password, and runs nothing', async () => {
    const env = { TEST_REDIS_URL: `redis://:canary@127.0.0.1:${await freePort()}` };
    const run = start(['redis', '--', 'echo', 'it ran'], env);
    expect(await run.ended()).toBe(1);
    expect(run.output).toMatch(/^TEST_REDIS_URL cannot be used: connect ECONNREFUSED \S+\n$/);
  }, 60_000);

  it.each([[['redis']], [['redis', '--']], [['--', 'true']], [['oracle', '--', 'true']]])(
    'explains its use after %j',
    async (args) => {
      const run = start(args);
      expect(await run.ended()).toBe(1);
      expect(run.output).toMatch(/^Usage: .*redis\|redis-cluster\|postgres/);
    },
  );
});
