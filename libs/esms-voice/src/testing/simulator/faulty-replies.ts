import { htmlReply, jsonReply, type WireReply } from './exchange.js';
import type { Fault } from './fault-plan.js';
import { UNREADABLE } from './refusals.js';
import { gatewayReply, type ReplyBody, wireJson } from './reply-body.js';
import { accepted, type ReplyFormat } from './reply-format.js';

type SpoilingKind = Exclude<Fault['kind'], 'delay'>;
type FaultOf<Kind> = Fault & { readonly kind: Kind };

/** What a spoilt reply is made from. */
export interface SpoiltReply {
  /** The right body. */
  readonly body: ReplyBody;
  /** The SMSID that a fault writes where it needs one and the right body has none. */
  readonly callId: string;
  readonly previousCallId: string | null;
  /** Of the function that was asked. */
  readonly format: ReplyFormat;
}

type Spoil<Kind> = (reply: SpoiltReply, fault: FaultOf<Kind>) => WireReply;

const GARBAGE = Buffer.from('fffe00c328a0ffd8e000104a4649460080bfedf5c1feff', 'hex');
const XML_FAULT =
  '<Fault xmlns="http://schemas.microsoft.com/ws/2005/05/envelope/none"><Code><Value>Receiver</Value></Code>' +
  '<Reason><Text xml:lang="en-US">The server was unable to process the request.</Text></Reason></Fault>';

const SPOILS: { readonly [Kind in SpoilingKind]: Spoil<Kind> } = {
  drop: ({ body }) => ({ ...gatewayReply(body), manner: { kind: 'drop' } }),
  reset: ({ body }) => ({ ...gatewayReply(body), manner: { kind: 'reset' } }),
  'refuse-connections': ({ body }, fault) => ({ ...gatewayReply(body), manner: fault }),
  drip: ({ body }, fault) => ({ ...gatewayReply(body), manner: fault }),
  status: (_reply, fault) => statusReply(fault),
  html: () => htmlReply(200, 'The service is under maintenance.'),
  xml: () => textReply('application/xml; charset=utf-8', XML_FAULT),
  empty: () => textReply('application/json; charset=utf-8', ''),
  truncate: ({ body }, { connection = false }) => truncated(gatewayReply(body), connection),
  garbage: () => ({ ...jsonReply(200, {}), body: GARBAGE }),
  'wrong-content-type': ({ body }) => textReply('text/html; charset=utf-8', wireJson(body)),
  huge: ({ body }, { bytes }) => gatewayReply(padded(body, bytes)),
  code: (reply, fault) => gatewayReply(codeBody(reply, fault)),
  'duplicate-call-id': ({ callId, previousCallId, format }) => gatewayReply(accepted(format, previousCallId ?? callId)),
};

/** The reply that a fault puts in the place of the right one. */
export function spoiltReply<Kind extends SpoilingKind>(reply: SpoiltReply, fault: FaultOf<Kind>): WireReply {
  const spoil: Spoil<Kind> = SPOILS[fault.kind];
  return spoil(reply, fault);
}

/** The body that faults spoil where the gateway has done nothing: it claims neither a code nor an id. */
export const NOTHING_DONE: ReplyBody = { error: UNREADABLE.message };

/** The words of a code that a fault answers with. */
export const FAULT_WORDS = 'Answered by a fault.';

function statusReply({ status, retryAfter, body }: FaultOf<'status'>): WireReply {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  const reply = htmlReply(status, 'The service is unavailable.', headers);
  if (body === undefined) return reply;
  const type = body.trimStart().startsWith('<') ? 'text/html' : 'application/json';
  return { ...reply, headers: { ...headers, 'content-type': `${type}; charset=utf-8` }, body };
}

function textReply(type: string, body: string): WireReply {
  return { status: 200, headers: { 'content-type': type }, body };
}

function truncated(reply: WireReply, cutsConnection: boolean): WireReply {
  if (cutsConnection) return { ...reply, manner: { kind: 'cut' } };
  return { ...reply, body: reply.body.slice(0, reply.body.length >> 1) };
}

function padded(body: ReplyBody, bytes: number): ReplyBody {
  const unpadded = Buffer.byteLength(wireJson({ ...body, Padding: '' }));
  return { ...body, Padding: 'x'.repeat(bytes - unpadded) };
}

function codeBody({ body, callId, format }: SpoiltReply, fault: FaultOf<'code'>): ReplyBody {
  const id = fault.callId === true ? { SMSID: body.SMSID ?? format.idOnWire(callId) } : {};
  const words = String(fault.code) === '100' ? undefined : FAULT_WORDS;
  return { ...format.coded(fault.code, words), ...id };
}
