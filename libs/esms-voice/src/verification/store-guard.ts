import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import { VerificationUnavailableError } from './errors.js';
import type { Counters } from './stores/counters.js';
import type { VerificationStore } from './stores/verification-store.js';

/** A store whose failures are told by one error, whatever it rejects with. */
export const guardStore = (store: VerificationStore): VerificationStore => ({
  isShared: store.isShared,
  counters: guardCounters(store.counters),
  start: (ask) => guard(() => store.start(ask)),
  takeBack: (ring) => guard(() => store.takeBack(ring)),
  check: (ask) => guard(() => store.check(ask)),
  cancel: (reference, now) => guard(() => store.cancel(reference, now)),
  find: (id, now) => guard(() => store.find(id, now)),
  note: (id, entry) => guard(() => store.note(id, entry)),
  forgive: (tag) => guard(() => store.forgive(tag)),
});

const guardCounters = (counters: Counters): Counters => ({
  take: (...ask) => guard(() => counters.take(...ask)),
  add: (...ask) => guard(() => counters.add(...ask)),
  sum: (...ask) => guard(() => counters.sum(...ask)),
});

/** @throws VerificationUnavailableError, or the error of this library that the step rejected with. */
async function guard<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw error instanceof EsmsVoiceError ? error : new VerificationUnavailableError(error);
  }
}
