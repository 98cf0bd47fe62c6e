import type { Ledger } from './ledger.js';
import type { PlacedCall } from './placed-call.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

type FinderOptions = Pick<ResolvedSimulatorOptions, 'clock' | 'statusAfterMs' | 'switches'>;

const TOLD_FOR_MS = 7 * 24 * 60 * 60 * 1_000;

/** Finds the call that a question is about, as far as a host of the gateway tells of it (contract, section 3). */
export class CallFinder {
  constructor(
    private readonly ledger: Ledger,
    private readonly options: FinderOptions,
  ) {}

  /** Whether the gateway tells of it or not. */
  anyCall(callId: string): PlacedCall | undefined {
    return this.ledger.placedCall(callId);
  }

  /** Undefined while it is too early to ask, 7 days after the dialling, and at a host that does not know the call. */
  call(host: 'rest' | 'voice', callId: string): PlacedCall | undefined {
    const call = this.anyCall(callId);
    return call && this.knows(host, call) && this.isTold(call) ? call : undefined;
  }

  // The voice host knows its own calls whatever the switch says: it is where they were placed.
  private knows(host: 'rest' | 'voice', { order }: PlacedCall): boolean {
    const { statusHosts } = this.options.switches;
    if (host === 'rest') return statusHosts !== 'voice';
    return statusHosts !== 'rest' || order.request.kind !== 'otp';
  }

  private isTold({ order }: PlacedCall): boolean {
    const { clock, statusAfterMs } = this.options;
    const now = clock.now();
    return now - order.placedAt >= statusAfterMs && now - order.dialAt <= TOLD_FOR_MS;
  }
}
