import { Module } from '@nestjs/common';
import { ConfigurableModuleClass } from './esms-health.module-definition.js';

/** Gives an application an {@link EsmsHealthIndicator}: `forRoot({})` or `forRootAsync({ useFactory, … })`. */
@Module({})
export class EsmsHealthModule extends ConfigurableModuleClass {}
