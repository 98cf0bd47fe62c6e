import type { CallRecord } from '../calls/call-record.js';
import { maskPhone } from '../calls/mask.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { applyReport, holdReport, newCall, raiseQuestion, type ReportEffect } from '../calls/transitions.js';
import { toCallView, type CallView } from '../calls/call-view.js';
import { JournalUnavailableError } from '../errors/errors.js';
import type { CallObservers } from '../events/call-observers.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { Change } from '../journal/call-journal.store.js';
import type { DataKeys } from '../journal/data-keys.js';
import { maskCallback } from './masked-callback.js';
import type { CallbackFamily, ParsedCallback } from './parse-callback.js';
import type { Quarantine } from './quarantine.js';
import type { VerifiedCallback } from './verified-callback.js';

/**
 * What a callback did: {@link ReportEffect}; `unconfirmed`: it waits until the gateway, asked, says the same;
 * `misfit`: it names another call id, request id or phone than the call has; `unreadable`: nothing could be made of it.
 */
export type CallbackResult = ReportEffect | 'unconfirmed' | 'misfit' | 'unreadable';

/** What became of a callback; `call` is `null` where it could not be read, or the journal has no such call. */
export interface CallbackReceipt {
  readonly result: CallbackResult;
  readonly call: CallView | null;
}

/** What receiving the callbacks of one account needs. */
export interface CallbackReceiverParts {
  readonly account: string;
  readonly journal: CallJournal;
  readonly dataKeys: DataKeys;
  readonly quarantine: Quarantine;
  /** Whether a report moves a call only when the gateway, asked, says the same. */
  readonly confirm: boolean;
  /** Told of each report that was read, once it is stored. */
  readonly onReport: (record: CallRecord, result: CallbackResult, family: CallbackFamily) => void;
  /** Told of what each callback did; `failed`: the journal could not store it. */
  readonly count: (result: CallbackResult | 'failed') => void;
  readonly observers: CallObservers;
}

/** A callback that was stored; `record` is `null` where the journal has no such call. */
interface Stored {
  readonly result: CallbackResult;
  readonly record: CallRecord | null;
}

/** Writes the callbacks of one account into its journal. */
export class CallbackReceiver {
  constructor(private readonly parts: CallbackReceiverParts) {}

  /**
   * Resolves once the store has it. A duplicate, a late report or a misfit changes no state; a misfit and what cannot be
   * read are kept aside, and the gateway is asked about the call.
   * @throws JournalUnavailableError, JournalFullError
   */
  async receive(verified: VerifiedCallback, at: Date): Promise<CallbackReceipt> {
    const { requestId, callback } = verified;
    try {
      if (callback.family === null)
        return this.told(verified, await this.setAside(verified, 'unreadable', callback.reason, at), at);
      // One that names another request opens no call: what else it says is not about this one.
      if (isOtherId(callback.requestId, requestId))
        return this.told(verified, await this.setAside(verified, 'misfit', 'misfit', at), at);
      const stored = (await this.update(verified, callback, at)) ?? (await this.openOrUpdate(verified, callback, at));
      if (stored.result === 'misfit') await this.parts.quarantine.add(verified, stored.result, at);
      this.parts.onReport(stored.record, stored.result, callback.family);
      return this.told(verified, stored, at);
    } catch (error) {
      this.tell(verified, 'failed', null, at);
      throw error instanceof JournalUnavailableError
        ? new JournalUnavailableError({ requestId, cause: error.cause })
        : error;
    }
  }

  private told(verified: VerifiedCallback, { result, record }: Stored, at: Date): CallbackReceipt {
    this.tell(verified, result, record, at);
    return { result, call: record && toCallView(record) };
  }

  private tell(
    { account, requestId, callback: { family } }: VerifiedCallback,
    result: CallbackResult | 'failed',
    record: CallRecord | null,
    receivedAt: Date,
  ): void {
    this.parts.count(result);
    this.parts.observers.onCallback({ account, requestId, family, result, receivedAt, record });
  }

  /** `null`: the journal has no such call. */
  private update(
    { requestId, query }: VerifiedCallback,
    callback: ParsedCallback,
    at: Date,
  ): Promise<Change<CallbackResult> | null> {
    const { account, journal } = this.parts;
    const change = (known: CallRecord): Change<CallbackResult> => this.apply(known, callback, at);
    return journal.update({ account, requestId }, change, () => maskCallback(query));
  }

  private openOrUpdate(
    { requestId, query }: VerifiedCallback,
    callback: ParsedCallback,
    at: Date,
  ): Promise<Change<CallbackResult>> {
    const { account, journal } = this.parts;
    const change = (known: CallRecord): Change<CallbackResult> => this.apply(known, callback, at);
    const open = (): Change<CallbackResult> => this.take(this.openedByCallback(requestId, callback, at), callback, at);
    return journal.openOrUpdate({ account, requestId }, change, open, () => maskCallback(query));
  }

  private apply(record: CallRecord, callback: ParsedCallback, at: Date): Change<CallbackResult> {
    if (this.isMisfit(record, callback)) return { record: raiseQuestion(record, at), result: 'misfit' };
    return this.take(record, callback, at);
  }

  private take(record: CallRecord, { report }: ParsedCallback, at: Date): Change<CallbackResult> {
    const take = this.parts.confirm ? holdReport : applyReport;
    const { effect, record: changed } = take(record, report, at);
    return { record: changed, result: effect };
  }

  private async setAside(
    verified: VerifiedCallback,
    result: 'unreadable' | 'misfit',
    reason: string,
    at: Date,
  ): Promise<Stored> {
    await this.parts.quarantine.add(verified, reason, at);
    const key = { account: this.parts.account, requestId: verified.requestId };
    const updated = await this.parts.journal.update(key, (record) => ({ record: raiseQuestion(record, at), result }));
    return { result, record: updated && updated.record };
  }

  private isMisfit(record: CallRecord, { report, phone }: ParsedCallback): boolean {
    if (isOtherId(report.callId, record.callId)) return true;
    return phone !== null && record.phoneHash !== null && this.isOtherPhone(phone, record.phoneHash);
  }

  private isOtherPhone(text: string, phoneHash: string): boolean {
    const { phone } = parsePhone(text, ANY_PHONE);
    if (phone === null) return ALL_DIGITS.test(text);
    return this.parts.dataKeys.matches('phone', phone, phoneHash) === false;
  }

  /**
   * A call that another instance placed, or that this one forgot: the token vouches that it is ours. A report that waits
   * for the gateway's word vouches for nothing, so the next one may name another id and number.
   */
  private openedByCallback(requestId: string, { phone: text, report }: ParsedCallback, at: Date): CallRecord {
    const { account, dataKeys, confirm } = this.parts;
    const phone = text === null || confirm ? null : parsePhone(text, ANY_PHONE).phone;
    const callId = confirm ? null : report.callId;
    const opened = newCall(
      {
        account,
        requestId,
        kind: null,
        phone: phone && maskPhone(phone),
        phoneHash: phone && dataKeys.hash('phone', phone),
        requestHash: null,
        sandbox: false,
        campaignId: null,
        maxRetry: 0,
        sendAt: null,
        createdAt: at,
      },
      at,
    );
    return Object.assign(opened, { callId, state: 'unknown', reason: null, history: [] } as const);
  }
}

/** A foreign number without its plus: no spelling of one that was rung. What is masked or cut says nothing. */
const ALL_DIGITS = /^\d{9,}$/;

/** Ids are compared without case; one that is not known yet fits. */
const isOtherId = (reported: string | null, known: string | null): boolean =>
  reported !== null && known !== null && reported !== known && reported.toLowerCase() !== known.toLowerCase();
