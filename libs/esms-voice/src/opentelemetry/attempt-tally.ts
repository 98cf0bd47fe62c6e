import type { RunObserver } from '../events/call-observer.js';
import type { AttemptEnded } from '../ring-once/attempt-hooks.js';
import { codeLabel } from './labels.js';
import type { Tally } from './tally.js';

/** Counts the attempts of one run, and the run while it lasts. */
export class AttemptTally implements RunObserver {
  readonly traceparent = null;

  constructor(
    private readonly account: string,
    private readonly kind: string,
    private readonly attempts: Tally<string>,
    private readonly inFlight: Map<string, number>,
  ) {
    this.countRun(1);
  }

  onAttempt({ outcome, gatewayCode }: AttemptEnded): void {
    this.attempts.add(this.account, this.kind, outcome, codeLabel(gatewayCode));
  }

  onEnd(): void {
    this.countRun(-1);
  }

  private countRun(change: 1 | -1): void {
    this.inFlight.set(this.account, (this.inFlight.get(this.account) ?? 0) + change);
  }
}
