import { comparePairs } from './pairs.mjs';
import { scale } from './scale.mjs';

const IN_FLIGHT = 8;

/** What the telemetry module adds to a call, without an SDK and with one. */
export async function measureTelemetry(url, tell) {
  const compare = (name, what) => {
    tell(`createOtpCall ${what}, against without: ${scale.pairs} pairs of ${scale.calls} calls each …`);
    return comparePairs(url, name, 'esms', { pairs: scale.pairs, calls: scale.calls, inFlight: IN_FLIGHT });
  };
  const idle = await compare('esms-telemetry-idle', 'with telemetry and no SDK');
  const withSdk = await compare('esms-telemetry-sdk', 'with telemetry and an SDK');
  return {
    ratios: { telemetryIdleVsBare: idle.cpu, telemetryWithSdkVsBare: withSdk.cpu },
    figures: { telemetry: { idle: idle.cpuUs, withSdk: withSdk.cpuUs } },
  };
}
