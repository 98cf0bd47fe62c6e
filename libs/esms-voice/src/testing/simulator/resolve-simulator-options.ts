import { randomInt } from 'node:crypto';
import { SimulatorClock } from './simulator-clock.js';
import { optionProblems } from './simulator-option-rules.js';
import type { EsmsSimulatorOptions, ResolvedSimulatorOptions, SimulatorSwitches } from './simulator-options.js';

/**
 * Applies the defaults and checks the result.
 * @throws Error that names every problem, never a key
 */
export function resolveSimulatorOptions(options: EsmsSimulatorOptions): ResolvedSimulatorOptions {
  const resolved = withDefaults(options);
  const problems = optionProblems(options, resolved);
  if (problems.length > 0) throw new Error(`Invalid simulator options: ${problems.join('; ')}`);
  return Object.freeze(resolved);
}

function withDefaults(options: EsmsSimulatorOptions): ResolvedSimulatorOptions {
  return {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    seed: options.seed ?? randomInt(2 ** 32),
    clock: options.clock ?? new SimulatorClock(),
    apiKey: options.apiKey ?? 'simulator',
    secretKey: options.secretKey ?? 'simulator',
    balance: options.balance ?? 1_000_000,
    pricePerCall: options.pricePerCall ?? 850,
    answerAfterMs: options.answerAfterMs ?? 1_500,
    statusAfterMs: options.statusAfterMs ?? 1_000,
    templates: options.templates ?? 'any',
    recordings: options.recordings ?? 'any',
    callbackTimeoutMs: options.callbackTimeoutMs ?? 10_000,
    callbackRetryDelaysMs: options.callbackRetryDelaysMs ?? [1_000, 2_000, 4_000, 8_000, 16_000],
    allowRemoteCallbacks: options.allowRemoteCallbacks ?? false,
    maxCalls: options.maxCalls ?? 100_000,
    switches: withSwitchDefaults(options.switches ?? {}),
  };
}

function withSwitchDefaults(switches: SimulatorSwitches): Required<SimulatorSwitches> {
  return {
    otpReportFamily: switches.otpReportFamily ?? 'sms',
    refusedUsesRequestId: switches.refusedUsesRequestId ?? false,
    smsRepeatsOn: switches.smsRepeatsOn ?? 'timeout',
    idWindow: switches.idWindow ?? 'shared',
    callbackNames: switches.callbackNames ?? 'fill-in',
    statusHosts: switches.statusHosts ?? 'both',
  };
}
