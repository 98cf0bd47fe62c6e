// The module
export { EsmsVoiceModule } from './module/esms-voice.module.js';
export { EsmsVoiceAccounts } from './module/esms-voice-accounts.js';
export type { AccountReference, ResolveAccount, RuntimeAccount } from './module/esms-voice-options.js';
export { InjectEsmsVoice, getEsmsVoiceToken } from './module/tokens.js';
export type {
  EsmsBalanceOptions,
  EsmsCallbackOptions,
  EsmsHandlerOptions,
  EsmsSettlementOptions,
  EsmsVoiceExtras,
  EsmsVoiceOptions,
  EsmsVoiceOptionsFactory,
  EsmsWebhookOptions,
} from './module/esms-voice-options.js';

// The service
export { EsmsVoiceService } from './voice/esms-voice.service.js';
export type { PurgeCallsQuery } from './voice/call-forgetting.js';
export type { CallList, ListCallsQuery } from './voice/call-list.js';
export type { PlaceOptions } from './voice/call-placement.js';
export type { PlacedCall } from './voice/answer.js';
export type {
  AccountBalance,
  CallReference,
  CallStatus,
  FindCallQuery,
  FoundCall,
  SentCall,
} from './voice/call-inquiries.js';
export type { TimeWindow } from './gateway/sent-calls.wire.js';
export type { CallReceiver } from './gateway/receivers.wire.js';
export type { BalanceState } from './settlement/balance-watch.js';
export type { GatewayHost } from './gateway/status.wire.js';

// Calls
export { CALL_KINDS, CALL_STATES } from './calls/call-state.js';
export type { CallKind, CallStanding, CallState, RejectedReason, UndeliveredReason } from './calls/call-state.js';
export type { CallDetails, HistoryEntry, HistorySource, MaskedCallback } from './calls/call-record.js';
export type { CallRules } from './calls/call-rules.js';
export type { CallView } from './calls/call-view.js';
export type { CreateOtpCallInput } from './calls/otp-call.js';
export type { CreateRecordingCallInput } from './calls/recording-call.js';
export { TEMPLATE_VOICES } from './calls/template-call.js';
export type { CreateTemplateCallInput, TemplateVoice } from './calls/template-call.js';
export type { PhoneRules } from './calls/phone-number.js';
export { CreateOtpCallDto, OtpCallDto } from './calls/create-otp-call.dto.js';
export { CreateRecordingCallDto, RecordingCallDto } from './calls/create-recording-call.dto.js';
export { CreateTemplateCallDto, TemplateCallDto } from './calls/create-template-call.dto.js';
export { IsCallContent, IsCallPhone, IsCampaignId, IsRequestId, IsSendAt } from './calls/call-field.decorators.js';
export { maskPhone } from './calls/mask.js';
export { spokenDigits } from './calls/spoken-digits.js';
export type { SpokenLanguage } from './calls/spoken-digits.js';
export { otpSentence } from './calls/otp-sentence.js';
export type { OtpSentence, OtpSentenceInput } from './calls/otp-sentence.js';

// Attempts, for metrics
export type { AttemptOutcome } from './ring-once/ring-once.table.js';
export type { AttemptEnded, AttemptHooks, AttemptStarted } from './ring-once/attempt-hooks.js';
export type { BreakerRules, BreakerState } from './ring-once/circuit-breaker.js';

// Watching calls, for traces and metrics
export type { CallObserver, ObservedCallback, RunBegun, RunObserver } from './events/call-observer.js';
export { CARRIERS, carrierOf } from './calls/carrier.js';
export type { Carrier } from './calls/carrier.js';
export { EsmsCarrierWatch } from './events/carrier-watch.js';
export type { CarrierRate, WatchedEvent } from './events/carrier-watch.js';

// Events
export { OnCallEvent } from './events/on-call-event.decorator.js';
export type { OnCallEventOptions } from './events/on-call-event.decorator.js';
export type { CallEvent } from './events/call-event.js';
export type { HandlerRetry } from './events/call-handlers.js';
export type { HandlerFailure } from './events/handler-run.js';
export type { RetryDelays } from './ring-once/back-off.js';

// Callbacks
export { EsmsCallback } from './callbacks/esms-callback.decorator.js';
export { EsmsCallbackGuard } from './callbacks/esms-callback.guard.js';
export { EsmsCallbacks } from './callbacks/esms-callbacks.js';
export { signCallbackUrl } from './callbacks/sign-callback-url.js';
export type { SignCallbackUrlInput } from './callbacks/sign-callback-url.js';
export { maskCallback } from './callbacks/masked-callback.js';
export { parseCallback } from './callbacks/parse-callback.js';
export type { CallbackReceipt, CallbackResult } from './callbacks/callback-receiver.js';
export type { QueryProblem } from './callbacks/callback-query.js';
export type { CallbackFamily, CallbackReading, ParsedCallback, UnreadableReason } from './callbacks/parse-callback.js';
export type { CallbackCounts, CallbackRefusal } from './callbacks/callback-counts.js';
export type { TokenRefusal } from './callbacks/callback-token.js';
export type { QuarantinedCallbackView, QuarantineList, QuarantineListQuery } from './callbacks/quarantine.js';
export type { VerifiedCallback } from './callbacks/verified-callback.js';
export type { CallReport, ReportEffect } from './calls/transitions.js';

// Errors
export { EsmsVoiceError } from './errors/esms-voice.error.js';
export type { CallOutcome, EsmsVoiceErrorCode, EsmsVoiceErrorDetails } from './errors/esms-voice.error.js';
export {
  AccountNotFoundError,
  AccountUnavailableError,
  CallNotFoundError,
  CallNotSentError,
  DuplicateRequestError,
  EsmsVoiceOptionsError,
  GatewayRefusedError,
  GatewayUnreachableError,
  InvalidInputError,
  JournalFullError,
  JournalUnavailableError,
  OutcomeUnknownError,
} from './errors/errors.js';
export { EsmsVoiceExceptionFilter } from './errors/esms-voice-exception.filter.js';
export { invalidInputFromValidation } from './errors/invalid-input-from-validation.js';
export { toHttpError } from './errors/http-error.js';
export type { HttpError, HttpErrorBody } from './errors/http-error.js';
export { explainGatewayCode } from './gateway/gateway-code.js';
export type { GatewayCodeText } from './gateway/gateway-code-text.js';

// The journal
export { DEFAULT_MAX_CALLS, InMemoryCallJournal } from './journal/in-memory-call-journal.js';
export type {
  CallErasure,
  CallJournalStore,
  CallPage,
  CallPurge,
  CallQuery,
  Change,
  DueClaim,
  DueField,
  ErasedCalls,
  QuarantinedCallback,
  QuarantinePage,
  QuarantineQuery,
  Updated,
} from './journal/call-journal.store.js';
export type {
  AttemptResult,
  CallAttempt,
  CallFacts,
  CallKey,
  CallRecord,
  OwedStep,
  UnconfirmedReport,
} from './calls/call-record.js';
export { namedKeys } from './module/named-keys.js';
export type { NamedKey } from './journal/data-keys.js';
