// The module
export { EsmsVerificationModule } from './esms-verification.module.js';
export type {
  CodeContent,
  EsmsVerificationExtras,
  EsmsVerificationOptions,
  EsmsVerificationOptionsFactory,
  NumberLimitOption,
  TestNumber,
  VerificationLimitOptions,
  WideLimitOption,
} from './verification-options.js';
export { NIST_AAL2, SBV_50_2024 } from './presets.js';
export type { VerificationPreset } from './presets.js';

// The service
export { EsmsVerificationService } from './esms-verification.service.js';
export type { CheckedVerification } from './esms-verification.service.js';
export type { StartVerificationInput } from './start-request.js';
export type { StartedVerification } from './verification-start.js';
export type { CheckVerificationInput, VerificationReferenceInput } from './check-request.js';
export type { VerificationCall, VerificationStanding } from './verification-standing.js';
export type { ExplainedStep, VerificationExplanation } from './verification-explanation.js';
export type { VerificationEvent } from './verification-event.js';
export { describeGuessingOdds } from './domain/guessing-odds.js';
export type { GuessingRules } from './domain/guessing-odds.js';

// Bodies of requests
export { CheckVerificationDto, StartVerificationDto } from './verification.dto.js';

// Policies
export type {
  Approval,
  BeforeCall,
  CallPolicy,
  CallRefusal,
  CallToPlace,
  CallVerdict,
  EndedCall,
} from './call-policy.js';

export { pumpingBreaker } from './policies/pumping-breaker.js';
export type { PumpingBreakerOptions } from './policies/pumping-breaker.js';
export { spendCeiling } from './policies/spend-ceiling.js';
export type { SpendCeilingOptions } from './policies/spend-ceiling.js';

// Stores
export { DEFAULT_MAX_NUMBERS, InMemoryVerificationStore } from './stores/in-memory-verification-store.js';
export type {
  CheckAsk,
  Checked,
  FoundVerification,
  RingToTakeBack,
  StartAsk,
  Started,
  VerificationReference,
  VerificationStore,
} from './stores/verification-store.js';
export type { Counter, Counters, Taken } from './stores/counters.js';
export type { Bound, Breach, NumberLimits, NumberRule } from './domain/number-limits.js';
export type { CheckGate, CheckResult } from './domain/decide-check.js';
export type { Opening, StartDecision } from './domain/decide-start.js';
export type {
  Lane,
  LaneState,
  TimelineEntry,
  TimelineEvent,
  Verification,
  VerificationStatus,
} from './domain/verification.js';
export type { VerificationRules } from './domain/verification-rules.js';

// Errors
export {
  VerificationLimitedError,
  VerificationNotFoundError,
  VerificationStoreFullError,
  VerificationUnavailableError,
} from './errors.js';
