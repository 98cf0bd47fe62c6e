import { registerSdk } from '../telemetry/register-sdk.mjs';
import { startCalling } from '../telemetry/calling-app.mjs';

/** An SDK as in any application that is traced, and no telemetry module. */
export function create(url) {
  registerSdk();
  return startCalling(url);
}
