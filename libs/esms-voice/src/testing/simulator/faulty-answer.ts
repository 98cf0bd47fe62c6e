import type { Arrival } from './arrival.js';
import { jsonReply, type WireReply, type WireRequest } from './exchange.js';
import type { FaultBook } from './fault-book.js';
import type { Fault, FaultRule } from './fault-plan.js';
import { FAULT_WORDS, NOTHING_DONE, spoiltReply } from './faulty-replies.js';
import type { HeldConnections } from './held-connections.js';
import { gatewayReply, type ReplyBody } from './reply-body.js';

interface FaultParts {
  readonly faults: FaultBook;
  readonly held: HeldConnections;
}

interface Exchange {
  readonly parts: FaultParts;
  readonly request: WireRequest;
  readonly arrival: Arrival;
}

const NO_REPLY: WireReply = { ...jsonReply(200, NOTHING_DONE), manner: { kind: 'drop' } };
const HOLDING: ReadonlySet<Fault['kind']> = new Set(['drop', 'drip']);

/** Answers a request, with the fault of the first rule that fits. */
export function answerArrival(
  parts: FaultParts,
  request: WireRequest,
  arrival: Arrival,
): WireReply | Promise<WireReply> {
  const rule = parts.faults.ruleForRequest(arrival);
  if (rule) return answerWithFault({ parts, request, arrival }, rule);
  const { body, reported } = arrival.process();
  return reported ? reported.then(() => gatewayReply(body)) : gatewayReply(body);
}

async function answerWithFault(exchange: Exchange, { when, fault }: FaultRule): Promise<WireReply> {
  const { parts, request, arrival } = exchange;
  const late = when === 'before-accept' ? startLate : answerLate;
  if (fault.kind === 'delay') return late(exchange, fault.delayMs);
  const body = when === 'before-accept' ? turnAway(arrival, fault) : await processed(arrival);
  if (HOLDING.has(fault.kind)) parts.held.hold(request.connection);
  const { previousCallId, format } = arrival;
  return spoiltReply({ body, callId: parts.faults.madeUpCallId(), previousCallId, format }, fault);
}

// A request that waits in front of the gateway is lost with its connection.
async function startLate({ parts, request, arrival }: Exchange, delayMs: number): Promise<WireReply> {
  if (await parts.held.pause(request.connection, delayMs)) return gatewayReply(await processed(arrival));
  arrival.ignore();
  return NO_REPLY;
}

async function answerLate({ parts, request, arrival }: Exchange, delayMs: number): Promise<WireReply> {
  const body = await processed(arrival);
  await parts.held.pause(request.connection, delayMs);
  return gatewayReply(body);
}

async function processed(arrival: Arrival): Promise<ReplyBody> {
  const { body, reported } = arrival.process();
  await reported;
  return body;
}

function turnAway(arrival: Arrival, fault: Fault): ReplyBody {
  if (fault.kind === 'code') arrival.refuse({ code: String(fault.code), message: FAULT_WORDS });
  else arrival.ignore();
  return NOTHING_DONE;
}
