import { measureMemory } from './memory.mjs';
import { comparePairs } from './pairs.mjs';
import { scale } from './scale.mjs';

const IN_FLIGHT = [1, 8, 64, 256];

/** What placing a call costs, against plain HttpService, twilio-node and bare undici. */
export async function measureCalls(url, tell) {
  const compare = (other, inFlight) => {
    tell(`createOtpCall against ${other}, ${inFlight} in flight: ${scale.pairs} pairs of ${scale.calls} calls each …`);
    return comparePairs(url, 'esms', other, { pairs: scale.pairs, calls: scale.calls, inFlight });
  };
  const levels = {};
  for (const inFlight of IN_FLIGHT) levels[inFlight] = await compare('http-service', inFlight);
  const twilio = await compare('twilio', 8);
  const undici = await compare('undici', 8);
  const alone = await compare('undici', 1);
  tell(`memory over ${scale.memoryCalls} calls …`);
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
