import type { HttpService } from '@nestjs/axios';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { CallRecord } from '../calls/call-record.js';
import type { CallRules } from '../calls/call-rules.js';
import { CALL_STATES, type CallState } from '../calls/call-state.js';
import { toCallView, type CallView } from '../calls/call-view.js';
import { maskPhone } from '../calls/mask.js';
import { findOtpCallProblems, toOtpCall, type CreateOtpCallInput, type OtpCall } from '../calls/otp-call.js';
import { newCall } from '../calls/transitions.js';
import type { CallbackUrlSigner } from '../callbacks/callback-url.js';
import { InvalidInputError } from '../errors/errors.js';
import type { CallEvent } from '../events/call-event.js';
import type { CallEvents } from '../events/call-events.js';
import type { Cancellation } from '../gateway/cancellation.js';
import type { GatewayClient } from '../gateway/gateway-client.js';
import type { GatewayHttpService } from '../gateway/http-service.js';
import { encodeOtpCall } from '../gateway/otp-call.wire.js';
import type { GatewayCredentials } from '../gateway/wire-request.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { DataKeys } from '../journal/data-keys.js';
import { openCall } from '../ring-once/open-call.js';
import type { RingOnce } from '../ring-once/ring-once.js';
import { toAnswer, type PlacedCall } from './answer.js';

/** Which calls to list, newest first. */
export interface ListCallsQuery {
  readonly state?: CallState | undefined;
  /** 1 to 500. @default 50 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** One page of calls. */
export interface CallList {
  readonly items: readonly CallView[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

/** What one account's service is made of. */
export interface EsmsVoiceParts {
  readonly account: string;
  readonly restUrl: string;
  readonly credentials: GatewayCredentials;
  readonly rules: CallRules;
  readonly sandbox: boolean;
  readonly deadlineMs: number;
  readonly journal: CallJournal;
  readonly events: CallEvents;
  readonly dataKeys: DataKeys;
  readonly ringOnce: RingOnce;
  readonly client: GatewayClient;
  readonly transport: GatewayHttpService;
  /** `null`: calls carry no CallbackUrl. */
  readonly callbackUrls: CallbackUrlSigner | null;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

/** Places voice calls through eSMS.vn and tells what became of each of them. */
@Injectable()
export class EsmsVoiceService implements BeforeApplicationShutdown, OnApplicationShutdown {
  // A function, so that the keys stay out of `util.inspect`; a hard private field would break under a Proxy.
  private readonly parts: () => EsmsVoiceParts;

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
  async createOtpCall(
    input: CreateOtpCallInput,
    options?: { signal?: AbortSignal | undefined } | null,
  ): Promise<PlacedCall> {
    const { rules, sandbox, restUrl, credentials, ringOnce, client } = this.parts();
    const problems = findOtpCallProblems(input, rules);
    if (problems.length > 0) throw new InvalidInputError(problems);
    const call = toOtpCall(input, rules, sandbox);
    const record = await this.writeDown(call);
    const request = encodeOtpCall(restUrl, credentials, call, this.callbackUrlOf(call));
    const wire = { host: restUrl, send: (cancellation: Cancellation) => client.send(request, cancellation) };
    return toAnswer(await ringOnce.place(record, wire, options?.signal));
  }

  /** The call with this request id, or `null`. */
  async getCall(requestId: string): Promise<CallView | null> {
    const record = await this.parts().journal.find({ account: this.account, requestId });
    return record && toCallView(record);
  }

  /** @throws InvalidInputError where limit, state or cursor is not one. */
  async listCalls({ state, limit = DEFAULT_LIMIT, cursor }: ListCallsQuery = {}): Promise<CallList> {
    const problems = listProblems(state, limit);
    if (problems.length > 0) throw new InvalidInputError(problems);
    const page = await this.parts().journal.list({ account: this.account, state, limit, cursor });
    return { items: page.records.map(toCallView), nextCursor: page.nextCursor };
  }

  /** @internal No attempt starts any more; those under way end within 8 seconds. */
  beforeApplicationShutdown(): Promise<void> {
    return this.parts().ringOnce.close();
  }

  /** @internal */
  async onApplicationShutdown(): Promise<void> {
    this.parts().events.close();
    await this.parts().transport.close();
  }

  private writeDown(call: OtpCall): Promise<CallRecord> {
    const { journal, dataKeys, deadlineMs, account } = this.parts();
    const now = new Date();
    const identity = JSON.stringify([call.kind, call.phone, call.content, call.sandbox, call.sendAt]);
    const facts = {
      account,
      requestId: call.requestId,
      kind: call.kind,
      phone: maskPhone(call.phone),
      phoneHash: dataKeys.hash('phone', call.phone),
      requestHash: dataKeys.hash('request', identity),
      sandbox: call.sandbox,
      maxRetry: 0,
      sendAt: call.sendAt,
      createdAt: now,
    };
    const record = newCall(facts, new Date(now.getTime() + deadlineMs));
    return openCall(journal, record, (hash) => dataKeys.matches('request', identity, hash) === true);
  }

  private callbackUrlOf({ requestId, sendAt }: OtpCall): string | null {
    return this.parts().callbackUrls?.sign(requestId, sendAt ?? new Date()) ?? null;
  }
}

function listProblems(state: string | undefined, limit: number): string[] {
  const problems: string[] = [];
  if (state !== undefined && !CALL_STATES.includes(state as CallState)) {
    problems.push(`state must be one of ${CALL_STATES.join(', ')}`);
  }
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    problems.push(`limit must be a whole number from 1 to ${MAX_LIMIT}`);
  }
  return problems;
}
