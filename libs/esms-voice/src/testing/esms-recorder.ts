import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { toRecordedCall, type RecordedCall, type RecordedRequest } from './recorded-call.js';

/** What the recorder answers with: a code of the gateway, or nothing that can be read. */
type Planned = { readonly code: string } | 'no-answer';

const ACCEPTED = '100';
/** What the gateway says of an id that it does not know: the recorder rings nobody, so nothing becomes of a call. */
const UNKNOWN_ID = JSON.stringify({ CodeResult: '105' });
const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/\/GetBalance_json$/, JSON.stringify({ Balance: 1_000_000, CodeResponse: ACCEPTED })],
  [/\/GetSmsSentData_V2$/, JSON.stringify({ CodeResult: ACCEPTED, CountTotal: 0, SentData: [] })],
];

/** Takes the place of the gateway in a test: keeps every call that would have been placed, and answers as told. */
export class EsmsRecorder {
  private readonly recorded: RecordedCall[] = [];
  private readonly planned: Planned[] = [];

  /** Every attempt at a call so far, oldest first. */
  get calls(): readonly RecordedCall[] {
    return this.recorded;
  }

  /** The last call, or `null`. */
  get last(): RecordedCall | null {
    return this.recorded.at(-1) ?? null;
  }

  /** What the last call would have spoken, to this number (in any spelling) where one is given; `null`: there was none. */
  lastContent(phone?: string): string | null {
    const wanted = phone === undefined ? null : (parsePhone(phone, ANY_PHONE).phone ?? phone);
    const call = this.recorded.findLast((each) => wanted === null || each.phone === wanted);
    return call?.content ?? null;
  }

  /** The gateway will answer the next call with this code, such as `103` or `108`. */
  refuseNext(code: string): this {
    this.planned.push({ code });
    return this;
  }

  /** The next call will get an answer that says nothing: its outcome is unknown. */
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
  answer(request: RecordedRequest): string {
    const call = toRecordedCall(request);
    return call ? this.answerCall(call) : answerQuestion(request);
  }

  private answerCall(call: RecordedCall): string {
    this.recorded.push(call);
    const planned = this.planned.shift() ?? { code: ACCEPTED };
    if (planned === 'no-answer') return '<html><body>Service Unavailable</body></html>';
    if (planned.code !== ACCEPTED) return JSON.stringify({ CodeResult: planned.code, CountRegenerate: 0 });
    return JSON.stringify({ CodeResult: ACCEPTED, CountRegenerate: 0, SMSID: `recorded-${this.recorded.length}` });
  }
}

const answerQuestion = ({ url }: RecordedRequest): string =>
  ANSWERS.find(([path]) => path.test(new URL(url).pathname))?.[1] ?? UNKNOWN_ID;
