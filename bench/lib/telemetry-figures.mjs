import { comparePairs } from './pairs.mjs';
import { scale } from './scale.mjs';

const IN_FLIGHT = 8;

/** What the telemetry module adds to a call, without an SDK and with one. */
export async function measureTelemetry(url, tell) {
  const compare = (name, other) => {
    tell(`${name} against ${other}: ${scale.pairs} pairs of ${scale.calls} calls each …`);
    return comparePairs(url, name, other, { pairs: scale.pairs, calls: scale.calls, inFlight: IN_FLIGHT });
  };
  const idle = await compare('esms-telemetry-idle', 'esms');
  const withSdk = await compare('esms-telemetry-sdk', 'esms-sdk');
  const sampled = await compare('esms-telemetry-sampled', 'esms-sdk');
  const byHand = await compare('esms-telemetry-sdk', 'esms-by-hand');
  const traced = await compare('esms-telemetry-sdk', 'esms');
  return {
    ratios: {
      telemetryIdleVsBare: idle.cpu,
      telemetryWithSdkVsBare: withSdk.cpu,
      telemetrySampledVsBare: sampled.cpu,
      telemetryVsByHand: byHand.cpu,
      telemetryAndSdkVsNeither: traced.cpu,
    },
    figures: {
      telemetry: {
        idle: idle.cpuUs,
        withSdk: withSdk.cpuUs,
        sampled: sampled.cpuUs,
        byHand: byHand.cpuUs,
        traced: traced.cpuUs,
      },
    },
  };
}
