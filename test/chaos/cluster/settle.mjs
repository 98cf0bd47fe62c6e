import { setTimeout as sleep } from 'node:timers/promises';
import { phoneOf, requestIdOf } from '../lib/calls.mjs';
import { ledgerByPhone } from '../lib/ledger.mjs';
import { isOtp } from './place-batches.mjs';

const LOOK_EVERY_MS = 1_000;
const QUIET_LOOKS = 3;
const SETTLE_LOOK_MS = 3_000;
const FINALS = new Set(['delivered', 'undelivered', 'rejected']);

/** Waits until no job waits or runs, as it seems from outside. @returns false where the time was over before */
export async function untilQuiet(reader, deadline) {
  for (let quiet = 0; quiet < QUIET_LOOKS; await sleep(LOOK_EVERY_MS)) {
    if (Date.now() > deadline) return false;
    const isQuiet = await hasNoJobs(reader).catch(() => false);
    quiet = isQuiet ? quiet + 1 : 0;
  }
  return true;
}

/** Waits until every call of the batches is queued, and placed. @returns false where the time was over before */
export async function untilPlaced(reader, batches, deadline) {
  for (const { batchId } of batches)
    while ((await reader.batch(batchId)).toQueue > 0) {
      if (Date.now() > deadline) return false;
      await sleep(LOOK_EVERY_MS);
    }
  return untilQuiet(reader, deadline);
}

async function hasNoJobs(reader) {
  const { waiting, delayed, running } = await reader.jobs();
  return waiting + delayed + running === 0;
}

/** Waits until every call is where it can come by callbacks and questions; resolves to the journal and the ledger then. */
export async function untilSettled({ gateway }, reader, count, deadline) {
  const readLedger = async () => ledgerByPhone(await gateway.calls());
  // Reading a long one keeps the gateway from answering; what was placed does not change any more.
  const placed = await readLedger();
  for (;;) {
    const journal = await reader.calls();
    const isDone = Array.from({ length: count }, (_, index) => index).every((index) =>
      isSettled(journal.get(requestIdOf(index)), index, placed.get(phoneOf(index))),
    );
    if (isDone || Date.now() > deadline) return { journal, ledger: await readLedger() };
    await sleep(SETTLE_LOOK_MS);
  }
}

const isSettled = (call, index, entry) => Boolean(call) && (FINALS.has(call.state) || isUnknowable(call, index, entry));

/**
 * Nobody can say what became of a call that the gateway never had, nor of a template call whose id and reports are lost:
 * the gateway's list tells of OTP calls alone.
 */
export function isUnknowable({ state, callId }, index, entry) {
  if (state === 'unknown' && !entry?.placed) return true;
  return !isOtp(index) && callId === null && (state === 'unknown' || state === 'accepted');
}
