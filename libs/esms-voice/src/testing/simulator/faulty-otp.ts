import { jsonReply, type WireReply, type WireRequest } from './exchange.js';
import type { Fault, FaultRule } from './fault-plan.js';
import { FAULT_WORDS, NOTHING_DONE, spoiltReply } from './faulty-replies.js';
import type { ReplyBody } from './gateway-replies.js';
import type { OtpArrival } from './otp-desk.js';
import type { SimulatedGateway } from './simulated-gateway.js';

type Gateway = Pick<SimulatedGateway, 'receiveOtpCall' | 'faults' | 'held'>;

interface Exchange {
  readonly gateway: Gateway;
  readonly request: WireRequest;
  readonly arrival: OtpArrival;
}

const NO_REPLY: WireReply = { ...jsonReply(200, NOTHING_DONE), manner: { kind: 'drop' } };
const HOLDING: ReadonlySet<Fault['kind']> = new Set(['drop', 'drip']);

/** Answers an OTP call, with the fault of the first rule that fits. */
export function answerOtpCall(gateway: Gateway, request: WireRequest): WireReply | Promise<WireReply> {
  const arrival = gateway.receiveOtpCall(request.body);
  const rule = gateway.faults.ruleForRequest(arrival);
  const exchange = { gateway, request, arrival };
  if (rule) return answerWithFault(exchange, rule);
  const { body, reported } = arrival.process();
  return reported ? reported.then(() => jsonReply(200, body)) : jsonReply(200, body);
}

async function answerWithFault(exchange: Exchange, { when, fault }: FaultRule): Promise<WireReply> {
  const { gateway, request, arrival } = exchange;
  const late = when === 'before-accept' ? startLate : answerLate;
  if (fault.kind === 'delay') return late(exchange, fault.delayMs);
  const body = when === 'before-accept' ? turnAway(arrival, fault) : await processed(arrival);
  if (HOLDING.has(fault.kind)) gateway.held.hold(request.connection);
  const { previousCallId } = arrival;
  return spoiltReply({ body, callId: gateway.faults.madeUpCallId(), previousCallId }, fault);
}

// A request that waits in front of the gateway is lost with its connection.
async function startLate({ gateway, request, arrival }: Exchange, delayMs: number): Promise<WireReply> {
  if (await gateway.held.pause(request.connection, delayMs)) return jsonReply(200, await processed(arrival));
  arrival.ignore();
  return NO_REPLY;
}

async function answerLate({ gateway, request, arrival }: Exchange, delayMs: number): Promise<WireReply> {
  const body = await processed(arrival);
  await gateway.held.pause(request.connection, delayMs);
  return jsonReply(200, body);
}

async function processed(arrival: OtpArrival): Promise<ReplyBody> {
  const { body, reported } = arrival.process();
  await reported;
  return body;
}

function turnAway(arrival: OtpArrival, fault: Fault): ReplyBody {
  if (fault.kind === 'code') arrival.refuse({ code: String(fault.code), message: FAULT_WORDS });
  else arrival.ignore();
  return NOTHING_DONE;
}
