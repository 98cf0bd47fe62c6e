import type { GatewayCodeText } from './gateway-code-text.js';
import { GATEWAY_CODES } from './gateway-codes.generated.js';

const TEXTS = new Map<string, GatewayCodeText>(Object.entries(GATEWAY_CODES));

/**
 * Explains a code of the gateway; `null` for one that is not in its published tables (new ones appear every few
 * weeks, so that is a normal case).
 */
export const explainGatewayCode = (code: string): GatewayCodeText | null => TEXTS.get(code) ?? null;

/** `103: the balance is too low. Top up the account.`, or the bare code where it is unknown. */
export function describeGatewayCode(code: string): string {
  const text = explainGatewayCode(code);
  return text ? `${code}: ${text.meaning.en} ${text.advice.en}` : `${code}, which is in no published table`;
}
