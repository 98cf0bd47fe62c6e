import { InMemoryCallJournal } from '../../libs/esms-voice/src/index.js';
import type { EsmsVerificationOptions } from '../../libs/esms-voice/src/verification/index.js';
import { UnreliableStore } from './unreliable-store.js';
import { T0, VerificationHost } from './verification-host.js';
import type { StoreKind } from './verification-stores.js';

const DATA_KEYS = [{ id: 'k1', secret: 'canary-data-secret-0123456789-0123456789' }];
const MAX_CALLS = 500_000;
/** Outcomes that are unknown are part of the plan. */
const NO_BREAKER = { minAttempts: 1_000_000 };

/** Two instances of one application: one store, one journal, one clock. */
export interface VerificationPair {
  readonly hosts: readonly [VerificationHost, VerificationHost];
  readonly stores: readonly [UnreliableStore, UnreliableStore];
  readonly clock: { now: number };
  readonly stop: () => Promise<void>;
}

export async function startPair(kind: StoreKind, options: EsmsVerificationOptions = {}): Promise<VerificationPair> {
  const place = await kind.open();
  const clock = { now: T0 };
  const journal = new InMemoryCallJournal(MAX_CALLS);
  const stores = [new UnreliableStore(place.instance()), new UnreliableStore(place.instance())] as const;
  const boot = (store: UnreliableStore): Promise<VerificationHost> =>
    VerificationHost.start(
      { store, dataKeys: DATA_KEYS, ...options },
      { options: { journal, breaker: NO_BREAKER } },
      clock,
    );
  const hosts = [await boot(stores[0]), await boot(stores[1])] as const;
  const stop = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.stop()));
    await place.close();
  };
  return { hosts, stores, clock, stop };
}
