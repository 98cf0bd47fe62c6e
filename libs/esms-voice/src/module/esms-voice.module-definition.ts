import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { EsmsVoiceExtras, EsmsVoiceOptions } from './esms-voice-options.js';
import { defineVoice } from './voice-definition.js';

const OPTIONS_TOKEN = Symbol.for('nestjs-esms-voice:options');

// The builder tells extras from options by the keys of this object, so every extra has one.
const NO_EXTRAS = { name: undefined, isGlobal: undefined, webhook: undefined } as unknown as EsmsVoiceExtras;

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<EsmsVoiceOptions>({
  moduleName: 'EsmsVoice',
  optionsInjectionToken: OPTIONS_TOKEN,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createEsmsVoiceOptions')
  .setExtras<EsmsVoiceExtras>(NO_EXTRAS, (definition, extras) => defineVoice(definition, extras, OPTIONS_TOKEN))
  .build();
