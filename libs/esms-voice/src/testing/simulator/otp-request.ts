import { type JsonObject, parseJsonObject, textField } from './json-body.js';

/** The fields of an OTP call that the simulator acts on; empty where they are absent (contract, section 1). */
export interface OtpRequest {
  readonly apiKey: string;
  readonly secretKey: string;
  readonly content: string;
  readonly phone: string;
  readonly hasSeveralPhones: boolean;
  readonly smsType: string;
  readonly sandbox: string;
  readonly requestId: string;
  readonly callbackUrl: string;
  readonly sendDate: string;
}

/** Decodes the body of an OTP call; undefined when it is no JSON object or a field has a type that WCF cannot read. */
export function decodeOtpRequest(body: string): OtpRequest | undefined {
  const fields = parseJsonObject(body);
  if (!fields) return undefined;
  try {
    return otpRequestOf(fields);
  } catch {
    return undefined;
  }
}

function otpRequestOf(fields: JsonObject): OtpRequest {
  return {
    apiKey: textField(fields, 'ApiKey'),
    secretKey: textField(fields, 'SecretKey'),
    content: textField(fields, 'Content'),
    ...phoneOf(fields),
    smsType: textField(fields, 'SmsType'),
    sandbox: textField(fields, 'Sandbox'),
    requestId: textField(fields, 'RequestId'),
    callbackUrl: textField(fields, 'CallbackUrl'),
    sendDate: textField(fields, 'SendDate'),
  };
}

function phoneOf(fields: JsonObject): Pick<OtpRequest, 'phone' | 'hasSeveralPhones'> {
  if (Array.isArray(fields.Phone)) return { phone: fields.Phone.join(','), hasSeveralPhones: true };
  const phone = textField(fields, 'Phone');
  return { phone, hasSeveralPhones: /[,;]/.test(phone) };
}
