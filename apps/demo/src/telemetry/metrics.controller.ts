import { Controller, Get, Header, NotFoundException } from '@nestjs/common';
import { TakesBearer } from '../access/takes-bearer.decorator.js';
import { TelemetrySdk } from './telemetry-sdk.js';

/** Metrics for Prometheus, which sends a key as Bearer. */
@TakesBearer()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly sdk: TelemetrySdk) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    const text = await this.sdk.metricsText();
    if (text === null) throw new NotFoundException('OTEL_SDK_DISABLED is true: there are no metrics.');
    return text;
  }
}
