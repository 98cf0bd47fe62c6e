import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { phones } from '../verification/verify.mjs';

/** What one would write in an afternoon: a limiter's consume, a code that is set, and got again. @param url of Redis. */
export async function create(url) {
  const client = new Redis(url);
  const prefix = `bench:${process.pid}:`;
  const limiter = new RateLimiterRedis({ storeClient: client, keyPrefix: `${prefix}limit`, points: 3, duration: 3600 });
  const nextPhone = phones();
  return async () => {
    const phone = nextPhone();
    await limiter.consume(phone);
    const code = String(crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000).padStart(6, '0');
    await client.set(`${prefix}${phone}`, code, 'PX', 180_000);
    if ((await client.get(`${prefix}${phone}`)) !== code) throw new Error('Redis lost the code.');
  };
}
