import { setTimeout as sleep } from 'node:timers/promises';

/** A number of its own for every call; seven in a thousand end undelivered, rejected or refused. */
export const phoneOf = (index) => `09${String(index).padStart(8, '0')}`;

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

async function ask(voice, index, signal) {
  try {
    const call = { phone: phoneOf(index), content: '686868', requestId: `chaos-${index}` };
    const { state } = await voice.createOtpCall(call, signal ? { signal } : {});
    return state;
  } catch (error) {
    return error.code ?? String(error);
  }
}
