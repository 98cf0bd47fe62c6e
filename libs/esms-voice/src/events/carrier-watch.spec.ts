import { beforeEach, describe, expect, it } from '@jest/globals';
import type { HistoryEntry } from '../calls/call-record.js';
import type { CallState } from '../calls/call-state.js';
import { EsmsCarrierWatch, ringTimeOf, type CarrierRate, type WatchedEvent } from './carrier-watch.js';

const NOW = Date.parse('2026-07-01T12:30:30Z');
const MINUTE = 60_000;
const VIETTEL = '096****567';

const steps = (...entries: (readonly [state: CallState, at: number])[]): HistoryEntry[] =>
  entries.map(([state, at]) => ({ at: new Date(at), state, source: 'callback' }));

function ended(type: CallState, at: number, more: Partial<WatchedEvent['call']> = {}): WatchedEvent {
  return { type, at: new Date(at), call: { phone: VIETTEL, sandbox: false, history: steps([type, at]), ...more } };
}

let watch: EsmsCarrierWatch;
beforeEach(() => {
  watch = new EsmsCarrierWatch();
});

const viettel = (now = NOW): CarrierRate => watch.rates(now).find(({ carrier }) => carrier === 'viettel')!;

const give = (count: number, event: () => WatchedEvent): void => {
  for (let n = 0; n < count; n += 1) watch.take(event());
};

describe('EsmsCarrierWatch', () => {
  it('tells how a carrier answers now, and how it did in the hour before', () => {
    give(9, () => ended('delivered', NOW - 90 * MINUTE));
    give(1, () => ended('undelivered', NOW - 90 * MINUTE));
    give(3, () => ended('delivered', NOW - MINUTE));
    give(1, () => ended('undelivered', NOW));
    expect(viettel()).toMatchObject({ answered: 3, unanswered: 1, answerRate: 0.75, previousAnswerRate: 0.9 });
    expect(watch.rates(NOW).find(({ carrier }) => carrier === 'mobifone')).toEqual({
      carrier: 'mobifone',
      answered: 0,
      unanswered: 0,
      answerRate: null,
      previousAnswerRate: null,
      timeToRingMs: null,
    });
  });

  it('forgets what is longer ago, and takes what comes late', () => {
    give(5, () => ended('delivered', NOW));
    expect(viettel(NOW + 30 * MINUTE).answered).toBe(5);
    expect(viettel(NOW + 61 * MINUTE)).toMatchObject({ answered: 0, answerRate: null, previousAnswerRate: 1 });
    expect(viettel(NOW + 121 * MINUTE).previousAnswerRate).toBeNull();
    watch.take(ended('undelivered', NOW - 10 * MINUTE));
    watch.take(ended('undelivered', NOW - 200 * MINUTE));
    expect(viettel()).toMatchObject({ answered: 5, unanswered: 1 });
  });

  it('passes over steps on the way, sandbox calls and calls without a number', () => {
    for (const state of ['pending', 'accepted', 'dialing', 'rejected', 'unknown'] as const)
      watch.take(ended(state, NOW));
    watch.take(ended('delivered', NOW, { sandbox: true }));
    watch.take(ended('delivered', NOW, { phone: null }));
    expect(watch.rates(NOW).every(({ answered, unanswered }) => answered + unanswered === 0)).toBe(true);
  });

  it('counts a call once that the gateway redialled', () => {
    watch.take(ended('undelivered', NOW - MINUTE));
    watch.take(ended('delivered', NOW, { history: steps(['undelivered', NOW - MINUTE], ['delivered', NOW]) }));
    expect(viettel()).toMatchObject({ answered: 1, unanswered: 0 });
  });

  it('tells within what time calls rang, a tenth off at most', () => {
    for (let seconds = 1; seconds <= 100; seconds += 1) {
      const accepted = NOW - seconds * 1_000;
      watch.take(ended('delivered', NOW, { history: steps(['accepted', accepted], ['delivered', NOW]) }));
    }
    const { p50, p95 } = viettel().timeToRingMs!;
    expect(Math.abs(p50 - 50_000) / 50_000).toBeLessThan(0.1);
    expect(Math.abs(p95 - 95_000) / 95_000).toBeLessThan(0.1);
  });

  it('holds no more after a hundred thousand calls', () => {
    const sizeOf = (): number => JSON.stringify(watch).length;
    give(1_000, () => ended('delivered', NOW));
    const before = sizeOf();
    give(100_000, () => ended('delivered', NOW));
    expect(sizeOf() - before).toBeLessThan(10);
  });
});

describe('the time to ring', () => {
  it.each<[string, HistoryEntry[], number | null]>([
    ['to the word of the carrier', steps(['accepted', 1_000], ['dialing', 3_000], ['delivered', 9_000]), 2_000],
    ['to the answer where that was never told', steps(['accepted', 1_000], ['delivered', 9_000]), 8_000],
    ['is not known of a call that was not answered', steps(['accepted', 1_000], ['undelivered', 9_000]), null],
    ['is not known where nobody said accepted', steps(['delivered', 9_000]), null],
    ['is never below zero', steps(['accepted', 5_000], ['dialing', 3_000]), 0],
  ])('%s', (_, history, ms) => expect(ringTimeOf(history)).toBe(ms));
});
