import type { CallRecord } from '../../libs/esms-voice/src/calls/call-record.js';
import type { RedisCallJournal } from '../../libs/esms-voice/src/redis/index.js';
import { aCall, ACCEPTED, DELIVERED } from './a-call.js';
import { callIdOf, createdAtOf, phoneHashOf, requestIdOf } from './many-calls.js';

const AT_ONCE = 500;

/** As {@link insertMany} makes them: a tenth is still to be asked about, a hundredth owes a step; the rest is closed. */
function callOf(number: number, account: string): CallRecord {
  const at = createdAtOf(number);
  const isOpen = number % 10 === 0;
  return aCall(isOpen ? ACCEPTED : DELIVERED, {
    account,
    requestId: requestIdOf(number),
    callId: callIdOf(number),
    phoneHash: phoneHashOf(number),
    requestHash: 'k1:0123456789abcdefghijklmnopqrstuv',
    price: 850,
    attempts: [{ startedAt: at, result: 'accepted', gatewayCode: '100' }],
    history: [
      { at, state: 'pending', source: 'service' },
      { at, state: 'accepted', source: 'reply' },
      { at, state: 'delivered', source: 'callback' },
    ],
    createdAt: at,
    deadlineAt: at,
    askFrom: at,
    askAt: isOpen ? at : null,
    handleAt: number % 100 === 1 ? at : null,
    updatedAt: at,
    version: 4,
  });
}

/** Writes so many calls into an account. */
export async function insertManyInRedis(journal: RedisCallJournal, account: string, count: number): Promise<void> {
  for (let first = 1; first <= count; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - first + 1) }, (_, index) => first + index);
    await Promise.all(numbers.map((number) => journal.insert(callOf(number, account))));
  }
}
