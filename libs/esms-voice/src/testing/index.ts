export { EsmsRecorder } from './esms-recorder.js';
export type { RecordedCall } from './esms-recorder.js';
export { EsmsVoiceTestingModule } from './esms-voice-testing.module.js';
export type { EsmsVoiceTestOptions } from './esms-voice-testing.module.js';
export * from './simulator/index.js';
