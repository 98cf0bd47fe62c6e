export { RedisCallJournal } from './redis-call-journal.js';
export { RedisVerificationStore } from './redis-verification-store.js';
export { RedisCounters } from './redis-counters.js';
export type { RedisJournalOptions, RedisOptions } from './redis-options.js';
