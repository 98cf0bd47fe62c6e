// `npm run bench`: ratios against plain HttpService, twilio-node and bare undici, all in one run on this machine.
import { build } from '../scripts/lib/build.mjs';
import { measureMemory } from './lib/memory.mjs';
import { comparePairs } from './lib/pairs.mjs';
import { startGateway } from './lib/processes.mjs';
import { printTable } from './lib/table.mjs';
import { writePerformancePage } from './lib/performance-page.mjs';

const isJson = process.argv.includes('--json');
const isWritten = process.argv.includes('--write');
const PAIRS = 15;
const CALLS = 3_000;
const IN_FLIGHT = [1, 8, 64, 256];

const tell = (line) => isJson || console.error(line);

async function compare(url, other, inFlight) {
  tell(`createOtpCall against ${other}, ${inFlight} in flight: ${PAIRS} pairs of ${CALLS} calls each …`);
  return comparePairs(url, 'esms', other, { pairs: PAIRS, calls: CALLS, inFlight });
}

async function measure(url) {
  const levels = {};
  for (const inFlight of IN_FLIGHT) levels[inFlight] = await compare(url, 'http-service', inFlight);
  const twilio = await compare(url, 'twilio', 8);
  const undici = await compare(url, 'undici', 8);
  const alone = await compare(url, 'undici', 1);
  tell('memory over 200,000 calls …');
  const memory = await measureMemory(url);
  return {
    ratios: {
      cpuVsHttpService: levels[8].cpu,
      cpuVsTwilio: twilio.cpu,
      cpuVsUndici: undici.cpu,
      throughputVsHttpService64: levels[64].rate,
    },
    figures: { levels, twilio, undici, addedMsAt1VsUndici: alone.addedMs, ...memory },
  };
}

await build();
const gateway = await startGateway();
const result = await measure(gateway.url);
gateway.stop();
if (isWritten) await writePerformancePage(result);
if (isJson) console.log(JSON.stringify(result));
else printTable(result);
