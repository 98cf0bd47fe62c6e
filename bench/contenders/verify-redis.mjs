import { Redis } from 'ioredis';
import { RedisVerificationStore } from 'nestjs-esms-voice/redis';
import { createVerify } from '../verification/verify.mjs';

/** Verification on Redis. @param url of Redis. */
export async function create(url) {
  const client = new Redis(url);
  return createVerify({ store: new RedisVerificationStore({ client, keyPrefix: `bench:${process.pid}:` }) });
}
