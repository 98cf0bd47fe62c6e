import { newRequestId } from '../../calls/request-id.js';
import { resolveOptions } from '../../module/resolve-options.js';
import { GATEWAY_SETTINGS, readSettings, type SettingsReading } from '../settings/read-settings.js';
import { checkAccount, checkVoiceHost } from './account.checks.js';
import { checkCallback } from './callback.check.js';
import { skipped, type CheckResult } from './check-result.js';
import { GatewayProbe } from './gateway-probe.js';
import { tellGuessingOdds } from './guessing-odds.js';
import { checkSandboxCall } from './sandbox-call.check.js';
import { checkSettings } from './settings.checks.js';

/** What the checks are run with. */
export interface CheckRequest {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly path: string;
  readonly account: string | undefined;
  /** VND. */
  readonly floor: number;
  /** Whom to place a sandbox call to; `null`: nobody. */
  readonly phone: string | null;
  /** Shows that a check is under way. */
  readonly progress: <T>(what: string, work: Promise<T>) => Promise<T>;
}

/** Runs every check that can be run, in the order in which a fault in one explains the next. */
export async function* runChecks(request: CheckRequest): AsyncGenerator<CheckResult> {
  const reading = readSettings(request.env);
  yield* checkSettings(reading);
  const probe = createProbe(reading);
  try {
    yield* gatewayChecks(probe, reading, request);
    yield* callbackChecks(probe, reading, request);
  } finally {
    await probe.close();
  }
  yield tellGuessingOdds();
}

async function* gatewayChecks(
  probe: GatewayProbe,
  { options, problems }: SettingsReading,
  { floor, phone, progress }: CheckRequest,
): AsyncGenerator<CheckResult> {
  if (problems.some(({ setting }) => GATEWAY_SETTINGS.includes(setting as never))) {
    yield skipped('gateway', 'Its settings are missing or wrong.');
    return;
  }
  const { restHost, voiceHost } = probe;
  yield* await progress(`asking ${restHost} for the balance`, checkAccount(probe, restHost, floor));
  yield await progress(
    `asking ${voiceHost} about a call`,
    checkVoiceHost(probe, voiceHost, `doctor-${newRequestId()}`),
  );
  if (phone === null) yield skipped('sandbox call', NO_SANDBOX_CALL);
  else yield await progress('placing a sandbox call', checkSandboxCall(options, phone, restHost));
}

async function* callbackChecks(
  probe: GatewayProbe,
  { options, problems }: SettingsReading,
  { path, account, progress }: CheckRequest,
): AsyncGenerator<CheckResult> {
  const { publicUrl = 'none', keys = [] } = options.callback ?? {};
  const isBroken = problems.some(({ setting }) => setting === 'PUBLIC_URL' || setting === 'CALLBACK_KEYS');
  if (isBroken && publicUrl !== 'none') yield skipped('callback URL', 'Its settings are missing or wrong.');
  else yield await progress('fetching the webhook', checkCallback(probe, { publicUrl, keys, path, account }));
}

/** The transport needs no keys, and the webhook is checked without them. */
function createProbe({ options, problems }: SettingsReading): GatewayProbe {
  const isBroken = problems.some(({ setting }) => GATEWAY_SETTINGS.includes(setting as never));
  const { callback: _, dataKeys: __, ...gateway } = options;
  return new GatewayProbe(resolveOptions(isBroken ? { apiKey: 'none', secretKey: 'none' } : gateway));
}

const NO_SANDBOX_CALL = 'Not asked for: that a price list is missing (102) shows only with a call; see --phone.';
