export { RedisVerificationStore } from './redis-verification-store.js';
export { RedisCounters } from './redis-counters.js';
export type { RedisOptions } from './redis-options.js';
