import { comparePairs } from './pairs.mjs';
import { scale } from './scale.mjs';

const IN_FLIGHT = 32;

/** What `start` and `check` cost without the gateway's time, against a limiter's consume and one Redis set and get. */
export async function measureVerifications(url, tell) {
  const compare = (name) => {
    tell(`${name} against a bare limiter, set and get: ${scale.pairs} pairs of ${scale.verifications} each …`);
    return comparePairs(url, name, 'bare-redis', {
      pairs: scale.pairs,
      calls: scale.verifications,
      inFlight: IN_FLIGHT,
    });
  };
  const redis = await compare('verify-redis');
  const memory = await compare('verify-memory');
  return {
    ratios: { verifyVsBareRedis: redis.rate, verifyMemoryVsBareRedis: memory.rate },
    figures: { verifications: { redis, memory } },
  };
}
