import { maskPhone } from '../calls/mask.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import type { FailedQuestion, GatewayQuestions } from '../gateway/gateway-questions.js';
import { sentCallPages } from '../gateway/sent-call-pages.js';
import type { SentCallRow, TimeWindow } from '../gateway/sent-calls.wire.js';

/** A row with its number as calls have it. */
export type ReadRow = SentCallRow & { readonly callId: string };

/** What came of reading a list: its rows by masked number; why it did not come; or that it was not read to its end. */
type Listing =
  | { readonly kind: 'read'; readonly rows: ReadonlyMap<string, readonly ReadRow[]> }
  | { readonly kind: 'too-long' }
  | FailedQuestion;

interface Reading {
  readonly startedAt: number;
  readonly listing: Promise<Listing>;
}

/** 100,000 calls in some twenty minutes. */
const MAX_PAGES = 200;
/** Windows begin and end at whole ones of these, so that calls of one time share a list. */
const GRID_MS = 5 * 60 * 1000;
/** How long a list serves others after it was read: less than the shortest wait between two questions about one call. */
const REUSED_MS = 500;

/** The gateway's list, read once for all the calls that are looked for in the same minutes. */
export class SentCallLists {
  private readonly readings = new Map<string, Reading>();

  /** @param turn resolves when one more question may be asked. */
  constructor(
    private readonly questions: GatewayQuestions,
    private readonly turn: () => Promise<void>,
  ) {}

  /** The list of a window, and of some minutes around it. @param asOf one that was read before is too old */
  listingOf(around: TimeWindow, asOf: Date): Promise<Listing> {
    const window = onGrid(around);
    const key = `${window.from.getTime()} ${window.to.getTime()}`;
    const known = this.readings.get(key);
    if (known && known.startedAt >= asOf.getTime()) return known.listing;
    const reading = { startedAt: Date.now(), listing: this.read(window) };
    this.readings.set(key, reading);
    const forget = (): void => void (this.readings.get(key) === reading && this.readings.delete(key));
    void reading.listing.finally(() => setTimeout(forget, REUSED_MS).unref());
    return reading.listing;
  }

  private async read(window: TimeWindow): Promise<Listing> {
    const rows = new Map<string, ReadRow[]>();
    let pages = 0;
    for await (const page of sentCallPages(this.questions, window, this.turn)) {
      if (page.kind === 'failed') return page;
      if (pages++ === MAX_PAGES) return { kind: 'too-long' };
      for (const row of page.rows) addTo(rows, row);
    }
    return { kind: 'read', rows };
  }
}

function addTo(rows: Map<string, ReadRow[]>, row: SentCallRow): void {
  const { phone } = parsePhone(row.phone, ANY_PHONE);
  if (row.callId === null || phone === null) return;
  const masked = maskPhone(phone);
  const read: ReadRow = { ...row, callId: row.callId, phone };
  const known = rows.get(masked);
  if (known) known.push(read);
  else rows.set(masked, [read]);
}

const onGrid = ({ from, to }: TimeWindow): TimeWindow => ({
  from: new Date(Math.floor(from.getTime() / GRID_MS) * GRID_MS),
  to: new Date(Math.ceil(to.getTime() / GRID_MS) * GRID_MS),
});
