/** A call as it would have gone to the gateway. */
export interface RecordedCall {
  readonly phone: string;
  readonly content: string;
  readonly requestId: string;
  readonly isUnicode: boolean;
  readonly sandbox: boolean;
  readonly campaignId: string | null;
  /** As the gateway would get it, in Vietnam time. */
  readonly sendDate: string | null;
  readonly callbackUrl: string | null;
}

/** What the recorder answers with: a code of the gateway, or nothing that can be read. */
type Planned = { readonly code: string } | 'no-answer';

const ACCEPTED = '100';

/** Takes the place of the gateway in a test: keeps every call that would have been placed, and answers as told. */
export class EsmsRecorder {
  private readonly recorded: RecordedCall[] = [];
  private readonly planned: Planned[] = [];

  /** Every call so far, oldest first. */
  get calls(): readonly RecordedCall[] {
    return this.recorded;
  }

  /** The last call, or `null`. */
  get last(): RecordedCall | null {
    return this.recorded.at(-1) ?? null;
  }

  /** What the last call would have spoken, to this number where one is given; `null`: there was none. */
  lastContent(phone?: string): string | null {
    const call = this.recorded.findLast((each) => phone === undefined || each.phone === phone);
    return call?.content ?? null;
  }

  /** The gateway will answer the next request with this code, such as `103` or `108`. */
  refuseNext(code: string): this {
    this.planned.push({ code });
    return this;
  }

  /** The next request will get an answer that says nothing: its outcome is unknown. */
  confuseNext(): this {
    this.planned.push('no-answer');
    return this;
  }

  /** Forgets the calls and the planned answers. */
  reset(): void {
    this.recorded.length = 0;
    this.planned.length = 0;
  }

  /** @internal Answers one request as the gateway would. */
  answer(body: Record<string, unknown>): string {
    this.recorded.push(toRecordedCall(body));
    const planned = this.planned.shift() ?? { code: ACCEPTED };
    if (planned === 'no-answer') return '<html><body>Service Unavailable</body></html>';
    if (planned.code !== ACCEPTED) return JSON.stringify({ CodeResult: planned.code, CountRegenerate: 0 });
    return JSON.stringify({
      CodeResult: ACCEPTED,
      CountRegenerate: 0,
      SMSID: `recorded-${this.recorded.length}`,
    });
  }
}

function toRecordedCall(body: Record<string, unknown>): RecordedCall {
  const text = (name: string): string | null => (typeof body[name] === 'string' ? body[name] : null);
  return {
    phone: text('Phone') ?? '',
    content: text('Content') ?? '',
    requestId: text('RequestId') ?? '',
    isUnicode: body['IsUnicode'] === 1,
    sandbox: body['Sandbox'] === 1,
    campaignId: text('campaignid'),
    sendDate: text('SendDate'),
    callbackUrl: text('CallbackUrl'),
  };
}
