import { startLoad, startWebhook } from './processes.mjs';
import { quartiles } from './statistics.mjs';

const CONNECTIONS = 32;
/** Over its first 150,000 callbacks a server gets a fifth quicker. */
const WARM_UP = 30;
/** At a collection V8 now and then makes every request of a process 2 µs dearer or cheaper, until a later one: no one process is typical. */
const LAUNCHES = 3;

/**
 * Runs the webhook and a bare route on the same adapter in turn, A B A B …, in several processes of each one after the other, and
 * takes the ratio pair by pair.
 * @param options.known whether the journal has the calls already.
 * @param options.bare which bare route: `bare`, in an application of its own; `beside`, in the webhook's.
 * @returns quartiles of A/B for CPU a callback and callbacks a second, the medians of both, how busy each was, and what a tick of
 * each costs in nanoseconds: where that differs, the rest compares V8 with itself.
 */
export async function compareWithBare({ pairs, ...options }) {
  const results = [];
  for (let i = 0; i < LAUNCHES; i += 1) results.push(...(await runPairs(Math.ceil(pairs / LAUNCHES), options)));
  return summarise(results);
}

async function runPairs(count, { adapter, gatewayUrl, known, bare, callbacks }) {
  const a = await startWebhook('esms', { adapter, gatewayUrl, handlerMs: 0 });
  const b = await startWebhook(bare, { adapter, gatewayUrl, handlerMs: 0 });
  const load = await startLoad();
  const run = async (server, isKnown) =>
    measureBatch(server, load, isKnown ? await server.place(callbacks) : callbacks, callbacks);
  const runPair = async () => ({ a: await run(a, known), b: await run(b, false) });
  try {
    for (let i = 0; i < WARM_UP; i += 1) await runPair();
    const results = [];
    for (let i = 0; i < count; i += 1) results.push(await runPair());
    const tickNs = { a: await a.tickNs(), b: await b.tickNs() };
    return results.map((pair) => ({ a: { ...pair.a, tickNs: tickNs.a }, b: { ...pair.b, tickNs: tickNs.b } }));
  } finally {
    for (const { stop } of [a, b, load]) stop();
  }
}

async function measureBatch(server, load, calls, count) {
  await load.prepare({ base: server.base, calls, connections: CONNECTIONS });
  await server.begin();
  const { wallMs } = await load.send();
  const { cpuUs } = await server.end();
  return { cpuUs: cpuUs / count, perSecond: (count / wallMs) * 1000, busy: cpuUs / 1000 / wallMs };
}

function summarise(results) {
  const ratio = (key) => quartiles(results.map(({ a, b }) => a[key] / b[key]));
  const medians = (key) => ({ a: medianOf(results, 'a', key), b: medianOf(results, 'b', key) });
  return {
    cpu: ratio('cpuUs'),
    rate: ratio('perSecond'),
    cpuUs: medians('cpuUs'),
    perSecond: medians('perSecond'),
    busy: medians('busy'),
    tickNs: medians('tickNs'),
  };
}

const medianOf = (results, side, key) => quartiles(results.map((result) => result[side][key])).median;
