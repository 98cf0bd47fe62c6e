import type { CallKind } from '../calls/call-state.js';
import { OTP_CALL_PATH, RECORDING_CALL_PATH, TEMPLATE_CALL_PATH } from '../gateway/gateway-endpoints.js';

/** A call as it would have gone to the gateway; every attempt is one. */
export interface RecordedCall {
  readonly kind: CallKind;
  /** National form. */
  readonly phone: string;
  /** What an OTP call speaks; empty for the other kinds. */
  readonly content: string;
  /** Of a template or a recording; `null` for an OTP call. */
  readonly sourceId: string | null;
  /** Of a template. */
  readonly variables: readonly string[];
  readonly requestId: string;
  readonly isUnicode: boolean;
  readonly sandbox: boolean;
  readonly campaignId: string | null;
  /** As the gateway would get it, in Vietnam time. */
  readonly sendDate: string | null;
  readonly callbackUrl: string | null;
}

/** A request as the transport has it. */
export interface RecordedRequest {
  readonly url: string;
  readonly body: string | null;
}

const KINDS: readonly (readonly [string, CallKind])[] = [
  [OTP_CALL_PATH, 'otp'],
  [TEMPLATE_CALL_PATH, 'template'],
  [RECORDING_CALL_PATH, 'recording'],
];

/** Reads a request that places a call; `null` for a question. */
export function toRecordedCall({ url, body }: RecordedRequest): RecordedCall | null {
  const { pathname, searchParams } = new URL(url);
  const kind = KINDS.find(([path]) => pathname.endsWith(path))?.[1];
  if (!kind) return null;
  const fields = kind === 'otp' ? (JSON.parse(body!) as Record<string, unknown>) : Object.fromEntries(searchParams);
  const text = (name: string): string | null => (typeof fields[name] === 'string' ? fields[name] : null);
  return {
    kind,
    phone: text('Phone') ?? '',
    content: text('Content') ?? '',
    sourceId: text('TemplateId'),
    variables: text('VariableListStr')?.split('||') ?? [],
    requestId: text('RequestId') ?? text('RequestID') ?? '',
    isUnicode: fields['IsUnicode'] === 1,
    sandbox: fields['Sandbox'] === 1,
    campaignId: text('campaignid'),
    sendDate: text('SendDate'),
    callbackUrl: text('CallbackUrl'),
  };
}
