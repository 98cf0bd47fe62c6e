import type { OtpCall } from './otp-call.js';
import type { RecordingCall } from './recording-call.js';
import type { TemplateCall } from './template-call.js';

/** A valid call of any kind, normalised: what placing it needs to know whatever the gateway's function is. */
export type VoiceCall = OtpCall | TemplateCall | RecordingCall;
