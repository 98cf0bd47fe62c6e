import { Module } from '@nestjs/common';
import { ConfigurableModuleClass } from './esms-telemetry.module-definition.js';

/**
 * Traces and metrics of calls by the OpenTelemetry SDK that the application registers: `forRoot({})` or
 * `forRootAsync({ useFactory, … })`, once, beside the `EsmsVoiceModule`. Gives the application an `EsmsCarrierWatch`.
 */
@Module({})
export class EsmsTelemetryModule extends ConfigurableModuleClass {}
