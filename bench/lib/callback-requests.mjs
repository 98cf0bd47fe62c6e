import { randomUUID } from 'node:crypto';
import { signToken } from '../../libs/esms-voice/build/callbacks/callback-token.js';
import { CALLBACK_KEY } from './callback-key.mjs';

const EIGHT_DAYS_S = 8 * 24 * 60 * 60;
let made = 0;

/** So many calls that no journal knows: another instance placed them. */
export const callsUnknown = (count) =>
  Array.from({ length: count }, () => ({
    requestId: randomUUID(),
    callId: randomUUID(),
    phone: `0902${String(made++ % 1_000_000).padStart(6, '0')}`,
  }));

/** The callback of a delivered call as it goes over the wire: a signed token, the fields of the published sample. */
export function toRequest({ host, pathname }, { requestId, callId, phone }) {
  const expiresAt = Math.ceil(Date.now() / 1000) + EIGHT_DAYS_S;
  const token = signToken(CALLBACK_KEY, { account: 'default', requestId, expiresAt });
  const query =
    `SMSID=${callId}&SendFailed=0&SendStatus=5&SendSuccess=1&TotalPrice=850.0000&TotalReceiver=1&TotalSent=1` +
    `&RequestId=${requestId}&TypeId=8&telcoid=1&phonenumber=${phone}&switchsmsid=`;
  return Buffer.from(`GET ${pathname}/${token}?${query} HTTP/1.1\r\nHost: ${host}\r\nAccept: */*\r\n\r\n`);
}
