import { fileURLToPath } from 'node:url';
import { freePort } from '../../../scripts/services/machine/free-port.mjs';
import { SimulatedGateway } from './simulated-gateway.mjs';
import { Program } from './program.mjs';
import { postgresServer, redisServer } from './servers.mjs';

const WEBS = 2;
const WORKERS = 3;
const DEMO_KEY = 'chaos-demo-key';
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Two web processes and three workers of the demo over one Redis, one Postgres and a gateway, each a process. */
export async function startCluster(guarded, { calls, seed, ratePerSecond, isBroken }) {
  const gateway = await SimulatedGateway.start({ seed, maxCalls: 2 * calls });
  const [redis, postgres] = await Promise.all([redisServer(guarded), postgresServer(guarded)]);
  await Promise.all([redis.start(), postgres.start()]);
  const ports = await Promise.all(Array.from({ length: WEBS + WORKERS }, freePort));
  const urls = ports.slice(0, WEBS).map((port) => `http://127.0.0.1:${port}`);
  const env = settingsOf({ gateway, redis, postgres, ratePerSecond });
  const program = (role, index, more) => {
    const main = isBroken ? here('./broken.mjs') : here('../../../apps/demo/dist/main.js');
    return new Program(`${role} ${index}`, [main, role], { ...env, ...more });
  };
  const webs = urls.map((url, i) =>
    program('web', i, { PORT: String(ports[i]), PUBLIC_URL: url, DISPATCH_WORK: 'false' }),
  );
  // Their callbacks go to both web processes.
  const workers = ports
    .slice(WEBS)
    .map((port, i) => program('worker', i, { WORKER_PORT: String(port), PUBLIC_URL: urls[i % WEBS] }));
  for (const started of [...webs, ...workers]) await started.start();
  const stop = async () => {
    await Promise.all([...webs, ...workers].map((running) => running.stop()));
    await gateway.stop();
  };
  return { gateway, redis, postgres, webs, workers, urls, headers: { 'x-api-key': DEMO_KEY }, stop };
}

const settingsOf = ({ gateway, redis, postgres, ratePerSecond }) => ({
  REDIS_URL: redis.url,
  DATABASE_URL: postgres.url,
  ESMS_API_KEY: 'simulator',
  ESMS_SECRET_KEY: 'simulator',
  ESMS_REST_URL: gateway.restUrl,
  ESMS_VOICE_URL: gateway.voiceUrl,
  CALLBACK_KEYS: `k1:${'chaos'.repeat(8)}`,
  DATA_KEYS: `d1:${'CHAOS'.repeat(8)}`,
  DEMO_API_KEY: DEMO_KEY,
  LOG_LEVEL: 'error',
  ESMS_TIMEOUT_MS: '1000',
  ESMS_DEADLINE_MS: '5000',
  ESMS_ASK_AFTER_MS: '3000',
  ESMS_ASK_PER_SECOND: '200',
  ESMS_LOW_BALANCE_CALLS: '0',
  DISPATCH_LOCK_MS: '2000',
  DISPATCH_CONCURRENCY: '40',
  DISPATCH_PER_SECOND: String(ratePerSecond),
});
