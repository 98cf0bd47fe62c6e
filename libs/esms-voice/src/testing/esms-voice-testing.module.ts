import { Module, type DynamicModule } from '@nestjs/common';
import type { EsmsVoiceExtras, EsmsVoiceOptions } from '../module/esms-voice-options.js';
import { defineVoice } from '../module/voice-definition.js';
import { EsmsRecorder } from './esms-recorder.js';
import { createRecordingTransport } from './recording-transport.js';

/** Options of {@link EsmsVoiceTestingModule.forTest}: those of the real module, all of them optional. */
export interface EsmsVoiceTestOptions extends EsmsVoiceExtras {
  readonly options?: Partial<EsmsVoiceOptions>;
}

/** One attempt a call: what a test plans is what its call meets, at once. */
const TEST_OPTIONS: EsmsVoiceOptions = {
  apiKey: 'test',
  secretKey: 'test',
  maxAttempts: 1,
  settlement: { enabled: false },
};

/**
 * Takes the place of `EsmsVoiceModule` in a unit test: the real service with its validation, journal, callbacks and
 * errors, on a transport that opens no socket. Inject {@link EsmsRecorder} to read what would have been spoken.
 */
@Module({})
export class EsmsVoiceTestingModule {
  static forTest({ options, ...extras }: EsmsVoiceTestOptions = {}): DynamicModule {
    const recorder = new EsmsRecorder();
    const optionsToken = Symbol('nestjs-esms-voice:test-options');
    const definition = defineVoice({ module: EsmsVoiceTestingModule }, extras, optionsToken, () =>
      createRecordingTransport(recorder),
    );
    const own = [
      { provide: optionsToken, useValue: { ...TEST_OPTIONS, ...options } },
      { provide: EsmsRecorder, useValue: recorder },
    ];
    return {
      ...definition,
      providers: [...own, ...definition.providers!],
      exports: [EsmsRecorder, ...definition.exports!],
    };
  }
}
