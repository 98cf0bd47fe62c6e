/** `degraded`: calls suffer, and restarting this process would help nobody; `down`: a store of its own fails. */
export type HealthState = 'ok' | 'degraded' | 'down';

/** Why something is not well, in one word that never changes. */
export type HealthReason =
  | 'gateway-silent'
  | 'gateway-refuses'
  | 'keys-refused'
  | 'breaker-open'
  | 'balance-low'
  | 'no-callbacks'
  | 'journal-fails'
  | 'verification-store-fails'
  | 'dispatch-queue-fails';

/** What is looked at. `verification` and `dispatch` are there where the application has them. */
export type HealthPart = 'gateway' | 'breaker' | 'balance' | 'callbacks' | 'journal' | 'verification' | 'dispatch';

/** How one part stands; `reason` is `null` where it is well. */
export interface PartHealth {
  readonly state: HealthState;
  readonly reason: HealthReason | null;
}

/** How everything stands: the state is the worst of its parts'. */
export interface EsmsHealthReport {
  readonly state: HealthState;
  readonly reasons: readonly HealthReason[];
  readonly parts: Readonly<Partial<Record<HealthPart, PartHealth>>>;
}

const ORDER: readonly HealthState[] = ['ok', 'degraded', 'down'];

export const OK: PartHealth = { state: 'ok', reason: null };

export const degraded = (reason: HealthReason): PartHealth => ({ state: 'degraded', reason });

export const down = (reason: HealthReason): PartHealth => ({ state: 'down', reason });

/** The worst of them; the first where several are as bad. */
export const worstOf = (parts: readonly PartHealth[]): PartHealth =>
  parts.reduce((worst, part) => (ORDER.indexOf(part.state) > ORDER.indexOf(worst.state) ? part : worst), OK);

export function toReport(parts: EsmsHealthReport['parts']): EsmsHealthReport {
  const all = Object.values(parts);
  return { state: worstOf(all).state, reasons: all.flatMap(({ reason }) => reason ?? []), parts };
}
