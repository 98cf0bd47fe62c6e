// One process and its journal in memory: many calls through a gateway that fails in every way; then its ledger is held against the journal.
// CHAOS_CALLS, CHAOS_SEED; `--break` sends a fresh id with every repeat, and must be caught.
import 'reflect-metadata';
import { build } from '../../../scripts/lib/build.mjs';

await build();
const { startChaosApp } = await import('./app.mjs');
const { placeCalls } = await import('./place-calls.mjs');
const { compare } = await import('./compare.mjs');
const { mixedFaults } = await import('../lib/faults.mjs');
const { report } = await import('../lib/report.mjs');

const calls = Number(process.env.CHAOS_CALLS ?? 20_000);
const seed = Number(process.env.CHAOS_SEED ?? 1);
const isBroken = process.argv.includes('--break');
const IN_FLIGHT = 64;
const FAULT_SHARE = 0.2;
/** What a call that was placed is answered with: a callback may have been faster than the reply. */
const ACCEPTED = new Set(['accepted', 'dialing', 'delivered', 'undelivered']);

const started = Date.now();
const chaos = await startChaosApp({ calls, seed, inFlight: IN_FLIGHT, isBroken });
chaos.gateway.setFaults({ seed, rules: mixedFaults(FAULT_SHARE) });
const answers = await placeCalls(chaos.voice, calls, IN_FLIGHT);
chaos.gateway.clearFaults();
const found = await compare(chaos, answers);
await chaos.stop();

const title = `${calls} calls, ${IN_FLIGHT} in flight, ${FAULT_SHARE * 100} % faults, seed ${seed}`;
report(title, found, Math.round((Date.now() - started) / 1000));
const accepted = answers.filter((answer) => ACCEPTED.has(answer)).length;
if (accepted < calls / 2) console.error(`Only ${accepted} calls were accepted: the run proves too little.`);
process.exitCode = found.differences.length > 0 || accepted < calls / 2 ? 1 : 0;
