import { Inject, Module, Optional } from '@nestjs/common';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { ConfigurableModuleClass } from './esms-voice.module-definition.js';
import { CONFIGURED } from './voice-definition.js';

const BARE_IMPORT =
  'import EsmsVoiceModule.forRoot({ apiKey, secretKey }) or EsmsVoiceModule.forRootAsync({ useFactory }) ' +
  'in place of the bare EsmsVoiceModule';

/** Gives an application an {@link EsmsVoiceService}: `forRoot(options)` or `forRootAsync({ useFactory, … })`. */
@Module({})
export class EsmsVoiceModule extends ConfigurableModuleClass {
  constructor(@Optional() @Inject(CONFIGURED) configured?: boolean) {
    super();
    if (!configured) throw new EsmsVoiceOptionsError([BARE_IMPORT]);
  }
}
