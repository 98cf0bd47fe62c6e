// `npm run bench`: what a call and a callback cost against others that do less, all in one run on this machine.
// `-- --json`: nothing but JSON; `-- --write`: docs/performance.md too; `-- --only=calls`, `callbacks`, `verifications`, `dispatch` or `telemetry`: a part.
import { build } from '../scripts/lib/build.mjs';
import { measureCalls } from './lib/call-figures.mjs';
import { runWithServices } from '../scripts/services/services.mjs';
import { measureCallbacks } from './lib/callback-figures.mjs';
import { measureDispatch } from './lib/dispatch-figures.mjs';
import { writePerformancePage } from './lib/performance-page.mjs';
import { startGateway } from './lib/processes.mjs';
import { printTable } from './lib/table.mjs';
import { measureTelemetry } from './lib/telemetry-figures.mjs';
import { measureVerifications } from './lib/verification-figures.mjs';

const withGateway = (measurePart) => async (tell) => {
  const gateway = await startGateway();
  try {
    return await measurePart(gateway.url, tell);
  } finally {
    gateway.stop();
  }
};

const withRedis = (measurePart) => async (tell) => {
  let result;
  await runWithServices(['redis'], async ({ TEST_REDIS_URL }) => {
    result = await measurePart(TEST_REDIS_URL, tell);
    return 0;
  });
  // Where there is no Redis, one line has said what to do.
  return result ?? process.exit();
};

const PARTS = {
  calls: withGateway(measureCalls),
  callbacks: withGateway(measureCallbacks),
  telemetry: withGateway(measureTelemetry),
  verifications: withRedis(measureVerifications),
  dispatch: withRedis((redisUrl, tell) =>
    withGateway((gatewayUrl) => measureDispatch(gatewayUrl, redisUrl, tell))(tell),
  ),
};

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const isJson = process.argv.includes('--json');
const isWritten = process.argv.includes('--write');
if (only !== undefined && !(only in PARTS)) throw new Error(`--only must be one of ${Object.keys(PARTS).join(', ')}.`);
if (only !== undefined && isWritten) throw new Error('--write needs all parts.');

const tell = (line) => isJson || console.error(line);

async function measure() {
  const result = { ratios: {}, figures: {} };
  for (const [name, measurePart] of Object.entries(PARTS)) {
    if (only !== undefined && only !== name) continue;
    const { ratios, figures } = await measurePart(tell);
    Object.assign(result.ratios, ratios);
    Object.assign(result.figures, figures);
  }
  return result;
}

await build();
const result = await measure();
if (isWritten) await writePerformancePage(result);
if (isJson) console.log(JSON.stringify(result));
else printTable(result);
