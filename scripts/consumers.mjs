import { readFile, writeFile } from 'node:fs/promises';
import { build } from './lib/build.mjs';
import { withConsumersTable } from './lib/consumers-table.mjs';
import { JEST } from './lib/jest.mjs';
import { fromRoot } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';

// The table of consumers in the README, from a run of all of them. One that fails leaves the README as it is.
const RESULTS = fromRoot('test/consumers/results.json');
const README = fromRoot('README.md');

await build();
const env = { SCALE: 'full', COVERAGE: 'off', CONSUMERS_RESULTS: RESULTS };
process.exitCode = await runNode([...JEST, 'test/consumers/consumers.e2e-spec.ts'], { env });
if (process.exitCode === 0) {
  const results = JSON.parse(await readFile(RESULTS, 'utf8'));
  await writeFile(README, withConsumersTable(await readFile(README, 'utf8'), results));
  await runNode([fromRoot('node_modules/prettier/bin/prettier.cjs'), '--write', README, RESULTS]);
}
