// `npm run bench`: what a call and a callback cost against others that do less, all in one run on this machine.
// `-- --json`: nothing but JSON; `-- --write`: docs/performance.md too; `-- --only=calls` or `callbacks`: a part.
import { build } from '../scripts/lib/build.mjs';
import { measureCalls } from './lib/call-figures.mjs';
import { measureCallbacks } from './lib/callback-figures.mjs';
import { writePerformancePage } from './lib/performance-page.mjs';
import { startGateway } from './lib/processes.mjs';
import { printTable } from './lib/table.mjs';

const PARTS = { calls: measureCalls, callbacks: measureCallbacks };

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const isJson = process.argv.includes('--json');
const isWritten = process.argv.includes('--write');
if (only !== undefined && !(only in PARTS)) throw new Error(`--only must be one of ${Object.keys(PARTS).join(', ')}.`);
if (only !== undefined && isWritten) throw new Error('--write needs all parts.');

const tell = (line) => isJson || console.error(line);

async function measure(url) {
  const result = { ratios: {}, figures: {} };
  for (const [name, measurePart] of Object.entries(PARTS)) {
    if (only !== undefined && only !== name) continue;
    const { ratios, figures } = await measurePart(url, tell);
    Object.assign(result.ratios, ratios);
    Object.assign(result.figures, figures);
  }
  return result;
}

await build();
const gateway = await startGateway();
const result = await measure(gateway.url);
gateway.stop();
if (isWritten) await writePerformancePage(result);
if (isJson) console.log(JSON.stringify(result));
else printTable(result);
