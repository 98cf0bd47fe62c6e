import type { CallRules } from '../calls/call-rules.js';
import type { DeliveryRules } from '../events/event-delivery.js';
import type { GatewayHosts } from '../gateway/gateway-endpoints.js';
import type { GatewayCredentials } from '../gateway/wire-request.js';
import type { ResolveAccount } from './esms-voice-options.js';
import type { CallJournalStore } from '../journal/call-journal.store.js';
import type { NamedKey } from '../journal/data-keys.js';
import type { TransportOptions } from '../gateway/http-service.js';
import type { AttemptHooks } from '../ring-once/attempt-hooks.js';
import type { RingOnceLimits } from '../ring-once/ring-once-limits.js';
import type { BalanceRules } from '../settlement/balance-watch.js';
import type { SettlementRules } from '../settlement/settler.js';

/** One or more keys. */
export type Keys = readonly [NamedKey, ...NamedKey[]];

/** The options with every default applied and every rule checked. */
export interface ResolvedOptions {
  readonly credentials: GatewayCredentials;
  readonly hosts: GatewayHosts;
  readonly sandbox: boolean;
  readonly limits: RingOnceLimits;
  readonly transport: TransportOptions;
  readonly hooks: AttemptHooks;
  readonly rules: CallRules;
  /** `null`: no CallbackUrl is sent. */
  readonly callback: { readonly publicUrl: string | null; readonly keys: Keys; readonly confirm: boolean } | null;
  readonly handlers: DeliveryRules;
  readonly settlement: SettlementRules;
  /** `null`: the balance is not watched. */
  readonly balance: BalanceRules | null;
  /** `null`: hashes are good for the life of this process. */
  readonly dataKeys: Keys | null;
  readonly journal: CallJournalStore | null;
  /** `null`: every account is configured. */
  readonly resolveAccount: ResolveAccount | null;
}
