import type { CallRecord } from '../calls/call-record.js';
import { maskPhone } from '../calls/mask.js';
import { parsePhone } from '../calls/phone-number.js';
import { applyReport, newCall, type ReportEffect } from '../calls/transitions.js';
import { toCallView, type CallView } from '../calls/call-view.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { Change } from '../journal/call-journal.store.js';
import type { DataKeys } from '../journal/data-keys.js';
import type { CallbackReading, ParsedCallback } from './parse-callback.js';

/**
 * What a callback did: {@link ReportEffect}; `misfit`: it names another call id, request id or phone than the call
 * has; `unreadable`: nothing could be made of it.
 */
export type CallbackResult = ReportEffect | 'misfit' | 'unreadable';

/** What became of a callback; `call` is `null` where it could not be read. */
export interface CallbackReceipt {
  readonly result: CallbackResult;
  readonly call: CallView | null;
}

const ANY_PHONE = { landlines: true, foreign: true };

/** Writes the callbacks of one account into its journal. */
export class CallbackReceiver {
  constructor(
    private readonly account: string,
    private readonly journal: CallJournal,
    private readonly dataKeys: DataKeys,
  ) {}

  /** Resolves once the store has it. A duplicate, a late report or a misfit changes nothing. */
  async receive(requestId: string, callback: CallbackReading, at: Date): Promise<CallbackReceipt> {
    if (callback.family === null) return { result: 'unreadable', call: null };
    const opened = this.openedByCallback(requestId, callback, at);
    const { record, result } = await this.journal.updateOrOpen(opened, (known) => this.apply(known, callback, at));
    return { result, call: toCallView(record) };
  }

  private apply(record: CallRecord, callback: ParsedCallback, at: Date): Change<CallbackResult> {
    if (this.isMisfit(record, callback)) return { record, result: 'misfit' };
    const { effect, record: changed } = applyReport(record, callback.report, at);
    return { record: changed, result: effect };
  }

  private isMisfit(record: CallRecord, { report, requestId, phone }: ParsedCallback): boolean {
    if (isOtherId(requestId, record.requestId)) return true;
    if (isOtherId(report.callId, record.callId)) return true;
    return phone !== null && record.phoneHash !== null && this.isOtherPhone(phone, record.phoneHash);
  }

  private isOtherPhone(text: string, phoneHash: string): boolean {
    const { phone } = parsePhone(text, ANY_PHONE);
    return phone !== null && this.dataKeys.matches('phone', phone, phoneHash) === false;
  }

  /** A call that another instance placed, or that this one forgot: the token vouches that it is ours. */
  private openedByCallback(requestId: string, { phone: text, report }: ParsedCallback, at: Date): CallRecord {
    const phone = text === null ? null : parsePhone(text, ANY_PHONE).phone;
    const facts = {
      account: this.account,
      requestId,
      kind: null,
      phone: phone && maskPhone(phone),
      phoneHash: phone && this.dataKeys.hash('phone', phone),
      requestHash: null,
      sandbox: false,
      maxRetry: 0,
      sendAt: null,
      createdAt: at,
    };
    return { ...newCall(facts, at), callId: report.callId, state: 'unknown', reason: null, history: [] };
  }
}

/** Ids are compared without case; one that is not known yet fits. */
const isOtherId = (reported: string | null, known: string | null): boolean =>
  reported !== null && known !== null && reported.toLowerCase() !== known.toLowerCase();
