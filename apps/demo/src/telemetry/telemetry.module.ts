import { Module } from '@nestjs/common';
import { TelemetrySdk } from './telemetry-sdk.js';

/** Gives the application the {@link TelemetrySdk}. */
@Module({ providers: [TelemetrySdk], exports: [TelemetrySdk] })
export class TelemetryModule {}
