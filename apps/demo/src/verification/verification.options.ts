import type { Redis } from 'ioredis';
import { RedisVerificationStore } from 'nestjs-esms-voice/redis';
import type { EsmsVerificationOptions } from 'nestjs-esms-voice/verification';
import type { Settings } from '../settings/settings.js';

/** The library's defaults under the demo's own data keys, in Redis where there is one. */
export const toVerificationOptions = (
  { dataKeys, callbackKeys }: Settings,
  client: Redis | null,
): EsmsVerificationOptions => ({
  dataKeys: [...(dataKeys ?? callbackKeys)],
  ...(client && { store: new RedisVerificationStore({ client }) }),
});
