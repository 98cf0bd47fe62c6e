import type { CallRecord } from '../calls/call-record.js';
import type { CallStanding } from '../calls/call-state.js';
import { toCallView, type CallView } from '../calls/call-view.js';
import { maskPhone } from '../calls/mask.js';
import { checkPhone, type CallRules } from '../calls/call-rules.js';
import { refuseProblems } from '../calls/page-limit.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import type { CallReport } from '../calls/transitions.js';
import { CallNotFoundError, GatewayUnreachableError, InvalidInputError } from '../errors/errors.js';
import type { GatewayQuestions, StatusFinding } from '../gateway/gateway-questions.js';
import { readId } from '../gateway/gateway-reply.js';
import type { CallReceiver } from '../gateway/receivers.wire.js';
import { sentCallPages, withoutRepeats } from '../gateway/sent-call-pages.js';
import type { SentCallRow, TimeWindow } from '../gateway/sent-calls.wire.js';
import type { GatewayHost } from '../gateway/status.wire.js';
import type { CallJournal } from '../journal/call-journal.js';
import { endAsking } from '../settlement/conclusion.js';
import type { CallQuestions } from '../settlement/call-questions.js';
import { toQuestionError } from './question-error.js';

/** Which call: ours by its request id, or the gateway's by its call id. */
export type CallReference = { readonly requestId: string } | { readonly callId: string };

/** What the gateway says of a call, asked now. */
export interface CallStatus {
  readonly callId: string | null;
  /** `false`: the gateway knows no such call, or not yet (105), or no longer (7 days). No proof of anything. */
  readonly known: boolean;
  /** Which host answered; `null` where none knew it. */
  readonly host: GatewayHost | null;
  /** Where the gateway puts the call; `null` where it says nothing certain. */
  readonly standing: CallStanding | null;
  /** VND. */
  readonly price: number | null;
  readonly durationSeconds: number | null;
  readonly pressedKey: string | null;
  /** The journal's call after the answer was written into it; `null` where it has none. */
  readonly call: CallView | null;
}

/** What is left on the account. */
export interface AccountBalance {
  /** VND. */
  readonly balance: number;
  readonly at: Date;
}

/** A call in the gateway's own list. */
export interface SentCall {
  readonly callId: string | null;
  /** Masked. */
  readonly phone: string;
  readonly campaignId: string | null;
  /** VND. */
  readonly price: number | null;
  readonly sentAt: Date | null;
  readonly standing: CallStanding | null;
}

/** What a lost call is known by. */
export interface FindCallQuery extends TimeWindow {
  readonly phone: string;
  readonly content?: string | undefined;
  readonly campaignId?: string | undefined;
}

/** What was found: `callId` where exactly one call fits. */
export interface FoundCall {
  readonly callId: string | null;
  readonly candidates: readonly SentCall[];
}

/** What the inquiries of one account need. */
export interface CallInquiryParts {
  readonly account: string;
  readonly journal: CallJournal;
  readonly gateway: GatewayQuestions;
  readonly questions: CallQuestions;
}

const NO_REPORT: Pick<CallReport, 'standing' | 'price' | 'durationSeconds' | 'pressedKey'> = {
  standing: null,
  price: null,
  durationSeconds: null,
  pressedKey: null,
};
const LONGEST_WINDOW_MS = 31 * 24 * 60 * 60 * 1000;

/** Questions of the application to the gateway. */
export class CallInquiries {
  constructor(private readonly parts: CallInquiryParts) {}

  async status(reference: CallReference): Promise<CallStatus> {
    const record = await this.find(reference);
    if (!record) return this.statusOfStranger(reference);
    const asked = await this.parts.questions.settle(record);
    return { ...toStatus(asked.finding, asked.record.callId), call: toCallView(asked.record) };
  }

  async balance(): Promise<AccountBalance> {
    const finding = await this.parts.gateway.balance();
    if (finding.kind === 'failed') throw toQuestionError(finding);
    const balance = finding.kind === 'found' ? finding.value : null;
    if (balance === null) throw new GatewayUnreachableError();
    return { balance, at: new Date() };
  }

  async receivers(reference: CallReference): Promise<readonly CallReceiver[]> {
    const callId = 'callId' in reference ? callIdOf(reference) : (await this.find(reference))!.callId;
    if (callId === null) return [];
    const finding = await this.parts.gateway.receivers(callId);
    if (finding.kind === 'failed') throw toQuestionError(finding);
    return finding.kind === 'found' ? finding.value : [];
  }

  async *sentCalls(window: TimeWindow): AsyncGenerator<SentCall> {
    refuseProblems(windowProblems(window));
    for await (const row of this.rows(window)) yield toSentCall(row);
  }

  async findCall(query: FindCallQuery, rules: CallRules): Promise<FoundCall> {
    const problem = checkPhone(query.phone, rules);
    refuseProblems([...(problem === null ? [] : [problem]), ...windowProblems(query)]);
    const { phone } = parsePhone(query.phone, rules);
    const fitting: SentCallRow[] = [];
    for await (const row of this.rows(query)) if (fits(row, phone!, query)) fitting.push(row);
    const candidates = withoutRepeats(fitting).map(toSentCall);
    return { callId: candidates.length === 1 ? candidates[0]!.callId : null, candidates };
  }

  async giveUp(requestId: string): Promise<CallView> {
    const key = { account: this.parts.account, requestId };
    const now = new Date();
    const updated = await this.parts.journal.update(key, (record) => ({
      record: record.askAt === null ? record : endAsking(record, now),
      result: null,
    }));
    if (!updated) throw new CallNotFoundError(requestId);
    return toCallView(updated.record);
  }

  private async find(reference: CallReference): Promise<CallRecord | null> {
    const { account, journal } = this.parts;
    refuseProblems(referenceProblems(reference));
    if ('callId' in reference) return journal.findByCallId(account, callIdOf(reference));
    const record = await journal.find({ account, requestId: reference.requestId });
    if (!record) throw new CallNotFoundError(reference.requestId);
    return record;
  }

  private async statusOfStranger(reference: CallReference): Promise<CallStatus> {
    const callId = callIdOf(reference as { readonly callId: string });
    return { ...toStatus(await this.parts.gateway.status(callId, null), callId), call: null };
  }

  private async *rows(window: TimeWindow): AsyncGenerator<SentCallRow> {
    for await (const page of sentCallPages(this.parts.gateway, window)) {
      if (page.kind === 'failed') throw toQuestionError(page);
      yield* page.rows;
    }
  }
}

/** @throws InvalidInputError */
function callIdOf({ callId }: { readonly callId: string }): string {
  const id = readId(callId);
  if (id === null) throw new InvalidInputError(['callId must be a text of 1 to 128 characters']);
  return id;
}

/** @throws GatewayRefusedError, GatewayUnreachableError */
function toStatus(finding: StatusFinding, callId: string | null): Omit<CallStatus, 'call'> {
  if (finding.kind === 'failed') throw toQuestionError(finding);
  const known = finding.kind === 'found';
  const { standing, price, durationSeconds, pressedKey } = known ? finding.report : NO_REPORT;
  return { callId, known, host: known ? finding.host : null, standing, price, durationSeconds, pressedKey };
}

function windowProblems({ from, to }: TimeWindow): string[] {
  const isDate = (value: unknown): boolean => value instanceof Date && !Number.isNaN(value.getTime());
  if (!isDate(from) || !isDate(to)) return ['from and to must be dates'];
  if (from > to) return ['from must not be after to'];
  return to.getTime() - from.getTime() > LONGEST_WINDOW_MS ? ['from and to must be at most 31 days apart'] : [];
}

function fits(row: SentCallRow, phone: string, { content, campaignId }: FindCallQuery): boolean {
  if (parsePhone(row.phone, ANY_PHONE).phone !== phone) return false;
  if (content !== undefined && row.content !== content) return false;
  return campaignId === undefined || row.campaignId === campaignId.trim();
}

const toSentCall = ({ content: _, phone, ...row }: SentCallRow): SentCall => ({ ...row, phone: maskPhone(phone) });

function referenceProblems(reference: unknown): string[] {
  const { requestId, callId } = Object(reference) as Record<string, unknown>;
  const isOne = (typeof requestId === 'string') !== (typeof callId === 'string');
  return isOne ? [] : ['the call must be given as { requestId } or as { callId }'];
}
