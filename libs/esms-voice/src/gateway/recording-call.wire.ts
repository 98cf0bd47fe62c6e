import type { RecordingCall } from '../calls/recording-call.js';
import { formatSendDate } from '../calls/send-date.js';
import { RECORDING_CALL_PATH } from './gateway-endpoints.js';
import { toQuery } from './query-string.js';
import { toWirePhone } from './wire-phone.js';
import type { GatewayCredentials, WireRequest } from './wire-request.js';

/** Writes a recording call as documented: a GET, and the request id is `RequestID` here (contract, section 2). */
export function encodeRecordingCall(
  voiceUrl: string,
  { apiKey, secretKey }: GatewayCredentials,
  call: RecordingCall,
  callbackUrl: string | null,
): WireRequest {
  const query = toQuery({
    ApiKey: apiKey,
    SecretKey: secretKey,
    TemplateId: call.recordingId,
    Phone: toWirePhone(call.phone),
    NumberForward: call.forwardTo && toWirePhone(call.forwardTo),
    SendDate: call.sendAt && formatSendDate(call.sendAt, '/'),
    MaxRepeat: call.maxRepeat,
    MaxRetry: call.redials,
    WaitRetry: call.retryWaitSeconds,
    Ivr: call.ivrKey,
    TimeWaitToIvr: call.ivrWaitSeconds,
    CallbackUrl: callbackUrl,
    RequestID: call.requestId,
  });
  return { method: 'GET', url: `${voiceUrl}${RECORDING_CALL_PATH}?${query}`, body: null };
}
