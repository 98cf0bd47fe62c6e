import type { CallKind } from '../calls/call-state.js';
import type { CallReport } from '../calls/transitions.js';
import { CODE_KNOWN, CODE_NOT_FOUND, type GatewayAnswer } from './gateway-answer.js';
import { decodeBalance, encodeBalance } from './balance.wire.js';
import type { GatewayClient } from './gateway-client.js';
import type { GatewayHosts } from './gateway-endpoints.js';
import { readId, type ReplyFields } from './gateway-reply.js';
import { decodeReceivers, encodeReceivers, type CallReceiver } from './receivers.wire.js';
import { decodeSentCalls, encodeSentCalls, type SentCallsPage, type SentCallsQuery } from './sent-calls.wire.js';
import { saysNoAnswer, STATUS_FUNCTIONS, type GatewayHost } from './status.wire.js';
import type { GatewayCredentials, WireRequest } from './wire-request.js';

/** A question that came to nothing: the gateway refused it with a code, or did not answer. */
export type FailedQuestion = { readonly kind: 'failed'; readonly answer: GatewayAnswer };

/** What the gateway says of a call. `not-found` is no proof: the id is unknown, too young, or older than 7 days. */
export type StatusFinding =
  | { readonly kind: 'found'; readonly host: GatewayHost; readonly report: CallReport }
  | { readonly kind: 'not-found' }
  | FailedQuestion;

/** The answer to another question, read. */
export type Finding<T> =
  { readonly kind: 'found'; readonly value: T } | { readonly kind: 'not-found' } | FailedQuestion;

/** Asks the gateway about the calls of one account; nothing that it asks changes anything there. Never throws. */
export class GatewayQuestions {
  /** Which host answered last, by kind of call: it is asked first the next time. */
  private readonly answering = new Map<CallKind | null, GatewayHost>();

  // Hard private: the keys stay out of `util.inspect`.
  readonly #credentials: GatewayCredentials;

  constructor(
    private readonly client: GatewayClient,
    private readonly hosts: GatewayHosts,
    credentials: GatewayCredentials,
  ) {
    this.#credentials = credentials;
  }

  /**
   * Asks the likelier host what became of a call, and the other one where that one knows nothing certain. Where neither
   * knows the call, the likelier one's word stands: the other may be closed to the account.
   */
  async status(callId: string, kind: CallKind | null): Promise<StatusFinding> {
    const first = this.answering.get(kind) ?? (kind === 'otp' || kind === null ? 'rest' : 'voice');
    const one = await this.statusAt(first, callId);
    if (isCertain(one)) return this.remember(kind, one);
    const other = await this.statusAt(first === 'rest' ? 'voice' : 'rest', callId);
    if (isCertain(other)) return this.remember(kind, other);
    return one.kind === 'found' || other.kind !== 'found' ? one : other;
  }

  /** Whether the voice host says that nobody answered; `false` where it says anything else, or nothing. */
  async saysNoAnswer(callId: string): Promise<boolean> {
    const answer = await this.client.ask(this.statusRequest('voice', callId));
    return answer.kind === 'answered' && isAbout(answer.fields, callId) && saysNoAnswer(answer.fields);
  }

  /** Asks for the account's balance, in VND; `null` where the gateway answers without one. */
  async balance(): Promise<Finding<number | null>> {
    return findingOf(await this.client.ask(encodeBalance(this.hosts.restUrl, this.#credentials)), decodeBalance);
  }

  /** Asks for the numbers of a call. */
  async receivers(callId: string): Promise<Finding<CallReceiver[]>> {
    const answer = await this.client.ask(encodeReceivers(this.hosts.restUrl, this.#credentials, callId));
    return findingOf(answer, decodeReceivers);
  }

  /** Asks for a page of the calls that were sent between two dates. */
  async sentCalls(query: SentCallsQuery): Promise<Finding<SentCallsPage>> {
    const answer = await this.client.ask(encodeSentCalls(this.hosts.restUrl, this.#credentials, query));
    return findingOf(answer, decodeSentCalls);
  }

  private async statusAt(host: GatewayHost, callId: string): Promise<StatusFinding> {
    const answer = await this.client.ask(this.statusRequest(host, callId));
    if (answer.kind === 'silent') return { kind: 'failed', answer };
    if (answer.code === CODE_NOT_FOUND) return { kind: 'not-found' };
    if (answer.code !== CODE_KNOWN) return { kind: 'failed', answer };
    if (!isAbout(answer.fields, callId)) return { kind: 'not-found' };
    return { kind: 'found', host, report: STATUS_FUNCTIONS[host].decode(answer.fields, callId) };
  }

  private statusRequest(host: GatewayHost, callId: string): WireRequest {
    return STATUS_FUNCTIONS[host].encode(this.hosts, this.#credentials, callId);
  }

  private remember(kind: CallKind | null, found: StatusFinding & { kind: 'found' }): StatusFinding {
    this.answering.set(kind, found.host);
    return found;
  }
}

const isCertain = (finding: StatusFinding): finding is StatusFinding & { kind: 'found' } =>
  finding.kind === 'found' && finding.report.standing !== null;

/** An answer that names another call is somebody else's. */
function isAbout(fields: ReplyFields, callId: string): boolean {
  const named = readId(fields['SMSID']) ?? readId(fields['ReferenceId']);
  return named === null || named.toLowerCase() === callId.toLowerCase();
}

function findingOf<T>(answer: GatewayAnswer, decode: (fields: ReplyFields) => T): Finding<T> {
  if (answer.kind === 'silent') return { kind: 'failed', answer };
  if (answer.code === CODE_NOT_FOUND) return { kind: 'not-found' };
  return answer.code === CODE_KNOWN ? { kind: 'found', value: decode(answer.fields) } : { kind: 'failed', answer };
}
