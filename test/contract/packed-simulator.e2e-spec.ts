import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandLineSimulator } from '../support/command-line-simulator.js';
import { pack, unpack } from '../support/pack.js';
import { runCommand } from '../support/run-command.js';
import { scaled } from '../support/scale.js';
import { DOCUMENTS, readDocument } from './lib/contract-document.js';
import { Contract } from './lib/contract.js';
import { Wire } from './lib/wire.js';

const INSTALL_MS = 300_000;
const PAGE = await readFile('docs/simulator.md', 'utf8');

interface Block {
  readonly language: string;
  readonly code: string;
  /** What the page says that it prints, where the next block says so. */
  readonly output: string | undefined;
}

const FENCED = [...PAGE.matchAll(/^```(\w+)( \w+)?\n([\s\S]*?)^```$/gm)].map(([, language, what, code]) => ({
  language: language!,
  what: what?.trim(),
  code: code!,
}));
const BLOCKS: Block[] = FENCED.flatMap(({ language, what, code }, index) => {
  const next = FENCED[index + 1];
  return what === undefined ? [{ language, code, output: next?.what === 'output' ? next.code : undefined }] : [];
});
const blocksOf = (language: string) => BLOCKS.filter((block) => block.language === language);
const CURLS = blocksOf('sh').flatMap(({ code }) => code.replace(/\\\n/g, ' ').match(/^curl .*$/gm) ?? []);
/** The faults in the first column of the tables. */
const FAULTS = [...PAGE.matchAll(/^\| `(\{.*?\})` +\|/gm)].map(([, json]) => JSON.parse(json!) as object);

let folder: string;
let tarball: string;
let simulator: CommandLineSimulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'esms-packed-'));
  tarball = await pack(folder);
  const unpacked = await unpack(tarball, folder);
  simulator = await CommandLineSimulator.start([process.execPath, join(unpacked, 'dist/esm/cli.js')], unpacked);
}, INSTALL_MS);

afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => fetch(`${simulator.ready.url}/_simulator/reset`, { method: 'POST' }));

async function run(program: string, ...args: readonly string[]): Promise<string> {
  const here = args.map((each) => each.replaceAll('http://127.0.0.1:4010', simulator.ready.url));
  return (await promisify(execFile)(program, here, { timeout: 30_000 })).stdout;
}

describe('the simulator from the tarball alone, with nothing installed beside it', () => {
  it('has the contract with it, as it is checked in', async () => {
    for (const name of DOCUMENTS) {
      const text = await readFile(join(folder, 'package/contract', `${name}.openapi.json`), 'utf8');
      expect(JSON.parse(text)).toEqual(readDocument(name));
    }
    expect(await readdir(folder)).not.toContain('node_modules');
  });

  it('is reached by every curl line of its page', async () => {
    expect(CURLS.length).toBeGreaterThan(5);
    for (const line of CURLS) {
      const text = await run('sh', '-c', line);
      expect([line, JSON.parse(text)]).not.toEqual([line, expect.objectContaining({ error: expect.anything() })]);
    }
  });

  it('does to a client in Python what its page says', async () => {
    const [{ code, output }] = blocksOf('python') as [Block];
    expect(await run('python3', '-c', code)).toBe(output);
  });

  it('takes every fault of its page, and the page has every fault', async () => {
    const wire = new Wire(new Contract('simulator'), simulator.ready.url);
    for (const fault of FAULTS) {
      const plan = 'kind' in fault ? { rules: [{ when: 'before-accept', fault }] } : { callbackRules: [fault] };
      const taken = await wire.send('POST', '/_simulator/faults', plan);
      expect([fault, taken.status, wire.contract.requestProblems(taken)]).toEqual([fault, 200, []]);
    }
    const { Fault, CallbackFaultRule } = wire.contract.document.components.schemas as Record<
      string,
      { oneOf: { title: string }[] }
    >;
    const names = [Fault!, CallbackFaultRule!].flatMap(({ oneOf }) => oneOf.map(({ title }) => title));
    expect(FAULTS.map((each) => Object.values(each)[0] as string)).toEqual(names);
  });

  it('ends with 0 when it is told to', async () => {
    const unpacked = join(folder, 'package');
    const another = await CommandLineSimulator.start([process.execPath, 'dist/esm/cli.js'], unpacked);
    expect(await another.stop()).toBe(0);
  });
});

/** How a stranger may install it; the small run leaves the registry alone, and has shown the bare tarball. */
const INSTALLATIONS = (
  [
    ['with its peers', []],
    ['without any peer', ['--legacy-peer-deps']],
    ['without any peer', ['--omit=peer']],
  ] as const
).slice(0, scaled(0, 3));

for (const [how, flags] of INSTALLATIONS) {
  it(
    `starts by npx, installed ${how} (npm install ${flags.join(' ')})`,
    async () => {
      const cwd = join(folder, `installed${flags.join('')}`);
      await mkdir(cwd);
      const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', ...flags, tarball];
      expect(await runCommand('npm', args, { cwd, timeoutMs: INSTALL_MS })).toMatchObject({ code: 0 });
      const installed = await readdir(join(cwd, 'node_modules'));
      expect(installed.includes('@nestjs')).toBe(flags.length === 0);
      const started = await CommandLineSimulator.start(['npx', '--no-install', 'nestjs-esms-voice'], cwd);
      const reply = await fetch(`${started.ready.url}/_simulator/calls`);
      expect([reply.status, await reply.json()]).toEqual([200, []]);
      await started.stop();
    },
    INSTALL_MS,
  );
}
