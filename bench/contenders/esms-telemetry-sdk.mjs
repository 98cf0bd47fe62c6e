import { EsmsTelemetryModule } from 'nestjs-esms-voice/opentelemetry';
import { startCalling } from '../telemetry/calling-app.mjs';
import { registerSdk } from '../telemetry/register-sdk.mjs';

/** The telemetry module, and an SDK that samples every call. */
export function create(url) {
  registerSdk();
  return startCalling(url, [EsmsTelemetryModule.forRoot({})]);
}
