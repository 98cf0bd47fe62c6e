import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad, startWebhook } from './processes.mjs';
import { scale } from './scale.mjs';
import { quartiles } from './statistics.mjs';

const PER_SECOND = 500;
const CONNECTIONS = 64;
const HANDLER_MS = 2_000;

/**
 * How long the answer to a callback takes while a handler takes 2 s for each event, against no handler at all: in turn,
 * at one fixed pace whether or not the answers keep up.
 * @returns quartiles of the ratio of the 99th percentiles, and the medians of both in milliseconds.
 */
export async function compareAcknowledgements(gatewayUrl) {
  const slow = await startWebhook('esms', { adapter: 'fastify', gatewayUrl, handlerMs: HANDLER_MS });
  const none = await startWebhook('esms', { adapter: 'fastify', gatewayUrl, handlerMs: null });
  const load = await startLoad();
  const run = async (server, paceMs) => {
    const calls = Math.round((PER_SECOND * paceMs) / 1000);
    await load.prepare({ base: server.base, calls, connections: CONNECTIONS });
    await server.begin();
    return load.send({ perSecond: PER_SECOND });
  };
  const runPair = async () => {
    const a = await run(slow, scale.paceMs);
    // What the handlers still hold would run while the other one is measured.
    await sleep(HANDLER_MS);
    return { a, b: await run(none, scale.paceMs) };
  };
  try {
    await runPair();
    const results = [];
    for (let i = 0; i < scale.pairs; i += 1) results.push(await runPair());
    return summarise(results);
  } finally {
    for (const { stop } of [slow, none, load]) stop();
  }
}

function summarise(results) {
  const median = (side, key) => quartiles(results.map((result) => result[side][key])).median;
  return {
    p99: quartiles(results.map(({ a, b }) => a.p99Ms / b.p99Ms)),
    p99Ms: { a: median('a', 'p99Ms'), b: median('b', 'p99Ms') },
    medianMs: { a: median('a', 'medianMs'), b: median('b', 'medianMs') },
  };
}
