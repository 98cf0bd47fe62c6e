import { startLoad, startWebhook } from './processes.mjs';
import { scale } from './scale.mjs';
import { toMb } from './statistics.mjs';

const CONNECTIONS = 32;
const WARM_UP_STEPS = 5;
const STEP = Math.min(20_000, scale.memoryCallbacks / 10);

/**
 * How much the Fastify server grows over a million callbacks of calls that it never saw, once its journal is full and its
 * code is warm, in MB. The garbage is collected before each reading.
 */
export async function measureCallbackMemory(gatewayUrl) {
  const server = await startWebhook('esms', { adapter: 'fastify', gatewayUrl, handlerMs: 0 });
  const load = await startLoad();
  const step = async () => {
    await load.prepare({ base: server.base, calls: STEP, connections: CONNECTIONS });
    await load.send();
    return server.rssBytes();
  };
  try {
    let before = 0;
    for (let i = 0; i < WARM_UP_STEPS; i += 1) before = await step();
    let after = before;
    for (let sent = 0; sent < scale.memoryCallbacks; sent += STEP) after = await step();
    return { rssMbAfterWarmUp: Math.round(toMb(before)), rssGrowthMb: toMb(after - before) };
  } finally {
    server.stop();
    load.stop();
  }
}
