export { EsmsRecorder } from './esms-recorder.js';
export type { RecordedCall } from './recorded-call.js';
export { EsmsVoiceTestingModule } from './esms-voice-testing.module.js';
export type { EsmsVoiceTestOptions } from './esms-voice-testing.module.js';
export { signTestCallback, smsReport, voiceReport } from './test-callback.js';
export type { SmsReportFields, TestCallback, VoiceReportFields } from './test-callback.js';
export * from './simulator/index.js';
