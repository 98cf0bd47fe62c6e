// What a call costs in each process of the cluster, undisturbed: CPU from Linux's own count. Made for docs/scaling.md.
// CHAOS_CALLS, CHAOS_PER_SECOND.
import { readdir, readFile } from 'node:fs/promises';
import { build } from '../../../scripts/lib/build.mjs';
import { Guarded } from '../../../scripts/services/guarded.mjs';

await build();
const { startCluster } = await import('./cluster.mjs');
const { ClusterReader } = await import('./cluster-reader.mjs');
const { placeBatches } = await import('./place-batches.mjs');
const { untilPlaced, untilSettled } = await import('./settle.mjs');

const LIMIT_MS = 600_000;
const MS_A_TICK = 10;

const calls = Number(process.env.CHAOS_CALLS ?? 20_000);
const ratePerSecond = Number(process.env.CHAOS_PER_SECOND ?? 100_000);

const guarded = await Guarded.begin();
try {
  const cluster = await startCluster(guarded, { calls, seed: 1, ratePerSecond, isBroken: false });
  const reader = new ClusterReader(cluster);
  const before = await cpuOf(cluster);
  const began = Date.now();
  const batches = await placeBatches(cluster, calls);
  await untilPlaced(reader, batches, began + LIMIT_MS);
  const seconds = (Date.now() - began) / 1000;
  // Ends: the reports have come, and reading the journal counts for nothing.
  const after = await cpuOf(cluster);
  await untilSettled(cluster, reader, calls, began + LIMIT_MS);
  console.log(`${calls} calls, placed at ${Math.round(calls / seconds)} a second; CPU a call, in µs:`);
  for (const [name, ms] of Object.entries(after))
    console.log(`${String(Math.round(((ms - before[name]) * 1000) / calls)).padStart(6)}  ${name}`);
  await cluster.stop();
} finally {
  await guarded.end();
}

/** Milliseconds of CPU that each part has taken by now. */
async function cpuOf({ webs, workers, redis, postgres, gateway }) {
  const sum = async (pids) => (await Promise.all(pids.map(cpuMs))).reduce((total, ms) => total + ms, 0);
  return {
    'web processes': await sum(webs.map(({ pid }) => pid)),
    workers: await sum(workers.map(({ pid }) => pid)),
    Redis: await sum([redis.pid]),
    Postgres: await sum([postgres.pid, ...(await childrenOf(postgres.pid))]),
    'the gateway (simulated)': await sum([gateway.program.pid]),
  };
}

/** Its own time, and that of its children that have ended. */
async function cpuMs(pid) {
  const fields = await statOf(pid);
  return fields.slice(11, 15).reduce((total, ticks) => total + Number(ticks), 0) * MS_A_TICK;
}

async function childrenOf(parent) {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => statOf(pid).catch(() => [])));
  return pids.filter((_, i) => stats[i][1] === String(parent)).map(Number);
}

/** The fields behind the name of the program, which may hold anything. */
async function statOf(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
