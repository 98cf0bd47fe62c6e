import { BALANCE_PATH } from './gateway-endpoints.js';
import { readNumber, type ReplyFields } from './gateway-reply.js';
import type { GatewayCredentials, WireRequest } from './wire-request.js';

/** Asks for the account's balance (contract, section 3). */
export function encodeBalance(restUrl: string, { apiKey, secretKey }: GatewayCredentials): WireRequest {
  const body = JSON.stringify({ ApiKey: apiKey, SecretKey: secretKey });
  return { method: 'POST', url: restUrl + BALANCE_PATH, body };
}

/** Reads the balance in VND; `null` where the answer has none. */
export const decodeBalance = (fields: ReplyFields): number | null => readNumber(fields['Balance']);
