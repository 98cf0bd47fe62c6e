import { InMemoryVerificationStore } from 'nestjs-esms-voice/verification';
import { createVerify } from '../verification/verify.mjs';

/** Verification in memory. */
export const create = () => createVerify({ store: new InMemoryVerificationStore(1_000_000) });
