import { formatSendDate } from '../calls/send-date.js';
import { VARIABLE_SEPARATOR, type TemplateCall } from '../calls/template-call.js';
import { TEMPLATE_CALL_PATH } from './gateway-endpoints.js';
import { toQuery } from './query-string.js';
import { toWirePhone } from './wire-phone.js';
import type { GatewayCredentials, WireRequest } from './wire-request.js';

/** Writes a template call as documented: a GET with everything, the keys too, in its query (contract, section 2). */
export function encodeTemplateCall(
  voiceUrl: string,
  { apiKey, secretKey }: GatewayCredentials,
  call: TemplateCall,
  callbackUrl: string | null,
): WireRequest {
  const query = toQuery({
    ApiKey: apiKey,
    SecretKey: secretKey,
    TemplateId: call.templateId,
    Phone: toWirePhone(call.phone),
    VariableListStr: call.variables.join(VARIABLE_SEPARATOR) || null,
    SendDate: call.sendAt && formatSendDate(call.sendAt, '/'),
    Voice: call.voice,
    Speed: call.speed,
    CallbackUrl: callbackUrl,
    RequestId: call.requestId,
  });
  return { method: 'GET', url: `${voiceUrl}${TEMPLATE_CALL_PATH}?${query}`, body: null };
}
