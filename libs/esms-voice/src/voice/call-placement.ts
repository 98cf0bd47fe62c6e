import { earliestAsk } from '../calls/asking.js';
import type { CallRecord } from '../calls/call-record.js';
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

  /** @throws what {@link EsmsVoiceService.createOtpCall} throws. */
  async place<Input, Call extends VoiceCall>(
    { checks, toCall, hasSandbox, hostOf, encode }: CallFunction<Input, Call>,
    input: Input,
    options?: PlaceOptions | null,
  ): Promise<PlacedCall> {
    const { rules, sandbox, hosts, credentials, ringOnce, client } = this.#parts;
    refuseProblems([...findProblems(input, checks, rules), ...(sandbox && !hasSandbox ? [NO_SANDBOX] : [])]);
    const call = toCall(input, rules, sandbox);
    const record = await this.writeDown(call);
    const host = hostOf(hosts);
    const request = encode(host, credentials, call, this.callbackUrlOf(call));
    const wire = { host, send: (cancellation: Cancellation) => client.send(request, cancellation) };
    return toAnswer(await ringOnce.place(record, wire, options?.signal));
  }

  private writeDown(call: VoiceCall): Promise<CallRecord> {
    const { journal, dataKeys, deadlineMs, askAfterDeadlineMs, account } = this.#parts;
    const now = new Date();
    const identity = identityOf(call);
    const facts = {
      account,
      requestId: call.requestId,
      kind: call.kind,
      phone: maskPhone(call.phone),
      phoneHash: dataKeys.hash('phone', call.phone),
      requestHash: dataKeys.hash('request', identity),
      sandbox: call.sandbox,
      campaignId: call.campaignId,
      maxRetry: call.maxRetry,
      sendAt: call.sendAt,
      createdAt: now,
    };
    const deadlineAt = new Date(now.getTime() + deadlineMs);
    const record = newCall(facts, deadlineAt, earliestAsk(deadlineAt, call.sendAt, askAfterDeadlineMs));
    return openCall(journal, record, (hash) => dataKeys.matches('request', identity, hash) === true);
  }

  private callbackUrlOf({ requestId, sendAt, kind }: VoiceCall): string | null {
    return this.#parts.callbackUrls?.sign(requestId, sendAt ?? new Date(), kind) ?? null;
  }
}
