import { DEFAULT_PAGE_LIMIT, pageLimitProblems, refuseProblems } from '../calls/page-limit.js';
import { newRequestId } from '../calls/request-id.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { QuarantinedCallback } from '../journal/call-journal.store.js';
import type { DataKeys } from '../journal/data-keys.js';
import type { VerifiedCallback } from './verified-callback.js';

/** Which callbacks that were kept aside to read, newest first. */
export interface QuarantineListQuery {
  /** 1 to 500. @default 50 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** A callback with a good token that does not fit its call, or cannot be read. */
export interface QuarantinedCallbackView {
  readonly id: string;
  readonly requestId: string;
  readonly at: Date;
  /** `misfit`, or why it cannot be read. */
  readonly reason: string;
  /** Its query string; it holds the number. `null` where it was sealed under a data key that is gone. */
  readonly query: string | null;
}

/** One page of them. */
export interface QuarantineList {
  readonly items: readonly QuarantinedCallbackView[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const QUERY_MAX_LENGTH = 8 * 1024;

/** Keeps callbacks aside for a person to look at: sealed, for 30 days. */
export class Quarantine {
  constructor(
    private readonly account: string,
    private readonly journal: CallJournal,
    private readonly dataKeys: DataKeys,
  ) {}

  add({ requestId, query }: VerifiedCallback, reason: string, at: Date): Promise<void> {
    return this.journal.quarantine({
      id: newRequestId(at.getTime()),
      account: this.account,
      requestId,
      at,
      reason,
      sealed: this.dataKeys.seal('quarantine', query.slice(0, QUERY_MAX_LENGTH)),
      expiresAt: new Date(at.getTime() + KEPT_MS),
    });
  }

  /** @throws InvalidInputError where limit is none. */
  async list({ limit = DEFAULT_PAGE_LIMIT, cursor }: QuarantineListQuery): Promise<QuarantineList> {
    refuseProblems(pageLimitProblems(limit));
    const page = await this.journal.listQuarantined({ account: this.account, limit, cursor });
    return { items: page.callbacks.map((callback) => this.toView(callback)), nextCursor: page.nextCursor };
  }

  private toView({ id, requestId, at, reason, sealed }: QuarantinedCallback): QuarantinedCallbackView {
    return { id, requestId, at, reason, query: this.dataKeys.open('quarantine', sealed) };
  }
}
