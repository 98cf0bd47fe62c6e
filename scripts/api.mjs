import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeApiReports } from './lib/api-report.mjs';
import { fromRoot } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';

// libs/esms-voice/api, what each sub-path offers: running this accepts a change of it.
const code = await runNode([fromRoot('node_modules/typescript/bin/tsc'), '--build', 'libs/esms-voice']);
if (code !== 0) throw new Error('The library does not compile.');
const folder = await mkdtemp(join(tmpdir(), 'esms-api-'));
for (const name of await writeApiReports(folder)) {
  await cp(join(folder, name), fromRoot('libs/esms-voice/api', name));
}
await rm(folder, { recursive: true, force: true });
