import { setTimeout as sleep } from 'node:timers/promises';
import { phoneOf, requestIdOf } from '../lib/calls.mjs';

/**
 * Places the calls, so many at a time; one in fifty is aborted by its caller, and one in ten is asked for again.
 * @returns for each call the last answer: a state, or the code of an error.
 */
export async function placeCalls(voice, count, inFlight) {
  const answers = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) answers[index] = await placeOne(voice, index);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return answers;
}

async function placeOne(voice, index) {
  const caller = new AbortController();
  const timer = index % 50 === 7 ? setTimeout(() => caller.abort(), index % 13) : undefined;
  const first = await ask(voice, index, caller.signal);
  clearTimeout(timer);
  const isOpen = first === 'OUTCOME_UNKNOWN' || first === 'CALL_NOT_SENT';
  if (!isOpen && index % 10 !== 3) return first;
  await sleep(index % 5);
  const second = await ask(voice, index);
  return second === 'DUPLICATE_REQUEST' ? first : second;
}

const LONGEST_WAIT_MS = 500;
const MAX_TRIES = 30;

/** The three kinds of call, in turn. */
const PLACE = [
  (voice, call, options) => voice.createOtpCall({ ...call, content: '686868' }, options),
  (voice, call, options) => voice.createTemplateCall({ ...call, templateId: '484', variables: ['686868'] }, options),
  (voice, call, options) => voice.createRecordingCall({ ...call, recordingId: '1234' }, options),
];

/** Asks until it is tried: whoever calls on while the breaker is open proves nothing. */
async function ask(voice, index, signal) {
  for (let tries = 1; ; tries += 1) {
    const { answer, retryAfterMs } = await askOnce(voice, index, signal);
    if (answer !== 'CALL_NOT_SENT' || tries === MAX_TRIES) return answer;
    await sleep(Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS));
  }
}

async function askOnce(voice, index, signal) {
  try {
    const call = { phone: phoneOf(index), requestId: requestIdOf(index) };
    const { state } = await PLACE[index % PLACE.length](voice, call, signal ? { signal } : {});
    return { answer: state };
  } catch (error) {
    return { answer: error.code ?? String(error), retryAfterMs: error.retryAfterMs };
  }
}
