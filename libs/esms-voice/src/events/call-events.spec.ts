import { describe, expect, it } from '@jest/globals';
import type { CallRecord } from '../calls/call-record.js';
import { move, newCall } from '../calls/transitions.js';
import { toCallEvent, type CallEvent } from './call-event.js';
import { CallEvents } from './call-events.js';

const AT = new Date('2026-07-01T00:00:00Z');
const LATER = new Date('2026-07-01T00:00:01Z');

const PENDING: CallRecord = newCall(
  {
    account: 'default',
    requestId: 'r-1',
    kind: 'otp',
    phone: '090****484',
    phoneHash: 'canary-phone-hash',
    requestHash: 'canary-request-hash',
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: null,
    createdAt: AT,
  },
  AT,
);
const ACCEPTED = move(PENDING, { state: 'accepted', reason: null }, 'reply', LATER, { callId: 'sms-1' });

/** The event of the latest step. */
const eventOf = (record: CallRecord): CallEvent => toCallEvent(record, record.history.length - 1, null);

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('toCallEvent', () => {
  it('tells of the latest step, and of the call as it stands after it', () => {
    const event = eventOf(ACCEPTED);
    expect(event).toMatchObject({ type: 'accepted', account: 'default', requestId: 'r-1', at: LATER, source: 'reply' });
    expect(event.call).toMatchObject({ state: 'accepted', callId: 'sms-1', phone: '090****484' });
  });

  it('names each step of a call by an id of its own, the same one every time', () => {
    expect(eventOf(ACCEPTED).id).toBe(eventOf(ACCEPTED).id);
    const again = move(move(ACCEPTED, { state: 'unknown', reason: null }, 'service', LATER), ACCEPTED, 'reply', LATER);
    const other = { ...PENDING, requestId: 'r-2' };
    const elsewhere = { ...PENDING, account: 'alerts' };
    const ids = [PENDING, ACCEPTED, again, other, elsewhere].map((record) => eventOf(record).id);
    expect(new Set(ids).size).toBe(5);
  });

  it('tells no hash', () => {
    expect(JSON.stringify(eventOf(ACCEPTED))).not.toContain('canary');
  });
});

describe('CallEvents', () => {
  it('delivers after whoever caused the step was answered, in order', async () => {
    const events = new CallEvents();
    const seen: string[] = [];
    events.stream.subscribe(({ type }) => seen.push(type));
    events.publish(PENDING, null);
    events.publish(ACCEPTED, null);
    await Promise.resolve();
    expect(seen).toEqual([]);
    await nextTurn();
    expect(seen).toEqual(['pending', 'accepted']);
  });

  it('tells everybody who listens, and who came later only what came later', async () => {
    const events = new CallEvents();
    const early: CallEvent[] = [];
    const late: CallEvent[] = [];
    events.stream.subscribe((event) => early.push(event));
    events.publish(PENDING, null);
    await nextTurn();
    events.stream.subscribe((event) => late.push(event));
    events.publish(ACCEPTED, null);
    await nextTurn();
    expect(early.map(({ type }) => type)).toEqual(['pending', 'accepted']);
    expect(late.map(({ type }) => type)).toEqual(['accepted']);
  });

  it('reads no record while nobody listens', () => {
    const events = new CallEvents();
    expect(() => events.publish({ ...PENDING, history: [] }, null)).not.toThrow();
    events.stream.subscribe().unsubscribe();
    expect(() => events.publish({ ...PENDING, history: [] }, null)).not.toThrow();
  });

  it('completes when it is closed, and says nothing after that', async () => {
    const events = new CallEvents();
    const seen: string[] = [];
    events.stream.subscribe({ next: ({ type }) => seen.push(type), complete: () => seen.push('complete') });
    events.publish(PENDING, null);
    events.close();
    events.publish(ACCEPTED, null);
    await nextTurn();
    expect(seen.filter((word) => word === 'complete')).toEqual(['complete']);
    expect(seen.at(-1)).toBe('complete');
  });
});
