import { build } from './lib/build.mjs';
import { fromRoot } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';
import { runWithServices } from './services/services.mjs';

const SCALES = ['small', 'full'];
const scale = process.env.SCALE ?? 'small';
const chosen = process.argv.slice(2);

if (!SCALES.includes(scale)) {
  console.error(`SCALE must be one of ${SCALES.join(', ')}.`);
  process.exit(1);
}

await build();
// Coverage is judged on a whole run alone: a chosen file covers little by itself.
const coverage = chosen.length === 0 ? 'on' : 'off';
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  fromRoot('node_modules/jest/bin/jest.js'),
  ...chosen,
];
await runWithServices(['redis', 'redis-cluster', 'postgres'], (services) =>
  runNode(jest, { env: { SCALE: scale, COVERAGE: coverage, ...services } }),
);
