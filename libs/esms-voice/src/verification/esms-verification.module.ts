import { Module } from '@nestjs/common';
import { ConfigurableModuleClass } from './esms-verification.module-definition.js';

/**
 * Gives an application an {@link EsmsVerificationService}: `forRoot(options)` or `forRootAsync({ useFactory, … })`, beside
 * the `EsmsVoiceModule` whose account rings.
 */
@Module({})
export class EsmsVerificationModule extends ConfigurableModuleClass {}
