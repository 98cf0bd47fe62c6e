import { build } from './lib/build.mjs';
import { JEST } from './lib/jest.mjs';
import { runNode } from './lib/run.mjs';
import { runWithServices } from './services/services.mjs';

const SCALES = ['small', 'full'];
const scale = process.env.SCALE ?? 'small';
const chosen = process.argv.slice(2);

if (!SCALES.includes(scale)) {
  console.error(`SCALE must be one of ${SCALES.join(', ')}.`);
  process.exit(1);
}

const CHAOS = 'test/chaos/';
const FIGURES = '\\.figures\\.';

await build();
await runWithServices(['redis', 'redis-cluster', 'postgres', 'chromium'], async (services) => {
  // Coverage is judged on a whole run alone: a chosen file covers little by itself. It takes a minute, so the full run has it.
  if (chosen.length > 0) return jest(chosen, { COVERAGE: 'off', ...services });
  const coverage = { COVERAGE: scale === 'full' ? 'on' : 'off' };
  const most = await jest(['--testPathIgnorePatterns', '/node_modules/', CHAOS, FIGURES], { ...coverage, ...services });
  // What is judged by the clock has the machine to itself; chaos keeps every core busy.
  const figures = await jest(['--runInBand', FIGURES], { COVERAGE: 'off', ...services });
  return (await jest([CHAOS], { COVERAGE: 'off', ...services })) || figures || most;
});

function jest(args, env) {
  return runNode([...JEST, ...args], { env: { SCALE: scale, ...env } });
}
