import { outcomeOf, type Refusal } from './call-outcome.js';
import type { FaultBook, RequestSubject } from './fault-book.js';
import { otpAccepted, otpRefused, type ReplyBody } from './gateway-replies.js';
import type { Ledger } from './ledger.js';
import type { CallRequest, LedgerEntry } from './ledger-entry.js';
import { decodeOtpRequest, type OtpRequest } from './otp-request.js';
import { type AccountFacts, canUseRequestId, isSandbox, refusalOfOtp, UNREADABLE } from './otp-rules.js';
import { RequestIdWindow } from './request-id-window.js';
import type { Ringer, RingOrder } from './ringer.js';
import { newCallId, type SeededRandom } from './seeded-random.js';
import { parseSendDate } from './send-date.js';
import type { SimulatedAccount } from './simulated-account.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

/** An OTP request that has come in and been counted; one of its three methods is to be called, once. */
export interface OtpArrival extends RequestSubject {
  /** Does what the gateway does, and answers. */
  process(): ProcessedOtp;
  /** Refuses it, whatever it holds. */
  refuse(refusal: Refusal): void;
  /** Does nothing for it. */
  ignore(): void;
}

/** What came of an OTP request. */
export interface ProcessedOtp {
  readonly body: ReplyBody;
  /** Where a fault wants the callback before the reply: settles when the callback has been delivered or lost. */
  readonly reported?: Promise<void>;
}

interface DeskParts {
  readonly options: Pick<ResolvedSimulatorOptions, 'clock' | 'switches'>;
  readonly account: SimulatedAccount;
  readonly ledger: Ledger;
  readonly random: SeededRandom;
  readonly ringer: Ringer;
  readonly faults: FaultBook;
}

interface Order {
  readonly request: OtpRequest;
  readonly call: CallRequest;
  readonly entry: LedgerEntry;
}

/** Takes OTP requests in and decides on them (contract, section 1). */
export class OtpDesk {
  private readonly usedIds = new RequestIdWindow();
  private previousCallId: string | null = null;

  constructor(private readonly parts: DeskParts) {}

  receive(body: string): OtpArrival {
    const request = decodeOtpRequest(body);
    if (!request) return this.unreadable();
    const call = callRequestOf(request);
    const entry = this.parts.ledger.noteRequest(call, this.now);
    const order = { request, call, entry };
    const { phone, requestId } = request;
    return {
      phone,
      requestId,
      attempt: entry.requests,
      previousCallId: this.previousCallId,
      process: () => this.process(order),
      refuse: (refusal) => this.refuse(order, refusal),
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

  private unreadable(): OtpArrival {
    const body = otpRefused(UNREADABLE);
    const subject = { phone: '', requestId: '', attempt: 1, previousCallId: this.previousCallId };
    return { ...subject, process: () => ({ body }), refuse: () => undefined, ignore: () => undefined };
  }

  private process(order: Order): ProcessedOtp {
    const refusal = refusalOfOtp(order.request, this.facts());
    if (refusal) this.refuse(order, refusal);
    if (refusal) return { body: otpRefused(refusal) };
    return isSandbox(order.request) ? this.acceptSandbox(order) : this.accept(order);
  }

  private facts(): AccountFacts {
    const { account } = this.parts;
    return {
      owns: (apiKey, secretKey) => account.owns(apiKey, secretKey),
      hasUsed: (requestId) => this.usedIds.has(requestId, this.now),
      canPay: () => account.canPay(),
    };
  }

  private refuse({ request, call, entry }: Order, refusal: Refusal): void {
    const { options, ledger } = this.parts;
    if (options.switches.refusedUsesRequestId && canUseRequestId(refusal) && !call.sandbox) this.useUp(request);
    ledger.noteUnplaced(entry, call, null, 'refused');
  }

  private acceptSandbox({ call, entry }: Order): ProcessedOtp {
    const callId = newCallId(this.parts.random);
    this.parts.ledger.noteUnplaced(entry, call, callId, 'sandbox');
    return { body: otpAccepted(callId) };
  }

  private accept(order: Order): ProcessedOtp {
    const { now } = this;
    const callId = newCallId(this.parts.random);
    const dialAt = Math.max(now, parseSendDate(order.request.sendDate) ?? now);
    this.parts.ledger.notePlaced(order.entry, order.call, callId, dialAt > now ? 'scheduled' : 'accepted');
    this.useUp(order.request);
    this.parts.account.charge();
    this.previousCallId = callId;
    return { body: otpAccepted(callId), ...this.ring(this.ringOrder(order, callId, dialAt), now) };
  }

  private ringOrder({ request, call, entry }: Order, callId: string, dialAt: number): RingOrder {
    const { requestId, phone } = call;
    const family = this.parts.options.switches.otpReportFamily;
    const { callbackUrl } = request;
    return { entry, callId, requestId, phone, outcome: outcomeOf(phone), dialAt, callbackUrl, family };
  }

  private ring(order: RingOrder, now: number): Pick<ProcessedOtp, 'reported'> {
    const { ringer, faults } = this.parts;
    const canReportEarly = order.callbackUrl !== '' && order.dialAt <= now;
    if (canReportEarly && faults.reportsEarly(order)) return { reported: ringer.ringAtOnce(order) };
    ringer.ring(order);
    return {};
  }

  private useUp({ requestId }: OtpRequest): void {
    if (requestId !== '') this.usedIds.remember(requestId, this.now);
  }
}

function callRequestOf(request: OtpRequest): CallRequest {
  const { phone, content, requestId } = request;
  return { requestId: requestId || null, phone, kind: 'otp', content, sandbox: isSandbox(request) };
}
