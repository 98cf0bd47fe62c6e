import { isNoAnswer, standingOfSmsReport, standingOfVoiceReport } from '../calls/report-standing.js';
import type { CallReport } from '../calls/transitions.js';
import { STATUS_PATH, type GatewayHosts } from './gateway-endpoints.js';
import { readNumber, readText, type ReplyFields } from './gateway-reply.js';
import { toQuery } from './query-string.js';
import type { GatewayCredentials, WireRequest } from './wire-request.js';

/** One of the gateway's two hosts; each has a status function of its own. */
export type GatewayHost = 'rest' | 'voice';

/** How a host is asked what became of a call, and how its answer is read (contract, section 3). */
interface StatusFunction {
  readonly encode: (hosts: GatewayHosts, keys: GatewayCredentials, callId: string) => WireRequest;
  readonly decode: (fields: ReplyFields, callId: string) => CallReport;
}

/** The status functions by host. */
export const STATUS_FUNCTIONS: Readonly<Record<GatewayHost, StatusFunction>> = {
  rest: {
    encode: ({ restUrl }, { apiKey, secretKey }, callId) =>
      question(restUrl, { RefId: callId, ApiKey: apiKey, SecretKey: secretKey }),
    decode: (fields, callId) => ({
      ...NOTHING_MORE,
      callId,
      standing: standingOfSmsReport({
        sendStatus: readNumber(fields['SendStatus']),
        sendSuccess: readNumber(fields['SendSuccess']),
        sendFailed: readNumber(fields['SendFailed']),
      }),
      price: readNumber(fields['TotalPrice']),
    }),
  },
  voice: {
    encode: ({ voiceUrl }, { apiKey, secretKey }, callId) =>
      question(voiceUrl, { ApiKey: apiKey, SecretKey: secretKey, ReferenceId: callId }),
    decode: (fields, callId) => ({
      ...NOTHING_MORE,
      callId,
      standing: voiceStanding(fields),
      durationSeconds: readNumber(fields['CallDuration']),
      pressedKey: readText(fields['Ivr']),
    }),
  },
};

/** Whether the voice host says that nobody answered. */
export const saysNoAnswer = (fields: ReplyFields): boolean => isNoAnswer(readText(fields['CallStatus']));

const NOTHING_MORE = {
  source: 'status',
  price: null,
  durationSeconds: null,
  pressedKey: null,
  callerNumber: null,
} as const;

/** Only in callbacks does an absent SendStatus mean finished. */
function voiceStanding(fields: ReplyFields): CallReport['standing'] {
  const sendStatus = readNumber(fields['SendStatus']);
  if (sendStatus === null) return null;
  return standingOfVoiceReport({
    sendStatus,
    sentResult: readNumber(fields['SentResult']),
    callStatus: readText(fields['CallStatus']),
  });
}

const question = (base: string, fields: Record<string, string>): WireRequest => ({
  method: 'GET',
  url: `${base}${STATUS_PATH}?${toQuery(fields)}`,
  body: null,
});
