import { EsmsTelemetryModule } from 'nestjs-esms-voice/opentelemetry';
import { startCalling } from '../telemetry/calling-app.mjs';

/** The telemetry module, and no SDK. */
export const create = (url) => startCalling(url, [EsmsTelemetryModule.forRoot({})]);
