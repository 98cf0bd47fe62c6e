import { setTimeout as sleep } from 'node:timers/promises';
import { phoneOf, requestIdOf } from '../lib/calls.mjs';
import { count, ledgerByPhone } from '../lib/ledger.mjs';

const FINALS = new Set(['delivered', 'undelivered', 'rejected']);
const NEVER_RINGS = new Set(['GATEWAY_REFUSED', 'CALL_NOT_SENT', 'JOURNAL_FULL', 'INVALID_INPUT']);
/** A busy machine may be behind with callbacks; looking too often would keep it there. */
const SETTLING_MS = 120_000;
const LOOK_EVERY_MS = 500;

/** Holds the gateway's ledger against the journal and the answers, call by call. */
export async function compare({ gateway, voice }, answers) {
  await callbacksToEnd(gateway);
  const ledger = ledgerByPhone(gateway.calls());
  const counts = { 'rings too many': 0 };
  const differences = [];
  for (const [index, answer] of answers.entries()) {
    const call = await voice.getCall(requestIdOf(index));
    const entry = ledger.get(phoneOf(index)) ?? { placed: 0, states: [] };
    const problem = differenceOf(answer, call, entry);
    if (entry.placed > 1) counts['rings too many'] += entry.placed - 1;
    if (problem)
      differences.push(
        `${requestIdOf(index)}: ${problem} (answer ${answer}, journal ${call?.state}, placed ${entry.placed})`,
      );
    count(counts, `answered ${answer}`);
    count(counts, `journal ${call?.state ?? 'nothing'}`);
  }
  return { counts, differences };
}

function differenceOf(answer, call, { placed, states }) {
  if (placed > 1) return 'rang more than once';
  if (!call) return 'has no state';
  if (answer === 'accepted' && placed !== 1) return 'said to be accepted, and never placed';
  if (NEVER_RINGS.has(answer) && placed > 0) return 'said to be silent, and rang';
  if (placed === 1) return states.includes(call.state) ? null : 'the journal is not where the ledger is';
  return call.state === 'unknown' || call.state === 'rejected'
    ? null
    : 'the journal moved a call that was never placed';
}

/** Waits until every placed call has ended and its callback was taken. */
async function callbacksToEnd(gateway) {
  const until = Date.now() + SETTLING_MS;
  const isOpen = ({ placed, state, callbacks }) =>
    placed > 0 && !(FINALS.has(state) && callbacks.some(({ status }) => status === 200));
  while (gateway.calls().some(isOpen) && Date.now() < until) await sleep(LOOK_EVERY_MS);
}
