import { carrierOf, CARRIERS, type Carrier } from '../calls/carrier.js';
import type { CallView } from '../calls/call-view.js';
import type { CallEvent } from './call-event.js';
import { MinuteCounts } from './minute-counts.js';

/** What the watch reads of a {@link CallEvent}. */
export type WatchedEvent = Pick<CallEvent, 'type' | 'at'> & {
  readonly call: Pick<CallView, 'phone' | 'history' | 'sandbox'>;
};

/** How a carrier's subscribers have answered in the last hour. */
export interface CarrierRate {
  readonly carrier: Carrier;
  readonly answered: number;
  readonly unanswered: number;
  /** 0 to 1; `null` where no call ended. */
  readonly answerRate: number | null;
  /** The same of the hour before. */
  readonly previousAnswerRate: number | null;
  /** From the gateway's word that it has the call to the carrier's, or to the answer where the carrier's was never told. */
  readonly timeToRingMs: { readonly p50: number; readonly p95: number } | null;
}

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const KEPT_MINUTES = 2 * HOUR_MINUTES;

interface Slot {
  minute: number;
  carriers: Map<Carrier, MinuteCounts>;
}

/**
 * Answer rate and time to ring by carrier over the last hour and the hour before, in minutes; its memory is bounded. It hears
 * of no call by itself: give each step of a call once to {@link take}.
 */
export class EsmsCarrierWatch {
  private readonly slots: Slot[] = Array.from({ length: KEPT_MINUTES }, () => ({ minute: -1, carriers: new Map() }));

  /** Takes a step of a call in: of this process, or one that another process told. Only ends count. */
  take({ type, at, call }: WatchedEvent): void {
    if ((type !== 'delivered' && type !== 'undelivered') || call.phone === null || call.sandbox) return;
    const carrier = carrierOf(call.phone);
    const counts = this.countsOf(carrier, at);
    if (!counts) return;
    if (type === 'undelivered') counts.unanswered += 1;
    else this.takeAnswer(counts, carrier, call.history);
  }

  /** One line a carrier, those without calls too. @param now in milliseconds */
  rates(now = Date.now()): CarrierRate[] {
    const minute = Math.floor(now / MINUTE_MS);
    return CARRIERS.map((carrier) => {
      const last = this.sumOf(carrier, minute - HOUR_MINUTES + 1, minute);
      const before = this.sumOf(carrier, minute - KEPT_MINUTES + 1, minute - HOUR_MINUTES);
      return { carrier, ...told(last), previousAnswerRate: rateOf(before) };
    });
  }

  /** The gateway may redial by itself: then the call was counted as unanswered before. */
  private takeAnswer(counts: MinuteCounts, carrier: Carrier, history: CallView['history']): void {
    counts.answered += 1;
    const missed = history.find(({ state, conflict }) => state === 'undelivered' && !conflict);
    const then = missed && this.countsOf(carrier, missed.at);
    if (then && then.unanswered > 0) then.unanswered -= 1;
    const ringMs = ringTimeOf(history);
    if (ringMs !== null) counts.noteRing(ringMs);
  }

  /** `null`: longer ago than is kept. */
  private countsOf(carrier: Carrier, at: Date): MinuteCounts | null {
    const minute = Math.floor(at.getTime() / MINUTE_MS);
    const slot = this.slots[minute % KEPT_MINUTES]!;
    if (slot.minute > minute) return null;
    if (slot.minute < minute) Object.assign(slot, { minute, carriers: new Map() });
    const known = slot.carriers.get(carrier);
    if (known) return known;
    const made = new MinuteCounts();
    slot.carriers.set(carrier, made);
    return made;
  }

  private sumOf(carrier: Carrier, from: number, to: number): MinuteCounts {
    const sum = new MinuteCounts();
    for (const { minute, carriers } of this.slots)
      if (minute >= from && minute <= to) carriers.get(carrier)?.addTo(sum);
    return sum;
  }
}

/** From accepted to dialing, or to the answer; `null` where the one or the other was never told. In milliseconds. */
export function ringTimeOf(history: CallView['history']): number | null {
  const accepted = history.find(({ state }) => state === 'accepted');
  const rang =
    history.find(({ state }) => state === 'dialing') ??
    history.find(({ state, conflict }) => state === 'delivered' && !conflict);
  return accepted && rang ? Math.max(0, rang.at.getTime() - accepted.at.getTime()) : null;
}

function told(sum: MinuteCounts): Omit<CarrierRate, 'carrier' | 'previousAnswerRate'> {
  const { answered, unanswered } = sum;
  const [p50, p95] = [sum.ringMs(0.5), sum.ringMs(0.95)];
  const timeToRingMs = p50 === null || p95 === null ? null : { p50, p95 };
  return { answered, unanswered, answerRate: rateOf(sum), timeToRingMs };
}

const rateOf = ({ answered, unanswered }: MinuteCounts): number | null =>
  answered + unanswered === 0 ? null : answered / (answered + unanswered);
