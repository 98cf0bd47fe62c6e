import { startDispatching } from '../dispatch/dispatching-app.mjs';
import { phones } from '../lib/fixtures.mjs';
import { readPlaces } from '../dispatch/places.mjs';

const CALLS = 10_000;

/** Each call of the benchmark queues a batch of 10,000 calls, which nobody places. */
export async function create(places) {
  const keyPrefix = `bench:${process.pid}:`;
  const { dispatcher } = await startDispatching({ ...readPlaces(places), keyPrefix, work: false });
  const nextPhone = phones();
  let batches = 0;
  return () => {
    const call = () => ({ kind: 'otp', phone: nextPhone(), content: '686868' });
    const options = { group: `batch-${batches++}`, priority: 'campaign' };
    return dispatcher.enqueue(Array.from({ length: CALLS }, call), options);
  };
}
