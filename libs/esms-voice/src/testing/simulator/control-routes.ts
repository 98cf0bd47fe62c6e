import { localOnly } from './control-access.js';
import { jsonReply, type Route, type WireReply, type WireRequest } from './exchange.js';
import { parseJsonObject } from './json-body.js';
import type { SimulatedGateway } from './simulated-gateway.js';
import { ADVANCE_RULE, isAdvance } from './simulator-clock.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

type ControlOptions = Pick<ResolvedSimulatorOptions, 'clock' | 'host'>;

/** The control surface under `/_simulator` (design, section 7): JSON, for this machine only. */
export function controlRoutes(gateway: SimulatedGateway, options: ControlOptions): Route[] {
  const routes: Route[] = [
    { method: 'GET', path: '/_simulator/calls', respond: (request) => listCalls(gateway, request) },
    { method: 'POST', path: '/_simulator/reset', respond: () => reset(gateway) },
    { method: 'POST', path: '/_simulator/clock', respond: (request) => advance(options, request) },
  ];
  return routes.map((route) => localOnly(route, options.host));
}

function listCalls({ ledger }: SimulatedGateway, { query }: WireRequest): WireReply {
  const requestId = query.get('requestId');
  if (requestId === null) return jsonReply(200, ledger.calls());
  const call = ledger.call(requestId);
  return jsonReply(200, call ? [call] : []);
}

function reset(gateway: SimulatedGateway): WireReply {
  gateway.reset();
  return jsonReply(200, { reset: true });
}

function advance({ clock }: ControlOptions, { body }: WireRequest): WireReply {
  const advanceMs = parseJsonObject(body)?.advanceMs;
  if (!isAdvance(advanceMs)) return jsonReply(400, { error: ADVANCE_RULE });
  clock.advance(advanceMs);
  return jsonReply(200, { now: new Date(clock.now()).toISOString() });
}
