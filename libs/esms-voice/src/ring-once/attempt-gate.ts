import type { Cancellation } from '../gateway/cancellation.js';
import { CircuitBreaker, type BreakerRules, type BreakerState } from './circuit-breaker.js';
import { InFlight, type InFlightLimits } from './in-flight.js';

/** Why no attempt may start now. */
export type GateRefusal = 'queue-full' | 'breaker-open' | 'closing';

/** What every attempt passes: the bound on attempts under way, and the breaker of the host that it goes to. */
export class AttemptGate {
  private readonly inFlight: InFlight;
  private readonly breakers = new Map<string, CircuitBreaker>();
  private isClosing = false;

  constructor(
    limits: InFlightLimits,
    private readonly breakerRules: BreakerRules,
  ) {
    this.inFlight = new InFlight(limits);
  }

  /**
   * Lets an attempt in, at once or when its turn comes; `null` is followed by {@link leave}.
   * @param waiting makes what ends the waiting, where there is any.
   */
  async enter(host: string, waiting: () => Cancellation): Promise<GateRefusal | null> {
    if (this.isClosing) return 'closing';
    if (!this.inFlight.enter() && !(await this.inFlight.wait(waiting())))
      return this.isClosing ? 'closing' : 'queue-full';
    if (!this.isClosing && this.breakerOf(host).allows(Date.now())) return null;
    this.inFlight.leave();
    return this.isClosing ? 'closing' : 'breaker-open';
  }

  /** @param failed whether the host did not answer as it should; `null`: the attempt says nothing of it. */
  leave(host: string, failed: boolean | null): void {
    const breaker = this.breakerOf(host);
    if (failed === null) breaker.forget(Date.now());
    else breaker.report(failed, Date.now());
    this.inFlight.leave();
  }

  /** When the breaker of the host lets an attempt through again, in milliseconds from now. */
  retryAfterMs(host: string): number {
    return this.breakerOf(host).remainingMs(Date.now());
  }

  breakerStateOf(host: string): BreakerState {
    return this.breakers.get(host)?.standing(Date.now()) ?? 'closed';
  }

  /** Lets nobody in any more. */
  close(): void {
    this.isClosing = true;
  }

  private breakerOf(host: string): CircuitBreaker {
    const known = this.breakers.get(host);
    if (known) return known;
    const made = new CircuitBreaker(this.breakerRules);
    this.breakers.set(host, made);
    return made;
  }
}
