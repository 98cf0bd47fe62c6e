import { localOnly } from './control-access.js';
import { jsonReply, type Route, type WireReply, type WireRequest } from './exchange.js';
import type { FaultPlan } from './fault-plan.js';
import { planProblems } from './fault-plan-rules.js';
import { parseJsonObject } from './json-body.js';
import type { SimulatedGateway } from './simulated-gateway.js';
import { ADVANCE_RULE, isAdvance } from './simulator-clock.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

type ControlOptions = Pick<ResolvedSimulatorOptions, 'clock' | 'host'>;

/** Whether a connection asks for the control surface, by the first bytes that came. */
export function asksForControl(firstBytes: string): boolean {
  return /^[A-Z]+ \/_simulator\//.test(firstBytes);
}

/** The control surface under `/_simulator` (design, section 7): JSON, for this machine only. */
export function controlRoutes(gateway: SimulatedGateway, options: ControlOptions): Route[] {
  const routes: Route[] = [
    { method: 'GET', path: '/_simulator/calls', respond: (request) => listCalls(gateway, request) },
    { method: 'POST', path: '/_simulator/faults', respond: (request) => setFaults(gateway, request) },
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

function setFaults({ faults }: SimulatedGateway, { body }: WireRequest): WireReply {
  const plan = parseJsonObject(body);
  const problems = planProblems(plan);
  if (problems.length > 0) return jsonReply(400, { error: `Invalid fault plan: ${problems.join('; ')}`, problems });
  const { rules = [], callbackRules = [] } = plan as FaultPlan;
  faults.set(plan as FaultPlan);
  return jsonReply(200, { rules: rules.length, callbackRules: callbackRules.length });
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
