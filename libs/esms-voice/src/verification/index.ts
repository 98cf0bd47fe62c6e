export { InMemoryVerificationStore } from './stores/in-memory-verification-store.js';
