import { explainGatewayCode } from '../../gateway/gateway-code.js';
import { failed, type Cause, type CheckResult } from './check-result.js';

const CAUSE_OF_CODE: Readonly<Record<string, Cause>> = {
  '101': 'wrong-key',
  '102': 'no-price-list',
  '103': 'balance-empty',
  '140': 'ip-blocked',
  '143': 'account-locked',
};
const DNS = /^(ENOTFOUND|EAI_[A-Z]+)$/;

/** The gateway answered with a code that says no. */
export function refusedWith(check: string, code: string): CheckResult {
  const text = explainGatewayCode(code);
  const message = text?.meaning.en ?? 'This code is in no published table.';
  return failed(check, CAUSE_OF_CODE[code] ?? 'gateway-refused', `${code}: ${message}`, text?.advice.en ?? ASK_ESMS);
}

/**
 * The gateway did not answer, or answered nothing that can be read.
 * @param code of the system's error; `null` where an answer came.
 * @param status of that answer.
 */
export function notAnswered(check: string, host: string, code: string | null, status: number | null): CheckResult {
  if (code !== null && DNS.test(code)) {
    return failed(check, 'dns-failing', `The name ${host} cannot be resolved (${code}).`, CHECK_DNS);
  }
  const why = status !== null ? `it answers HTTP ${status} and nothing that can be read` : (SAID[code ?? ''] ?? code);
  return failed(check, 'gateway-down', `The gateway at ${host} does not work: ${why ?? 'no answer'}.`, CHECK_NETWORK);
}

/** Whether the system's error says that a name has no address. */
export const isDnsFailure = (code: string | null): boolean => DNS.test(code ?? '');

const SAID: Readonly<Record<string, string>> = {
  ERR_CANCELED: 'no answer within the time limit (ESMS_TIMEOUT_MS)',
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
};
const ASK_ESMS = 'Ask eSMS support what it means.';
const CHECK_DNS = "Check the host's spelling and this machine's DNS: containers often lack a resolver.";
const CHECK_NETWORK =
  'Try again in a minute; if it stays, check the address, the firewall and the proxy of this machine, then ask eSMS.';
