import type { HttpService } from '@nestjs/axios';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { EMPTY, type Observable } from 'rxjs';
import type { CallRules } from '../calls/call-rules.js';
import { toCallView, type CallView } from '../calls/call-view.js';
import type { CreateOtpCallInput } from '../calls/otp-call.js';
import type { CreateRecordingCallInput } from '../calls/recording-call.js';
import type { CreateTemplateCallInput } from '../calls/template-call.js';
import type { CallEvent } from '../events/call-event.js';
import type { CallEvents } from '../events/call-events.js';
import type { EventDelivery } from '../events/event-delivery.js';
import type { HandlerFailure } from '../events/handler-run.js';
import type { GatewayClient } from '../gateway/gateway-client.js';
import type { GatewayHosts } from '../gateway/gateway-endpoints.js';
import type { GatewayHttpService } from '../gateway/http-service.js';
import type { CallReceiver } from '../gateway/receivers.wire.js';
import type { GatewayHost } from '../gateway/status.wire.js';
import type { TimeWindow } from '../gateway/sent-calls.wire.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { ErasedCalls } from '../journal/call-journal.store.js';
import type { BreakerState } from '../ring-once/circuit-breaker.js';
import type { RingOnce } from '../ring-once/ring-once.js';
import type { BalanceState, BalanceWatch } from '../settlement/balance-watch.js';
import type { NoAnswerProbe } from '../settlement/no-answer-probe.js';
import type { Settler } from '../settlement/settler.js';
import type { PlacedCall } from './answer.js';
import type { CallForgetting, PurgeCallsQuery } from './call-forgetting.js';
import { OTP_FUNCTION, RECORDING_FUNCTION, TEMPLATE_FUNCTION } from './call-functions.js';
import type {
  AccountBalance,
  CallInquiries,
  CallReference,
  CallStatus,
  FindCallQuery,
  FoundCall,
  SentCall,
} from './call-inquiries.js';
import { listCalls, type CallList, type ListCallsQuery } from './call-list.js';
import type { CallPlacement, PlaceOptions } from './call-placement.js';
import { endsBy } from './ends-by.js';
import type { QueuedCalls } from './queued-calls.js';

/** What one account's service is made of. */
export interface EsmsVoiceParts {
  readonly account: string;
  readonly rules: CallRules;
  readonly hosts: GatewayHosts;
  readonly journal: CallJournal;
  readonly placement: CallPlacement;
  readonly queuedCalls: QueuedCalls;
  readonly inquiries: CallInquiries;
  readonly forgetting: CallForgetting;
  readonly events: CallEvents;
  readonly delivery: EventDelivery;
  readonly settler: Settler;
  readonly probe: NoAnswerProbe;
  /** `null`: the balance is not watched. */
  readonly balanceWatch: BalanceWatch | null;
  readonly ringOnce: RingOnce;
  readonly client: GatewayClient;
  readonly transport: GatewayHttpService;
}

/** All that is under way when the application stops ends within this; attempts at calls within 8 seconds. */
const SHUTDOWN_MS = 9_000;

/** Places voice calls through eSMS.vn and tells what became of each of them. */
@Injectable()
export class EsmsVoiceService implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  // A function, so that the keys stay out of `util.inspect`; a hard private field would break under a Proxy.
  private readonly parts: () => EsmsVoiceParts;
  private stopsAt = 0;

  /** @internal The module makes it. */
  constructor(parts: EsmsVoiceParts) {
    this.parts = () => parts;
  }

  /** The account's name; `default` where the module was given none. */
  get account(): string {
    return this.parts().account;
  }

  /** The steps of this account's calls; hot, delivered after whoever caused a step was answered. */
  get events(): Observable<CallEvent> {
    return this.parts().events.stream;
  }

  /** Events that a method with `@OnCallEvent` failed to take, however often it was tried; they are logged, too. */
  get handlerFailures(): Observable<HandlerFailure> {
    return this.parts().delivery.failures;
  }

  /** How the balance stands, where the option `balance` has it watched; else `null`. */
  get balanceState(): BalanceState | null {
    return this.parts().balanceWatch?.state ?? null;
  }

  /** The balance becoming low, and no longer so; empty where it is not watched. */
  get balanceChanges(): Observable<BalanceState> {
    return this.parts().balanceWatch?.changes ?? EMPTY;
  }

  /** Whether calls are let through to each host of the gateway: `rest` takes OTP calls, `voice` the others. */
  get breakers(): Readonly<Record<GatewayHost, BreakerState>> {
    const { ringOnce, hosts } = this.parts();
    return { rest: ringOnce.breakerStateOf(hosts.restUrl), voice: ringOnce.breakerStateOf(hosts.voiceUrl) };
  }

  /** Whether the gateway is asked to call back; else calls are settled by asking. */
  get expectsCallbacks(): boolean {
    return this.parts().placement.hasCallbackUrls;
  }

  /** Nest's `HttpService` that every request goes through: add interceptors to its `axiosRef`. */
  get http(): HttpService {
    return this.parts().transport.http;
  }

  /**
   * Rings a phone and speaks the content; one request id rings once at most, whatever fails in between
   * (developers.esms.vn, "Create voice OTP call").
   * @param options.signal aborts the attempt under way and the pauses; no further attempt starts.
   * @throws InvalidInputError, DuplicateRequestError, GatewayRefusedError, CallNotSentError, OutcomeUnknownError,
   * JournalFullError, JournalUnavailableError
   */
  createOtpCall(input: CreateOtpCallInput, options?: PlaceOptions | null): Promise<PlacedCall> {
    return this.parts().placement.place(OTP_FUNCTION, input, options);
  }

  /**
   * Rings a phone and speaks a template with its variables filled in; the same promises and errors as
   * {@link createOtpCall} (developers.esms.vn, "Create an auto call using template").
   */
  createTemplateCall(input: CreateTemplateCallInput, options?: PlaceOptions | null): Promise<PlacedCall> {
    return this.parts().placement.place(TEMPLATE_FUNCTION, input, options);
  }

  /**
   * Rings a phone and plays a recording, which may forward the call on a key; the same promises and errors as
   * {@link createOtpCall}. Redials that `maxRetry` orders belong to the one call (developers.esms.vn, "Create an auto
   * call using recording").
   */
  createRecordingCall(input: CreateRecordingCallInput, options?: PlaceOptions | null): Promise<PlacedCall> {
    return this.parts().placement.place(RECORDING_FUNCTION, input, options);
  }

  /** The call with this request id, or `null`. */
  async getCall(requestId: string): Promise<CallView | null> {
    const record = await this.parts().journal.find({ account: this.account, requestId });
    return record && toCallView(record);
  }

  /** @throws InvalidInputError where limit, state or cursor is not one. */
  async listCalls(query: ListCallsQuery = {}): Promise<CallList> {
    return listCalls(this.account, this.parts().journal, query);
  }

  /**
   * Asks the gateway what became of a call, and writes the answer into the journal. An OTP call whose id never reached us
   * is looked for in the gateway's list (developers.esms.vn, "Get call status").
   * @throws CallNotFoundError, GatewayRefusedError, GatewayUnreachableError
   */
  getCallStatus(reference: CallReference): Promise<CallStatus> {
    return this.parts().inquiries.status(reference);
  }

  /**
   * Asks the gateway what is left on the account (developers.esms.vn, "Get balance").
   * @throws GatewayRefusedError, GatewayUnreachableError
   */
  getBalance(): Promise<AccountBalance> {
    return this.parts().inquiries.balance();
  }

  /**
   * Asks the gateway for the numbers of a call: carrier, redials, success. Empty where it knows none.
   * @throws CallNotFoundError, GatewayRefusedError, GatewayUnreachableError
   */
  getReceivers(reference: CallReference): Promise<readonly CallReceiver[]> {
    return this.parts().inquiries.receivers(reference);
  }

  /**
   * Lists the voice calls that the gateway sent in a window of 31 days at most, page by page as they are read.
   * @throws InvalidInputError, GatewayRefusedError, GatewayUnreachableError
   */
  listSentCalls(window: TimeWindow): AsyncGenerator<SentCall> {
    return this.parts().inquiries.sentCalls(window);
  }

  /**
   * Looks in the gateway's list for a call that is known by its number alone: two that fit are no proof.
   * @throws InvalidInputError, GatewayRefusedError, GatewayUnreachableError
   */
  findCall(query: FindCallQuery): Promise<FoundCall> {
    return this.parts().inquiries.findCall(query, this.parts().rules);
  }

  /**
   * Stops asking about a call: it is `unknown` from then on, unless a callback still settles it. A call about which
   * nothing is to be asked stays as it is.
   * @throws CallNotFoundError
   */
  giveUp(requestId: string): Promise<CallView> {
    return this.parts().inquiries.giveUp(requestId);
  }

  /**
   * Forgets the calls of a number, and the callbacks that were kept aside about them. A call that is still under way, is
   * asked about or owes a step to a handler is kept, and counted: erase again when it has ended.
   * @param phone in any usual spelling.
   * @throws InvalidInputError, JournalUnavailableError
   */
  eraseCalls(phone: string): Promise<ErasedCalls> {
    return this.parts().forgetting.erase(phone);
  }

  /**
   * Forgets calls that have not changed since a date; what may still change is kept, however old.
   * @returns how many were forgotten; less than the limit: there are no more.
   * @throws InvalidInputError, JournalUnavailableError
   */
  purgeCalls(query: PurgeCallsQuery): Promise<number> {
    return this.parts().forgetting.purge(query);
  }

  /** @internal What a dispatcher stands on. */
  get queuedCalls(): QueuedCalls {
    return this.parts().queuedCalls;
  }

  /** Nest calls it. Begins to settle calls, and to deliver the steps that another process left. */
  onApplicationBootstrap(): void {
    this.parts().settler.start();
    this.parts().delivery.start();
    this.parts().balanceWatch?.start();
  }

  /** Nest calls it. No attempt and no question starts any more; attempts under way end within 8 seconds. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopsAt = Date.now() + SHUTDOWN_MS;
    const { ringOnce, settler, probe, client, balanceWatch } = this.parts();
    probe.close();
    balanceWatch?.close();
    const settled = settler.close();
    client.endQuestions();
    await endsBy(this.stopsAt, Promise.all([ringOnce.close(), settled]));
  }

  /** Nest calls it. Handlers under way may end; what has not ended by then stays owed in the journal. */
  async onApplicationShutdown(): Promise<void> {
    const { delivery, events, transport } = this.parts();
    await delivery.close(this.stopsAt);
    events.close();
    await transport.close();
  }
}
