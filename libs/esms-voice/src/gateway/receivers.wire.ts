import { maskPhone } from '../calls/mask.js';
import { RECEIVERS_PATH } from './gateway-endpoints.js';
import { readNumber, readRows, readText, type ReplyFields } from './gateway-reply.js';
import { toQuery } from './query-string.js';
import type { GatewayCredentials, WireRequest } from './wire-request.js';

/** What the gateway says of one number of a call. */
export interface CallReceiver {
  /** Masked. */
  readonly phone: string;
  /** The carrier, as the gateway names it, such as `Viettel`. */
  readonly network: string | null;
  /** Whether it was handed to the carrier; `null` where the gateway does not say. */
  readonly sent: boolean | null;
  readonly succeeded: boolean | null;
  readonly retries: number | null;
}

/** Asks for the numbers of a call (contract, section 3; the last 7 days). */
export function encodeReceivers(
  restUrl: string,
  { apiKey, secretKey }: GatewayCredentials,
  callId: string,
): WireRequest {
  const query = toQuery({ ApiKey: apiKey, SecretKey: secretKey, RefId: callId });
  return { method: 'GET', url: `${restUrl}${RECEIVERS_PATH}?${query}`, body: null };
}

/** Reads the numbers of a call; what is no list of them is an empty one, and rows that are none are left out. */
export function decodeReceivers(fields: ReplyFields): CallReceiver[] {
  return readRows(fields['ReceiverList']).map(toReceiver);
}

const toReceiver = (row: ReplyFields): CallReceiver => ({
  phone: maskPhone(readText(row['Phone']) ?? ''),
  network: readText(row['NetworkName']),
  sent: readBoolean(row['IsSent']),
  succeeded: readBoolean(row['SentResult']),
  retries: readNumber(row['Retry']),
});

const readBoolean = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);
