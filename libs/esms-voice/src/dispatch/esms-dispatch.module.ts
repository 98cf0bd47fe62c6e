import { Module } from '@nestjs/common';
import { ConfigurableModuleClass } from './esms-dispatch.module-definition.js';

/**
 * Gives an application an {@link EsmsDispatcher}: `forRoot(options)` or `forRootAsync({ useFactory, … })`, beside the
 * `EsmsVoiceModule` whose account calls.
 */
@Module({})
export class EsmsDispatchModule extends ConfigurableModuleClass {}
