import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { until } from '../../../../test/support/until.js';
import { EsmsSimulator } from '../testing/simulator/index.js';

const SOURCE = new URL('../', import.meta.url);
const PROGRAM = ['simulate', 'serve-simulator', 'until-signal'].map((name) => `cli/${name}.ts`);
const running: ChildProcess[] = [];
let folder: string;

/** The program and the simulator as JavaScript: it shows as well that they need nothing but Node. */
async function transpileTo(target: string): Promise<void> {
  const simulator = await readdir(new URL('testing/simulator/', SOURCE));
  const files = [...simulator.map((name) => `testing/simulator/${name}`), ...PROGRAM];
  for (const file of files.filter((name) => !name.endsWith('.spec.ts'))) {
    const { outputText } = ts.transpileModule(await readFile(new URL(file, SOURCE), 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    await mkdir(join(target, file, '..'), { recursive: true });
    await writeFile(join(target, file.replace(/ts$/, 'js')), outputText);
  }
  await writeFile(join(target, 'package.json'), '{ "type": "module" }');
}

function run(env: Record<string, string>): { child: ChildProcess; out: () => string; err: () => string } {
  const child = spawn(process.execPath, [join(folder, 'cli/simulate.js')], { env });
  running.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return { child, out: () => out, err: () => err };
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode ?? child.signalCode;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'esms-simulate-'));
  await transpileTo(folder);
});

afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL');
    await exitOf(child);
  }
});

afterAll(() => rm(folder, { recursive: true }));

describe('the simulator on its own', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, then exits with 0', async (signal) => {
    const { child, out, err } = run({ PORT: '0' });
    await until(() => out().split('\n').length > 2, 10_000);
    const [ready = '', curl = ''] = out().split('\n');
    expect(ready).toMatch(/http:\/\/127\.0\.0\.1:\d+\/MainService\.svc\/json/);
    const reply = await promisify(execFile)('sh', ['-c', curl.replace('Place a call: ', '')]);
    expect(JSON.parse(reply.stdout)).toMatchObject({ CodeResult: '100' });
    child.kill(signal);
    expect(await exitOf(child)).toBe(0);
    expect([out().trim().split('\n').length, err()]).toEqual([2, '']);
  });

  it.each([
    [{ PORT: 'x' }, 'PORT must be an integer from 0 to 65535'],
    [{ PORT: '' }, 'PORT must be an integer from 0 to 65535'],
    [{ PORT: '65536' }, 'PORT must be an integer from 0 to 65535'],
    [{ HOST: 'not a host' }, 'HOST must be a host name or an IP address'],
    [{ PORT: '-1', HOST: '' }, 'PORT must be an integer from 0 to 65535; HOST must be a host name or an IP address'],
    [{ PORT: '0', HOST: '192.0.2.1' }, 'HOST or PORT cannot be listened on (EADDRNOTAVAIL)'],
  ])('names what is wrong with %j in one line and exits with 1', async (env, words) => {
    const { child, out, err } = run(env);
    expect(await exitOf(child)).toBe(1);
    expect([out(), err()]).toEqual(['', `The simulator cannot start: ${words}\n`]);
  });

  it('says in one line that its port is taken and exits with 1', async () => {
    const other = await EsmsSimulator.start();
    const { child, err } = run({ PORT: new URL(other.url).port });
    expect(await exitOf(child)).toBe(1);
    expect(err()).toBe('The simulator cannot start: the port is taken; choose another one with PORT\n');
    await other.stop();
  });
});
