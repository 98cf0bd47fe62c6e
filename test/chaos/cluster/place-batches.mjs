import { setTimeout as sleep } from 'node:timers/promises';
import { phoneOf, requestIdOf } from '../lib/calls.mjs';

const BATCH = 2_500;
const RETRY_MS = 300;
const LIMIT_MS = 60_000;

export const isOtp = (index) => index % 10 !== 7;

/** One call in ten is spoken from a template, over the gateway's other host. */
const callOf = (index) => ({
  phone: phoneOf(index),
  requestId: requestIdOf(index),
  ...(isOtp(index) ? { code: '686868' } : { kind: 'template', templateId: '484', variables: ['686868'] }),
});

/**
 * Posts the calls in batches, each one twice: to both web processes at once, or to the second one later. One that is dead,
 * or whose stores are, is asked again, as any client would.
 * @returns {Promise<{ batchId: string, from: number, count: number }[]>}
 */
export async function placeBatches({ urls, headers }, calls) {
  const batches = [];
  for (let from = 0; from < calls; from += BATCH) {
    const batch = { batchId: `batch-${from}`, from, count: Math.min(BATCH, calls - from) };
    const one = urls[batches.length % urls.length];
    const other = urls[(batches.length + 1) % urls.length];
    const first = post(one, headers, batch);
    if (batches.length % 2 === 0) await first;
    await Promise.all([first, post(other, headers, batch)]);
    batches.push(batch);
  }
  return batches;
}

async function post(url, headers, { batchId, from, count }) {
  const calls = Array.from({ length: count }, (_, n) => callOf(from + n));
  const init = {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ batchId, calls }),
  };
  const until = Date.now() + LIMIT_MS;
  for (;;) {
    const status = await fetch(`${url}/batches`, init).then(
      (reply) => reply.status,
      () => 0,
    );
    if (status === 200 || status === 202) return;
    if ((status > 0 && status < 500) || Date.now() > until) throw new Error(`${batchId} was answered ${status}`);
    await sleep(RETRY_MS);
  }
}
