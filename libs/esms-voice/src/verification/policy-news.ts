import { Logger } from '@nestjs/common';
import { filter, type Observable, type Subscription } from 'rxjs';
import type { CallState } from '../calls/call-state.js';
import type { CallEvent } from '../events/call-event.js';
import type { Approval, CallPolicy, EndedCall } from './call-policy.js';
import type { Counters } from './stores/counters.js';
import { isVerificationRequestId } from './verification-keys.js';

const logger = new Logger('EsmsVerification');

/** Tells the policies what became of calls that they let pass; one that throws is logged and costs nobody an answer. */
export class PolicyNews {
  constructor(
    private readonly policies: readonly CallPolicy[],
    private readonly counters: Counters,
  ) {}

  approved(approval: Approval): void {
    for (const policy of this.policies) void this.tell(policy, () => policy.approved?.(approval, this.counters));
  }

  /** Listens to an account's calls; those that no verification placed are passed over. */
  listenTo(events: Observable<CallEvent>): Subscription {
    return events.pipe(filter(isEndOfOurs)).subscribe((event) => this.ended(toEndedCall(event)));
  }

  private ended(call: EndedCall): void {
    for (const policy of this.policies) void this.tell(policy, () => policy.ended?.(call, this.counters));
  }

  private async tell({ name }: CallPolicy, hear: () => Promise<void> | undefined): Promise<void> {
    try {
      await hear();
    } catch (error) {
      logger.warn(`The policy ${name} did not take what became of a call: ${nameOf(error)}.`);
    }
  }
}

type EndEvent = CallEvent & { readonly type: EndedCall['state'] };

const ENDS: ReadonlySet<CallState> = new Set<EndedCall['state']>(['delivered', 'undelivered', 'rejected']);

const isEndOfOurs = (event: CallEvent): event is EndEvent =>
  ENDS.has(event.type) && isVerificationRequestId(event.requestId);

const toEndedCall = ({ requestId, type, call }: EndEvent): EndedCall => ({
  requestId,
  state: type,
  price: call.price,
  placedAt: call.createdAt.getTime(),
});

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'an error');
