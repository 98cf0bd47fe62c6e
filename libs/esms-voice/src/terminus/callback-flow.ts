import type { CallRecord } from '../calls/call-record.js';
import type { CallObserver, ObservedCallback } from '../events/call-observer.js';
import { degraded, OK, type PartHealth } from './health-report.js';
import type { ResolvedHealthOptions } from './health-options.js';

interface Quiet {
  readonly since: number;
  calls: number;
}

/** Whether callbacks arrive: many calls that were accepted here and no word of any of them is a sign that none does. */
export class CallbackFlow implements CallObserver {
  /** By account, from the first call that was accepted after the latest callback. */
  private readonly quiet = new Map<string, Quiet>();

  constructor(private readonly options: Pick<ResolvedHealthOptions, 'quietCalls' | 'quietMs'>) {}

  readonly onStep = ({ account, state, sandbox, sendAt, updatedAt }: CallRecord): void => {
    if (state !== 'accepted' || sandbox || sendAt !== null) return;
    const known = this.quiet.get(account);
    if (known) known.calls += 1;
    else this.quiet.set(account, { since: updatedAt.getTime(), calls: 1 });
  };

  readonly onCallback = ({ account }: ObservedCallback): void => void this.quiet.delete(account);

  health(account: string, now = Date.now()): PartHealth {
    const quiet = this.quiet.get(account);
    const { quietCalls, quietMs } = this.options;
    const isQuiet = quiet && quiet.calls >= quietCalls && now - quiet.since >= quietMs;
    return isQuiet ? degraded('no-callbacks') : OK;
  }
}
