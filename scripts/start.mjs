import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { fromRoot } from './lib/paths.mjs';

const PROGRAMS = {
  demo: fromRoot('apps/demo/dist/main.js'),
  worker: fromRoot('apps/demo/dist/main.js'),
  simulator: fromRoot('libs/esms-voice/build/cli/simulate.js'),
  esms: fromRoot('libs/esms-voice/dist/esm/cli.js'),
};

const program = PROGRAMS[process.argv[2]];
if (!program) throw new Error(`Usage: node scripts/start.mjs ${Object.keys(PROGRAMS).join('|')}`);

await build();
// What runs sees the arguments as if it had been started itself; the role of the demo is its first one.
process.argv.splice(1, process.argv[2] === 'worker' ? 1 : 2, program);
await import(pathToFileURL(program).href);
