import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { pack } from '../support/pack.js';
import { scaled } from '../support/scale.js';
import { inTwoLanes } from './in-two-lanes.js';
import { repack } from './packed-library.js';
import { ROWS, type Row } from './rows.js';
import { runRow, type RowResult } from './run-row.js';
import { SABOTAGES, type Sabotage } from './sabotages.js';
import { succeed } from '../support/succeed.js';
import { surroundings, THIS_NODE } from './surroundings.js';

const rows = ROWS.slice(0, scaled(2, ROWS.length));
/** The first one is found before anything is installed. */
const sabotages = SABOTAGES.slice(0, scaled(1, SABOTAGES.length));
const others = ['20', '22', '24'].filter((major) => major !== THIS_NODE).slice(0, scaled(0, 3));
const LIMIT_MS = scaled(300_000, 900_000);

let folder: string;
let runs: Promise<RowResult>[];
let complaints: Promise<string>[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'esms-consumers-'));
  const tarball = await pack(folder);
  const tasks = rows.map((row) => () => runRow(row, { tarball, folder, nodes: nodesOf(row) }));
  const running = inTwoLanes<RowResult | string>([
    ...tasks,
    ...sabotages.map((one) => () => complaintOf(one, tarball)),
  ]);
  runs = running.slice(0, rows.length) as Promise<RowResult>[];
  complaints = running.slice(rows.length) as Promise<string>[];
}, LIMIT_MS);

afterAll(async () => {
  await Promise.allSettled([...runs, ...complaints]);
  await rm(folder, { recursive: true, force: true });
}, LIMIT_MS);

describe('an application that installs the packed tarball', () => {
  it.each(rows.map((row, index) => ({ ...row, index })))(
    '$name: places a call, receives the callback and stops by itself',
    async ({ index, ...row }) => {
      const nodes = nodesOf(row).map((major) => expect.stringMatching(`^${major}\\.`));
      expect(await runs[index]).toMatchObject({ name: row.name, nodes });
    },
    LIMIT_MS,
  );

  it.each(['nestjs-esms-voice', 'esms-voice'])('has the program %s', async (program) => {
    const simulator = await EsmsSimulator.start();
    const keys = { ESMS_API_KEY: simulator.apiKey, ESMS_SECRET_KEY: simulator.secretKey };
    const env = { ...(await surroundings(THIS_NODE)), ...keys, ESMS_REST_URL: simulator.restUrl };
    const options = { cwd: join(folder, 'nest12-esm'), env, timeoutMs: 15_000 };
    expect(await succeed(`node_modules/.bin/${program}`, ['balance'], options)).toMatch(/^[\d,]+ VND\n$/);
    await simulator.stop();
  });

  it('is written down where that is asked for', async () => {
    const results = await Promise.all(runs);
    expect(results).toHaveLength(rows.length);
    const file = process.env['CONSUMERS_RESULTS'];
    if (file) await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  });
});

describe('a package that is broken on purpose', () => {
  it.each(sabotages.map((sabotage, index) => ({ ...sabotage, index })))(
    '$row fails where $name',
    async ({ index, complaint }) => expect(await complaints[index]).toMatch(complaint),
    LIMIT_MS,
  );
});

function nodesOf({ onEveryNode }: Row): string[] {
  return onEveryNode ? [THIS_NODE, ...others] : [THIS_NODE];
}

/** What the row says of it; nothing where it passes. */
async function complaintOf({ name, row, change }: Sabotage, tarball: string): Promise<string> {
  const place = join(folder, name.replaceAll(/\W/g, '-'));
  const broken = await repack(tarball, place, change);
  const consumer = ROWS.find((one) => one.name === row)!;
  return runRow(consumer, { tarball: broken, folder: place, nodes: [THIS_NODE] }).then(
    () => '',
    (error: Error) => error.message,
  );
}
