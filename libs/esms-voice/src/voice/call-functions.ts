import type { CallRules, FieldCheck } from '../calls/call-rules.js';
import type { CallKind } from '../calls/call-state.js';
import { OTP_CALL_CHECKS, toOtpCall, type CreateOtpCallInput, type OtpCall } from '../calls/otp-call.js';
import {
  RECORDING_CALL_CHECKS,
  toRecordingCall,
  type CreateRecordingCallInput,
  type RecordingCall,
} from '../calls/recording-call.js';
import {
  TEMPLATE_CALL_CHECKS,
  toTemplateCall,
  type CreateTemplateCallInput,
  type TemplateCall,
} from '../calls/template-call.js';
import type { VoiceCall } from '../calls/voice-call.js';
import type { GatewayHosts } from '../gateway/gateway-endpoints.js';
import { encodeOtpCall } from '../gateway/otp-call.wire.js';
import { encodeRecordingCall } from '../gateway/recording-call.wire.js';
import { encodeTemplateCall } from '../gateway/template-call.wire.js';
import type { GatewayCredentials, WireRequest } from '../gateway/wire-request.js';

/** All in which the gateway's three ways of placing a call differ. */
export interface CallFunction<Input, Call extends VoiceCall> {
  readonly checks: Readonly<Record<string, FieldCheck>>;
  /** Normalises an input that has no problems. */
  readonly toCall: (input: Input, rules: CallRules, sandboxByDefault: boolean) => Call;
  /** Whether the gateway can check such a call without ringing. */
  readonly hasSandbox: boolean;
  readonly hostOf: (hosts: GatewayHosts) => string;
  readonly encode: (host: string, keys: GatewayCredentials, call: Call, callbackUrl: string | null) => WireRequest;
}

export const OTP_FUNCTION: CallFunction<CreateOtpCallInput, OtpCall> = {
  checks: OTP_CALL_CHECKS,
  toCall: toOtpCall,
  hasSandbox: true,
  hostOf: ({ restUrl }) => restUrl,
  encode: encodeOtpCall,
};

export const TEMPLATE_FUNCTION: CallFunction<CreateTemplateCallInput, TemplateCall> = {
  checks: TEMPLATE_CALL_CHECKS,
  toCall: toTemplateCall,
  hasSandbox: false,
  hostOf: ({ voiceUrl }) => voiceUrl,
  encode: encodeTemplateCall,
};

export const RECORDING_FUNCTION: CallFunction<CreateRecordingCallInput, RecordingCall> = {
  checks: RECORDING_CALL_CHECKS,
  toCall: toRecordingCall,
  hasSandbox: false,
  hostOf: ({ voiceUrl }) => voiceUrl,
  encode: encodeRecordingCall,
};

/** The function of a kind, for a call whose kind is known at run time alone. */
export const functionOf = (kind: CallKind): CallFunction<object, VoiceCall> =>
  FUNCTIONS[kind] as unknown as CallFunction<object, VoiceCall>;

const FUNCTIONS = { otp: OTP_FUNCTION, template: TEMPLATE_FUNCTION, recording: RECORDING_FUNCTION } as const;
