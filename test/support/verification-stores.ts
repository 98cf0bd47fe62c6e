import { InMemoryVerificationStore, type VerificationStore } from '../../libs/esms-voice/src/verification/index.js';

/** A place where verifications are kept. */
interface OpenStore {
  /** A store over that place, as one more instance of an application has it. */
  readonly instance: () => VerificationStore;
  readonly close: () => Promise<void>;
}

export interface StoreKind {
  readonly name: string;
  readonly open: () => Promise<OpenStore>;
}

const MEMORY: StoreKind = {
  name: 'memory',
  open: async () => {
    const store = new InMemoryVerificationStore();
    return { instance: () => store, close: async () => undefined };
  },
};

/** The suites from outside run over each of these; a new store is one entry more. */
export const STORE_KINDS: readonly StoreKind[] = [MEMORY];
