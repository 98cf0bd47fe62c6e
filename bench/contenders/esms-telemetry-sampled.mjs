import { EsmsTelemetryModule } from 'nestjs-esms-voice/opentelemetry';
import { startCalling } from '../telemetry/calling-app.mjs';
import { registerSdk } from '../telemetry/register-sdk.mjs';

/** The telemetry module, and an SDK that samples one call in ten. */
export function create(url) {
  registerSdk(0.1);
  return startCalling(url, [EsmsTelemetryModule.forRoot({})]);
}
