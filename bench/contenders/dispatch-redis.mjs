import { create as createDispatch } from './dispatch-bullmq.mjs';

/** The same with the journal in Redis, too. */
export const create = (places) => createDispatch(places, { journal: 'redis' });
