import { startDispatching } from '../dispatch/dispatching-app.mjs';
import { phones } from '../lib/fixtures.mjs';
import { readPlaces } from '../dispatch/places.mjs';

/** From `enqueue` to the accepted call: validation, journal, sealed job, ring-once, events. */
export async function create(places, options = {}) {
  const place = { ...readPlaces(places), keyPrefix: `bench:${process.pid}:`, ...options };
  const { dispatcher, voice } = await startDispatching(place);
  const waiting = new Map();
  voice.events.subscribe(({ type, requestId }) => {
    if (type === 'queued' || type === 'pending') return;
    const { resolve, reject } = waiting.get(requestId);
    waiting.delete(requestId);
    if (type === 'accepted') resolve();
    else reject(new Error(`A call of the benchmark is ${type}.`));
  });
  const nextPhone = phones();
  return () => {
    const requestId = crypto.randomUUID();
    const accepted = new Promise((resolve, reject) => waiting.set(requestId, { resolve, reject }));
    const call = { kind: 'otp', phone: nextPhone(), content: '686868', requestId };
    return Promise.all([dispatcher.enqueue(call), accepted]);
  };
}
