import { type Arrival, type Processed, traceless } from './arrival.js';
import { type CallForm, callRequestOf } from './call-form.js';
import type { CallFunction } from './call-function.js';
import type { Refusal } from './call-outcome.js';
import { type AccountFacts, canUseRequestId, refusalOfCall } from './call-rules.js';
import type { WireRequest } from './exchange.js';
import type { FaultBook } from './fault-book.js';
import type { Ledger } from './ledger.js';
import type { LedgerEntry } from './ledger-entry.js';
import { PlacedCall } from './placed-call.js';
import { UNREADABLE } from './refusals.js';
import { accepted, refused } from './reply-format.js';
import type { Ringer, RingOrder } from './ringer.js';
import type { SeededRandom } from './seeded-random.js';
import type { SimulatedAccount } from './simulated-account.js';
import type { CallRequest } from './simulated-call.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';
import { UsedRequestIds } from './used-request-ids.js';

interface DeskParts {
  readonly options: Pick<ResolvedSimulatorOptions, 'clock' | 'switches' | 'templates' | 'recordings'>;
  readonly account: SimulatedAccount;
  readonly ledger: Ledger;
  readonly random: SeededRandom;
  readonly ringer: Ringer;
  readonly faults: FaultBook;
}

/** A request under way. */
interface Try {
  readonly asked: CallFunction;
  readonly form: CallForm;
  readonly request: CallRequest;
  readonly entry: LedgerEntry;
}

/** Takes requests to place a call in, of every kind, and decides on them (contract, sections 1 and 2). */
export class CallDesk {
  private readonly usedIds: UsedRequestIds;
  private previousCallId: string | null = null;
  private serial = 0;

  constructor(private readonly parts: DeskParts) {
    this.usedIds = new UsedRequestIds(parts.options.switches.idWindow);
  }

  receive(asked: CallFunction, wire: WireRequest): Arrival {
    const form = asked.decode(wire, this.parts.options);
    if (!form) return this.unreadable(asked);
    const request = callRequestOf(asked.kind, form);
    const entry = this.parts.ledger.noteRequest(request, this.now);
    const one = { asked, form, request, entry };
    return {
      kind: asked.kind,
      phone: form.phone,
      requestId: form.requestId,
      attempt: entry.requests,
      previousCallId: this.previousCallId,
      format: asked.format,
      process: () => this.process(one),
      refuse: (refusal) => this.refuse(one, refusal),
      ignore: () => this.parts.ledger.noteClosed(entry),
    };
  }

  /** Forgets the used ids and the call placed last. */
  reset(): void {
    this.usedIds.clear();
    this.previousCallId = null;
  }

  private get now(): number {
    return this.parts.options.clock.now();
  }

  private unreadable({ kind, format }: CallFunction): Arrival {
    const subject = { kind, phone: '', requestId: '', attempt: 1, previousCallId: this.previousCallId };
    return traceless(subject, format, () => refused(format, UNREADABLE));
  }

  private process(one: Try): Processed {
    const refusal = refusalOfCall(one.form, this.factsFor(one.asked));
    if (refusal) this.refuse(one, refusal);
    if (refusal) return { body: refused(one.asked.format, refusal) };
    return one.form.sandbox ? this.acceptSandbox(one) : this.accept(one);
  }

  private factsFor({ host }: CallFunction): AccountFacts {
    const { account } = this.parts;
    return {
      owns: (apiKey, secretKey) => account.owns(apiKey, secretKey),
      hasUsed: (requestId) => this.usedIds.has(host, requestId, this.now),
      canPay: () => account.canPay(),
    };
  }

  private refuse(one: Try, refusal: Refusal): void {
    const { options, ledger } = this.parts;
    const usesIdUp = options.switches.refusedUsesRequestId && canUseRequestId(refusal) && !one.form.sandbox;
    if (usesIdUp) this.usedIds.remember(one.asked.host, one.form.requestId, this.now);
    ledger.noteUnplaced(one.entry, one.request, null, 'refused');
  }

  private acceptSandbox({ asked, request, entry }: Try): Processed {
    const callId = asked.newCallId(this.parts.random);
    this.parts.ledger.noteUnplaced(entry, request, callId, 'sandbox');
    return { body: accepted(asked.format, callId) };
  }

  private accept({ asked, form, request, entry }: Try): Processed {
    const { options, account, ledger } = this.parts;
    const call = this.place(asked, form, request);
    ledger.notePlaced(entry, call);
    this.usedIds.remember(asked.host, form.requestId, this.now);
    account.charge();
    this.previousCallId = call.order.callId;
    const family = asked.kind === 'otp' ? options.switches.otpReportFamily : 'voice';
    const reported = this.ring({ entry, call, callbackUrl: form.callbackUrl, family });
    return { body: accepted(asked.format, call.order.callId), ...reported };
  }

  private place(asked: CallFunction, { dialAt, redials, ivrKey }: CallForm, request: CallRequest): PlacedCall {
    const { now, parts } = this;
    this.serial += 1;
    return new PlacedCall({
      callId: asked.newCallId(parts.random),
      request,
      serial: this.serial,
      placedAt: now,
      dialAt: Math.max(now, dialAt ?? now),
      price: parts.account.pricePerCall,
      redials,
      ivrKey,
    });
  }

  private ring(order: RingOrder): Pick<Processed, 'reported'> {
    const { ringer, faults } = this.parts;
    const { request, dialAt, placedAt } = order.call.order;
    const canReportEarly = order.callbackUrl !== '' && dialAt <= placedAt;
    if (canReportEarly && faults.reportsEarly(request)) return { reported: ringer.ringAtOnce(order) };
    ringer.ring(order);
    return {};
  }
}
