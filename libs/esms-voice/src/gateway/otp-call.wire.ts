import type { OtpCall } from '../calls/otp-call.js';
import { formatSendDate } from '../calls/send-date.js';
import { OTP_CALL_PATH } from './gateway-endpoints.js';
import { VOICE_CALL_TYPE } from './sms-type.js';
import { toWirePhone } from './wire-phone.js';
import type { GatewayCredentials, WireRequest } from './wire-request.js';

/**
 * Writes an OTP call as the documented curl does: its names, types and order; a field without a value is absent
 * (contract, section 1).
 */
export function encodeOtpCall(
  restUrl: string,
  credentials: GatewayCredentials,
  call: OtpCall,
  callbackUrl: string | null,
): WireRequest {
  const body = {
    ApiKey: credentials.apiKey,
    Content: call.content,
    Phone: toWirePhone(call.phone),
    SecretKey: credentials.secretKey,
    SmsType: VOICE_CALL_TYPE,
    IsUnicode: call.isUnicode ? 1 : 0,
    Sandbox: call.sandbox ? 1 : 0,
    campaignid: call.campaignId ?? undefined,
    RequestId: call.requestId,
    CallbackUrl: callbackUrl ?? undefined,
    SendDate: call.sendAt ? formatSendDate(call.sendAt) : undefined,
  };
  return { method: 'POST', url: restUrl + OTP_CALL_PATH, body: JSON.stringify(body) };
}
