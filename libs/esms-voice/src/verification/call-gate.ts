import type { CallPolicy, CallRefusal, CallToPlace } from './call-policy.js';
import { VerificationUnavailableError } from './errors.js';
import type { WideLimit, WideScope } from './resolved-verification-options.js';
import type { Counter, Counters } from './stores/counters.js';
import type { VerificationKeys } from './verification-keys.js';

/** A limit or policy that said no; one that only records lets the call pass. */
export interface GateBreach extends CallRefusal {
  readonly rule: string;
  readonly recordOnly: boolean;
}

/** What the gate found; where `refusal` is `null` the call may be placed. */
export interface Passage {
  readonly refusal: GateBreach | null;
  readonly overruled: readonly GateBreach[];
  /** Gives back what was counted: the call was not placed. What cannot be given back stays counted. */
  readonly giveBack: () => Promise<void>;
}

interface Counted {
  readonly counter: Counter;
  readonly limit: WideLimit;
}

/** Nothing counts the call, and nobody is asked about it. */
const OPEN: Passage = { refusal: null, overruled: [], giveBack: async () => undefined };

/** Stands between a number that may be rung and the gateway: the limits that are wider than a number, then the policies. */
export class CallGate {
  constructor(
    private readonly limits: readonly WideLimit[],
    private readonly policies: readonly CallPolicy[],
    private readonly counters: Counters,
    private readonly keys: VerificationKeys,
  ) {}

  /** @throws VerificationUnavailableError where a policy throws: what cannot be asked lets nothing pass. */
  async pass(call: CallToPlace): Promise<Passage> {
    const counted = this.countersOf(call);
    if (counted.length === 0 && this.policies.length === 0) return OPEN;
    const undo: (() => Promise<void>)[] = [];
    const giveBack = async (): Promise<void> => void (await Promise.allSettled(undo.splice(0).map((step) => step())));
    try {
      const limited = await this.countAll(counted, call.at, undo);
      const refusal = limited.find(({ recordOnly }) => !recordOnly);
      const refused = refusal ? [] : await this.askAll(call, undo);
      return passage([...limited, ...refused], giveBack);
    } catch (error) {
      await giveBack();
      throw error;
    }
  }

  /** One step for all of them: no count waits for another, and all have ended when one fails. */
  private async countAll(
    counted: readonly Counted[],
    at: number,
    undo: (() => Promise<void>)[],
  ): Promise<GateBreach[]> {
    const counts = await Promise.allSettled(counted.map((one) => this.count(one, at, undo)));
    return counts.flatMap((count) => {
      if (count.status === 'rejected') throw count.reason;
      return count.value ?? [];
    });
  }

  private async count(
    { counter, limit }: Counted,
    at: number,
    undo: (() => Promise<void>)[],
  ): Promise<GateBreach | null> {
    const { isTaken, retryAt } = await this.counters.take(counter, 1, limit.max, at);
    if (!isTaken && limit.recordOnly) await this.counters.add(counter, 1, at);
    if (isTaken || limit.recordOnly) undo.push(() => this.counters.add(counter, -1, at));
    if (isTaken) return null;
    const retryAfterMs = (retryAt ?? at + counter.windowMs) - at;
    return {
      rule: limit.scope,
      recordOnly: limit.recordOnly,
      reason: `${limit.max} calls are the limit`,
      retryAfterMs,
    };
  }

  private async askAll(call: CallToPlace, undo: (() => Promise<void>)[]): Promise<GateBreach[]> {
    const breaches: GateBreach[] = [];
    for (const policy of this.policies) {
      const verdict = await askPolicy(policy, call, this.counters);
      const { name: rule, recordOnly = false } = policy;
      if (verdict) breaches.push({ ...verdict, rule, recordOnly });
      if (verdict && !recordOnly) break;
      undo.push(async () => policy.notPlaced?.(call, this.counters));
    }
    return breaches;
  }

  private countersOf(call: CallToPlace): Counted[] {
    return this.limits.flatMap((limit) => {
      const key = this.keyOf(limit.scope, call);
      return key === null ? [] : [{ limit, counter: { key: `${limit.scope}:${key}`, windowMs: limit.windowMs } }];
    });
  }

  /** `null`: the limit has nothing to count this call by. */
  private keyOf(scope: WideScope, { ip, userId, prefix }: CallToPlace): string | null {
    if (scope === 'prefix') return prefix;
    if (scope === 'global') return 'all';
    const caller = scope === 'ip' ? ip : userId;
    return caller === null ? null : this.keys.callerHash(scope, caller);
  }
}

function passage(breaches: readonly GateBreach[], giveBack: () => Promise<void>): Passage {
  const refusal = breaches.find(({ recordOnly }) => !recordOnly) ?? null;
  return { refusal, overruled: breaches.filter(({ recordOnly }) => recordOnly), giveBack };
}

async function askPolicy(policy: CallPolicy, call: CallToPlace, counters: Counters): Promise<CallRefusal | null> {
  try {
    return (await policy.beforeCall(call, counters)) ?? null;
  } catch (error) {
    throw new VerificationUnavailableError(error);
  }
}
