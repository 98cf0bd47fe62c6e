import { toBareCause, type BareCause } from '../errors/bare-cause.js';
import { parseReply, readCode, type ReplyFields } from './gateway-reply.js';
import type { WireTrace } from './wire-trace.js';

/** The gateway's answer to a question; `silent`: none came, or one without a code. */
export type GatewayAnswer =
  | { readonly kind: 'answered'; readonly code: string; readonly fields: ReplyFields }
  | { readonly kind: 'silent'; readonly cause: BareCause | null };

/** The gateway knows the call: what it says of it stands in the other fields. */
export const CODE_KNOWN = '100';
/** The id is unknown, or it was asked about too early: no proof of anything. */
export const CODE_NOT_FOUND = '105';

/** Reads what the transport noted of a question. A code in the body wins, whatever the HTTP status says. */
export function readAnswer(trace: WireTrace, thrown: unknown): GatewayAnswer {
  const fields = parseReply(trace.answer?.body);
  const code = fields && readCode(fields);
  if (fields && code !== null) return { kind: 'answered', code, fields };
  const error = trace.error ?? thrown;
  return { kind: 'silent', cause: trace.answer || error === null ? null : toBareCause(error) };
}
