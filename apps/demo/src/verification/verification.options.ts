import type { EsmsVerificationOptions } from 'nestjs-esms-voice/verification';
import type { Settings } from '../settings/settings.js';

/** The library's defaults under the demo's own data keys, which outlive a restart where they are set. */
export const toVerificationOptions = ({ dataKeys, callbackKeys }: Settings): EsmsVerificationOptions => ({
  dataKeys: [...(dataKeys ?? callbackKeys)],
});
