import { executionAsyncResource } from 'node:async_hooks';

const TICKS = 2_000;
const ROUNDS = 7;
let kept = null;

/**
 * Holds one of the objects that `process.nextTick` makes. Where a full collection finds none alive, V8 forgets their shape, and
 * from then on each tick of the process costs 0.2 µs instead of 0.03 (Node.js 20), a request some 2 µs. Whether that happens
 * while an application starts is luck: seldom to the bare route, nearly always to one with more code. Held from the first moment
 * on, it happens to neither side.
 */
export async function keepTick() {
  kept ??= await new Promise((resolve) => process.nextTick(() => resolve(executionAsyncResource())));
}

/** What a tick costs in this process, in nanoseconds: the quickest of a few rounds. */
export async function measureTick() {
  const rounds = [];
  while (rounds.length < ROUNDS) rounds.push(await timeTicks());
  return Math.min(...rounds);
}

function timeTicks() {
  let left = TICKS;
  const begun = process.hrtime.bigint();
  return new Promise((resolve) => {
    const next = () => (--left > 0 ? process.nextTick(next) : resolve(nsSince(begun) / TICKS));
    process.nextTick(next);
  });
}

const nsSince = (begun) => Number(process.hrtime.bigint() - begun);
