import { signCallbackUrl, type SignCallbackUrlInput } from '../callbacks/sign-callback-url.js';

/** The fields of an SMS-family report, as the gateway names them (contract, section 4). */
export interface SmsReportFields {
  readonly SMSID: string;
  readonly SendFailed?: number;
  readonly SendStatus?: number;
  readonly SendSuccess?: number;
  readonly TotalPrice?: number;
  readonly TotalReceiver?: number;
  readonly TotalSent?: number;
  readonly RequestId?: string;
  readonly TypeId?: number;
  readonly telcoid?: number;
  readonly phonenumber?: string;
  readonly switchsmsid?: string;
}

/** The fields of a voice-family report. */
export interface VoiceReportFields {
  readonly ReferenceId: string;
  readonly CallDuration?: number;
  readonly CallStatus?: 'ANSWERED' | 'NO ANSWER' | '' | (string & {});
  readonly Ivr?: string;
  readonly Price?: number;
  readonly SentResult?: 0 | 1;
  readonly CID?: string;
  readonly SendStatus?: number;
}

/** The query of an SMS-family report, as OTP calls are reported: delivered, unless the fields say otherwise. */
export function smsReport(fields: SmsReportFields): string {
  const isFailed = (fields.SendFailed ?? 0) > 0;
  return toQuery({
    SMSID: fields.SMSID,
    SendFailed: fields.SendFailed ?? 0,
    SendStatus: fields.SendStatus ?? 5,
    SendSuccess: fields.SendSuccess ?? (isFailed ? 0 : 1),
    TotalPrice: (fields.TotalPrice ?? (isFailed ? 0 : 850)).toFixed(4),
    TotalReceiver: fields.TotalReceiver ?? 1,
    TotalSent: fields.TotalSent ?? 1,
    RequestId: fields.RequestId ?? '',
    TypeId: fields.TypeId ?? 8,
    telcoid: fields.telcoid ?? 1,
    phonenumber: fields.phonenumber ?? '',
    switchsmsid: fields.switchsmsid ?? '',
  });
}

/** The query of a voice-family report, as template and recording calls are reported: answered, unless it says otherwise. */
export function voiceReport(fields: VoiceReportFields): string {
  const { SentResult = 1 } = fields;
  return toQuery({
    ReferenceId: fields.ReferenceId,
    CallDuration: fields.CallDuration ?? (SentResult === 1 ? 13 : 0),
    CallStatus: fields.CallStatus ?? (SentResult === 1 ? 'ANSWERED' : ''),
    Ivr: fields.Ivr ?? '',
    Price: (fields.Price ?? (SentResult === 1 ? 850 : 0)).toFixed(4),
    SentResult,
    CID: fields.CID ?? '02871002454',
    SendStatus: fields.SendStatus ?? 5,
  });
}

/** What {@link signTestCallback} takes: what the URL is signed for, and what the gateway reports. */
export interface TestCallback extends Omit<SignCallbackUrlInput, 'kind'> {
  /** A query, such as {@link smsReport} and {@link voiceReport} write. */
  readonly report: string;
}

/**
 * The URL of an authentic callback, ready to be fetched by a test:
 *
 *     await fetch(signTestCallback({ url: `${app}/webhooks/esms`, key, requestId, report: smsReport({ SMSID: callId }) }));
 * @throws InvalidInputError naming each field that breaks its rule.
 */
export const signTestCallback = ({ report, ...input }: TestCallback): string => `${signCallbackUrl(input)}?${report}`;

const toQuery = (fields: Readonly<Record<string, string | number>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
