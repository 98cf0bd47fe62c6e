import { earliestAsk } from '../calls/asking.js';
import type { CallFacts, CallRecord } from '../calls/call-record.js';
import type { CallRules } from '../calls/call-rules.js';
import { maskPhone } from '../calls/mask.js';
import { refuseProblems } from '../calls/page-limit.js';
import { findProblems } from '../calls/read-fields.js';
import { identityOf } from '../calls/request-identity.js';
import { newCall } from '../calls/transitions.js';
import type { VoiceCall } from '../calls/voice-call.js';
import type { CallbackUrlSigner } from '../callbacks/callback-url.js';
import type { Cancellation } from '../gateway/cancellation.js';
import type { GatewayClient } from '../gateway/gateway-client.js';
import type { GatewayHosts } from '../gateway/gateway-endpoints.js';
import type { GatewayCredentials } from '../gateway/wire-request.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { DataKeys } from '../journal/data-keys.js';
import { openCall } from '../ring-once/open-call.js';
import type { RingOnce } from '../ring-once/ring-once.js';
import type { Placed, RunOptions } from '../ring-once/run.js';
import { toAnswer, type PlacedCall } from './answer.js';
import type { CallFunction } from './call-functions.js';

/** How a call is placed. */
export interface PlaceOptions {
  /** Aborts the attempt under way and the pauses; no further attempt starts. */
  readonly signal?: AbortSignal | undefined;
}

/** What placing the calls of one account needs. */
export interface CallPlacementParts {
  readonly account: string;
  readonly hosts: GatewayHosts;
  readonly credentials: GatewayCredentials;
  readonly rules: CallRules;
  readonly sandbox: boolean;
  readonly deadlineMs: number;
  readonly askAfterDeadlineMs: number;
  readonly journal: CallJournal;
  readonly dataKeys: DataKeys;
  readonly ringOnce: RingOnce;
  readonly client: GatewayClient;
  /** `null`: calls carry no CallbackUrl. */
  readonly callbackUrls: CallbackUrlSigner | null;
}

const NO_SANDBOX = 'the gateway has no sandbox for template and recording calls, and would ring: set sandbox to false';

/** The one way that a call of whatever kind takes: validate, write down, place under ring-once, answer. */
export class CallPlacement {
  // Hard private: the keys stay out of `util.inspect`.
  readonly #parts: CallPlacementParts;

  constructor(parts: CallPlacementParts) {
    this.#parts = parts;
  }

  /** Whether calls carry a CallbackUrl. */
  get hasCallbackUrls(): boolean {
    return this.#parts.callbackUrls !== null;
  }

  /** @throws what {@link EsmsVoiceService.createOtpCall} throws. */
  async place<Input, Call extends VoiceCall>(
    callFunction: CallFunction<Input, Call>,
    input: Input,
    options?: PlaceOptions | null,
  ): Promise<PlacedCall> {
    refuseProblems(this.problemsOf(callFunction, input));
    const call = this.read(callFunction, input);
    const record = await this.writeDown(call);
    return toAnswer(await this.ring(callFunction, call, record, { signal: options?.signal }));
  }

  /** Every problem of an input; empty where it is good. */
  problemsOf<Input, Call extends VoiceCall>({ checks, hasSandbox }: CallFunction<Input, Call>, input: Input): string[] {
    const { rules, sandbox } = this.#parts;
    return [...findProblems(input, checks, rules), ...(sandbox && !hasSandbox ? [NO_SANDBOX] : [])];
  }

  /** Normalises an input that has no problems. */
  read<Input, Call extends VoiceCall>({ toCall }: CallFunction<Input, Call>, input: Input): Call {
    return toCall(input, this.#parts.rules, this.#parts.sandbox);
  }

  /** What is written down of a call. */
  factsOf(call: VoiceCall, createdAt: Date): CallFacts {
    const { account, dataKeys } = this.#parts;
    return {
      account,
      requestId: call.requestId,
      kind: call.kind,
      phone: maskPhone(call.phone),
      phoneHash: dataKeys.hash('phone', call.phone),
      requestHash: dataKeys.hash('request', identityOf(call)),
      sandbox: call.sandbox,
      campaignId: call.campaignId,
      maxRetry: call.maxRetry,
      sendAt: call.sendAt,
      createdAt,
    };
  }

  /** Whether a stored hash is this call's; `null` where its key is no longer among the data keys. */
  hasHash(call: VoiceCall, requestHash: string): boolean | null {
    return this.#parts.dataKeys.matches('request', identityOf(call), requestHash);
  }

  /** Places a call that is written down. @throws JournalUnavailableError, OutcomeUnknownError */
  ring<Input, Call extends VoiceCall>(
    { hostOf, encode }: CallFunction<Input, Call>,
    call: Call,
    record: CallRecord,
    options: RunOptions,
  ): Promise<Placed> {
    const { hosts, credentials, ringOnce, client } = this.#parts;
    const host = hostOf(hosts);
    const request = encode(host, credentials, call, this.callbackUrlOf(call));
    const send = (cancellation: Cancellation) => client.send(request, cancellation);
    return ringOnce.place(record, { host, send }, options);
  }

  private writeDown(call: VoiceCall): Promise<CallRecord> {
    const { journal, deadlineMs, askAfterDeadlineMs } = this.#parts;
    const now = new Date();
    const deadlineAt = new Date(now.getTime() + deadlineMs);
    const askFrom = earliestAsk(deadlineAt, call.sendAt, askAfterDeadlineMs);
    const record = newCall(this.factsOf(call, now), deadlineAt, askFrom);
    return openCall(journal, record, (hash) => this.hasHash(call, hash) === true);
  }

  private callbackUrlOf({ requestId, sendAt, kind }: VoiceCall): string | null {
    return this.#parts.callbackUrls?.sign(requestId, sendAt ?? new Date(), kind) ?? null;
  }
}
