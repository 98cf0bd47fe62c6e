import type { Finding } from '../../gateway/gateway-questions.js';
import { inVnd } from '../money.js';
import { failed, passed, skipped, warning, type CheckResult } from './check-result.js';
import type { GatewayProbe } from './gateway-probe.js';
import { notAnswered, refusedWith } from './gateway-trouble.js';

const CLOCK_LIMIT_MS = 2 * 60 * 1000;
/** A `Date` header is cut down to its second. */
const HALF_A_SECOND_MS = 500;

/** Asks for the balance: who gets an answer has good keys and an address that is allowed. */
export async function checkAccount(probe: GatewayProbe, host: string, floor: number): Promise<CheckResult[]> {
  const sentMs = Date.now();
  const finding = await probe.balance();
  const clock = checkClock(probe, sentMs);
  if (finding.kind === 'found') return [passed('keys', KEYS_WORK), checkBalance(finding.value, floor), clock];
  return [failure(finding, probe, host), skipped('balance', 'The gateway did not tell it.'), clock];
}

/** Asks the voice host about a call that nobody placed: any code shows that it answers. */
export async function checkVoiceHost(probe: GatewayProbe, host: string, callId: string): Promise<CheckResult> {
  const answer = await probe.askVoiceHost(callId);
  if (answer.kind === 'silent') {
    const { message, cause } = notAnswered('voice host', host, answer.cause?.code ?? null, statusOf(probe));
    return warning('voice host', cause!, message, NEEDS_VOICE_HOST);
  }
  const isFine = answer.code === '100' || answer.code === '105';
  return isFine ? passed('voice host', 'It answers.') : refusedWith('voice host', answer.code);
}

function failure(
  finding: Exclude<Finding<unknown>, { kind: 'found' }>,
  probe: GatewayProbe,
  host: string,
): CheckResult {
  if (finding.kind === 'not-found') return refusedWith('keys', '105');
  const { answer } = finding;
  if (answer.kind === 'answered') return refusedWith('keys', answer.code);
  return notAnswered('gateway', host, answer.cause?.code ?? null, statusOf(probe));
}

const statusOf = ({ lastAnswer }: GatewayProbe): number | null => lastAnswer?.status ?? null;

function checkBalance(balance: number | null, floor: number): CheckResult {
  if (balance === null) return warning('balance', 'gateway-refused', 'The gateway answers without a balance.', LOOK);
  if (balance <= 0) return failed('balance', 'balance-empty', `The account is empty: ${inVnd(balance)}.`, TOP_UP);
  if (balance >= floor) return passed('balance', `${inVnd(balance)}.`);
  return failed('balance', 'balance-low', `${inVnd(balance)}, less than the floor of ${inVnd(floor)}.`, TOP_UP);
}

function checkClock({ lastAnswer }: GatewayProbe, sentMs: number): CheckResult {
  if (!lastAnswer || lastAnswer.dateMs === null) return skipped('clock', 'No answer of the gateway tells the time.');
  const here = (sentMs + lastAnswer.receivedMs) / 2;
  const aheadMs = here - lastAnswer.dateMs - HALF_A_SECOND_MS;
  if (Math.abs(aheadMs) <= CLOCK_LIMIT_MS) return passed('clock', "It agrees with the gateway's.");
  const direction = aheadMs > 0 ? 'ahead of' : 'behind';
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  return failed('clock', 'clock-off', `This clock is ${minutes} minutes ${direction} the gateway's.`, SET_CLOCK);
}

const KEYS_WORK = 'The gateway knows the keys and lets this address in.';
const TOP_UP = 'Top up the eSMS account: calls are refused with code 103 once it is empty.';
const LOOK = 'Look at the balance on the page of your eSMS account.';
const SET_CLOCK =
  'Turn on time synchronisation (NTP): scheduled calls and the expiry of callback URLs go by this clock.';
const NEEDS_VOICE_HOST =
  'OTP calls are placed without it; template and recording calls, and the word on who did not answer, need it.';
