export { EsmsSimulator } from './esms-simulator.js';
export type { CallbackFaultRule, ConnectionFault, Fault, FaultPlan, FaultRule, ReplyFault } from './fault-plan.js';
export type { SimulatedCall, SimulatedCallback, SimulatedCallState } from './ledger-entry.js';
export { SimulatorClock } from './simulator-clock.js';
export type { EsmsSimulatorOptions, SimulatorSwitches } from './simulator-options.js';
