import { chromium } from './browser/chromium.service.mjs';
import { Guarded } from './guarded.mjs';
import { obtain } from './obtain.mjs';
import { postgres } from './postgres/postgres.service.mjs';
import { redisCluster } from './redis/redis-cluster.service.mjs';
import { redis } from './redis/redis.service.mjs';
import { UnavailableError } from './unavailable.error.mjs';

const SERVICES = { redis, 'redis-cluster': redisCluster, postgres, chromium };
export const SERVICE_NAMES = Object.keys(SERVICES);

/**
 * Runs `work(env)`, `env` naming where these services are, and takes its exit code for the process. What was started
 * for it ends with it; a service that cannot be had is told in one line.
 */
export async function runWithServices(names, work) {
  const guarded = await Guarded.begin();
  try {
    process.exitCode = await work(await obtainAll(names, guarded));
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await guarded.end();
  }
}

async function obtainAll(names, guarded) {
  const env = {};
  for (const name of names) env[SERVICES[name].variable] = await obtain(SERVICES[name], guarded);
  return env;
}
