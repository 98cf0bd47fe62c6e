// `npm run chaos`: web processes and workers of the demo over Redis and Postgres, all of which are killed again and again
// while the gateway fails in every way; then its ledger is held against the journal and the batches, call by call.
// CHAOS_CALLS, CHAOS_SEED, CHAOS_PER_SECOND, CHAOS_DISTURB_MS; `--break` sends a fresh id with every request, and must be caught.
import { build } from '../../../scripts/lib/build.mjs';
import { Guarded } from '../../../scripts/services/guarded.mjs';

await build();
const { startCluster } = await import('./cluster.mjs');
const { ClusterReader } = await import('./cluster-reader.mjs');
const { compare } = await import('./compare.mjs');
const { Disturbances } = await import('./disturbances.mjs');
const { placeBatches } = await import('./place-batches.mjs');
const { untilPlaced, untilQuiet, untilSettled } = await import('./settle.mjs');
const { report } = await import('../lib/report.mjs');

const LIMIT_MS = 600_000;
const FAULT_SHARE = 0.1;

const calls = Number(process.env.CHAOS_CALLS ?? 50_000);
const seed = Number(process.env.CHAOS_SEED ?? 1);
const ratePerSecond = Number(process.env.CHAOS_PER_SECOND ?? 300);
const disturbEveryMs = Number(process.env.CHAOS_DISTURB_MS ?? 3_000);
const isBroken = process.argv.includes('--break');

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const started = Date.now();
const seconds = () => Math.round((Date.now() - started) / 1000);
const tell = (line) => console.error(`${String(seconds()).padStart(4)} s  ${line}`);
const guarded = await Guarded.begin();
try {
  const cluster = await startCluster(guarded, { calls, seed, ratePerSecond, isBroken });
  try {
    process.exitCode = (await chaos(cluster)) ? 0 : 1;
  } finally {
    await cluster.stop();
  }
} finally {
  await guarded.end();
}

/** Resolves to whether nothing was found. */
async function chaos(cluster) {
  tell('everything runs');
  const reader = new ClusterReader(cluster);
  const deadline = started + LIMIT_MS;
  await cluster.gateway.spoil(seed, FAULT_SHARE);
  const disturbances = new Disturbances(cluster, { seed, everyMs: disturbEveryMs, tell });
  disturbances.start();
  const batches = await placeBatches(cluster, calls);
  tell('all batches are taken on');
  await untilQuiet(reader, deadline);
  tell('no call waits any more');
  await disturbances.end();
  const isPlaced = await untilPlaced(reader, batches, deadline);
  const placedAfter = seconds();
  tell('every call is placed');
  await cluster.gateway.heal();
  const found = await untilSettled(cluster, reader, calls, deadline);
  const { counts, differences } = await compare(found, reader, batches);
  const { deadLetters } = await reader.jobs();
  const all = { ...disturbances.counts, 'dead letters': deadLetters, ...counts };
  const title = `${calls} calls, ${FAULT_SHARE * 100} % faults, seed ${seed}; placed after ${placedAfter} s`;
  report(title, { counts: all, differences }, seconds());
  if (!isPlaced) console.error('Calls were still waiting when the time was over.');
  return isPlaced && differences.length === 0;
}
