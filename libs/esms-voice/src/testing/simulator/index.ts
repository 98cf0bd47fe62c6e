export { EsmsSimulator } from './esms-simulator.js';
export type {
  CallbackFaultRule,
  CallMatch,
  RuleLimits,
  ConnectionFault,
  EarlyReportRule,
  Fault,
  FaultPlan,
  FaultRule,
  ReplyFault,
  SpoiltReportRule,
} from './fault-plan.js';
export type { SimulatedCallKind, SimulatedQuestionKind, SimulatedRequestKind } from './request-kind.js';
export type { SimulatedCall, SimulatedCallback, SimulatedCallState } from './simulated-call.js';
export { SimulatorClock } from './simulator-clock.js';
export type { EsmsSimulatorOptions, SimulatorSwitches } from './simulator-options.js';
