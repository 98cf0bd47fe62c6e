import { describe, expect, it } from '@jest/globals';
import { listenToSteps } from '../../../../test/support/listen-to-steps.js';
import type { CallFacts, CallRecord } from '../calls/call-record.js';
import { newCall } from '../calls/transitions.js';
import type { Cancellation } from '../gateway/cancellation.js';
import type { WireResult } from '../gateway/wire-result.js';
import { CallJournal } from '../journal/call-journal.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import type { AttemptEnded, AttemptStarted } from './attempt-hooks.js';
import { DEFAULT_BREAKER } from './circuit-breaker.js';
import type { RingOnceLimits } from './ring-once-limits.js';
import { RingOnce } from './ring-once.js';

const LIMITS: RingOnceLimits = {
  timeoutMs: 1_000,
  deadlineMs: 5_000,
  maxAttempts: 1,
  retryDelayMs: 0,
  maxRetryDelayMs: 0,
  maxRetryAfterMs: 0,
  maxInFlight: 1,
  maxQueued: 1,
  breaker: { ...DEFAULT_BREAKER, minAttempts: 2, openMs: 60_000 },
};
const ACCEPTED: WireResult = { kind: 'answered', reply: { code: '100', callId: 'c' }, retryAfterMs: null };
const UNKNOWN: WireResult = { kind: 'unknown', cause: null, retryAfterMs: null };

let ids = 0;

/** Calls on one journal, placed through one RingOnce. */
function setUp(limits: Partial<RingOnceLimits> = {}, hooks = {}) {
  const journal = new CallJournal(new InMemoryCallJournal(), listenToSteps());
  const ringOnce = new RingOnce(journal, { ...LIMITS, ...limits }, hooks);
  const place = async (
    send: (cancellation: Cancellation) => Promise<WireResult>,
    host = 'rest',
    signal?: AbortSignal,
  ) => {
    const record = await written(journal);
    return ringOnce.place(record, { host, send }, { signal });
  };
  return { ringOnce, place };
}

async function written(journal: CallJournal): Promise<CallRecord> {
  const facts: CallFacts = {
    account: 'default',
    requestId: `gate-${++ids}`,
    kind: 'otp',
    phone: null,
    phoneHash: null,
    requestHash: null,
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: null,
    createdAt: new Date(),
  };
  const record = newCall(facts, new Date(Date.now() + LIMITS.deadlineMs));
  await journal.open(record);
  return record;
}

/** A request that is answered when the test says so. */
function held() {
  let answer!: (result: WireResult) => void;
  const result = new Promise<WireResult>((resolve) => (answer = resolve));
  return { send: () => result, answer };
}

describe('the gate before every attempt', () => {
  it('starts nothing beyond its places and its queue', async () => {
    const { place } = setUp();
    const first = held();
    const running = place(first.send);
    const waiting = place(async () => ACCEPTED);
    await new Promise(setImmediate);
    const refused = await place(async () => ACCEPTED);
    expect(refused).toMatchObject({
      refusal: 'queue-full',
      record: { state: 'rejected', reason: 'not-sent', attempts: [] },
    });
    first.answer(ACCEPTED);
    await expect(running).resolves.toMatchObject({ record: { state: 'accepted' } });
    await expect(waiting).resolves.toMatchObject({ record: { state: 'accepted' } });
  });

  it('gives up a place in the queue when the caller aborts', async () => {
    const { place } = setUp();
    const first = held();
    const running = place(first.send);
    const caller = new AbortController();
    const waiting = place(async () => ACCEPTED, 'rest', caller.signal);
    await new Promise(setImmediate);
    caller.abort();
    await expect(waiting).resolves.toMatchObject({ record: { state: 'rejected', reason: 'not-sent', attempts: [] } });
    first.answer(ACCEPTED);
    await running;
  });

  it('stops at a host that does not answer, and at no other', async () => {
    const { place } = setUp();
    await place(async () => UNKNOWN);
    await place(async () => UNKNOWN);
    const stopped = await place(async () => ACCEPTED);
    expect(stopped).toMatchObject({ refusal: 'breaker-open', record: { state: 'rejected', reason: 'not-sent' } });
    expect(stopped.retryAfterMs).toBeGreaterThan(50_000);
    await expect(place(async () => ACCEPTED, 'voice')).resolves.toMatchObject({ record: { state: 'accepted' } });
  });

  it('does not blame the host for what the caller cut off', async () => {
    const { place } = setUp();
    for (let i = 0; i < 3; i += 1) {
      const caller = new AbortController();
      const hang = (cancellation: Cancellation) =>
        new Promise<WireResult>((resolve) => {
          cancellation.listen(() => resolve(UNKNOWN));
          caller.abort();
        });
      await place(hang, 'rest', caller.signal);
    }
    await expect(place(async () => ACCEPTED)).resolves.toMatchObject({ record: { state: 'accepted' } });
  });

  it('lets no attempt start on shutdown, and the one under way end', async () => {
    const { ringOnce, place } = setUp({ maxAttempts: 3 });
    const first = held();
    const running = place(first.send);
    const waiting = place(async () => ACCEPTED);
    await new Promise(setImmediate);
    const closed = ringOnce.close();
    await expect(waiting).resolves.toMatchObject({ record: { state: 'rejected', reason: 'not-sent', attempts: [] } });
    await expect(place(async () => ACCEPTED)).resolves.toMatchObject({ refusal: 'closing' });
    first.answer(UNKNOWN);
    await expect(running).resolves.toMatchObject({ record: { state: 'unknown', attempts: [{ result: 'unknown' }] } });
    await closed;
  });

  it('tells of every attempt, and does not mind a hook that throws', async () => {
    const seen: (AttemptStarted | AttemptEnded)[] = [];
    const answers = [UNKNOWN, ACCEPTED];
    const hooks = {
      onAttempt: (attempt: AttemptStarted) => seen.push(attempt),
      onOutcome: (attempt: AttemptEnded) => {
        seen.push(attempt);
        throw new Error('a metric');
      },
    };
    const { place } = setUp({ maxAttempts: 3 }, hooks);
    const { record } = await place(async () => answers.shift()!);
    const about = { account: 'default', requestId: record.requestId };
    expect(record.state).toBe('accepted');
    expect(seen).toEqual([
      { ...about, attempt: 1 },
      { ...about, attempt: 1, outcome: 'unknown', gatewayCode: null, errorCode: null, durationMs: expect.any(Number) },
      { ...about, attempt: 2 },
      {
        ...about,
        attempt: 2,
        outcome: 'accepted',
        gatewayCode: '100',
        errorCode: null,
        durationMs: expect.any(Number),
      },
    ]);
  });

  it('leaves a call in the queue the time of an attempt, and does not blame the host for less', async () => {
    const { place } = setUp({ maxInFlight: 1, timeoutMs: 4_900 });
    const first = held();
    const running = place(first.send);
    const started = Date.now();
    const waited = await place(async () => ACCEPTED);
    expect(waited).toMatchObject({ record: { state: 'rejected', reason: 'not-sent', attempts: [] } });
    expect(Date.now() - started).toBeGreaterThan(2_000);
    expect(Date.now() - started).toBeLessThan(4_000);
    first.answer(UNKNOWN);
    await running;
    await place(async () => UNKNOWN);
    await expect(place(async () => ACCEPTED)).resolves.toMatchObject({ refusal: 'breaker-open' });
    const short = setUp({ timeoutMs: 60_000 });
    for (let i = 0; i < 3; i += 1) await short.place(async () => UNKNOWN);
    await expect(short.place(async () => ACCEPTED)).resolves.toMatchObject({ record: { state: 'accepted' } });
  });

  it('blames the host where the deadline leaves an attempt most of its own time', async () => {
    const { place } = setUp({ timeoutMs: LIMITS.deadlineMs + 500 });
    await place(async () => UNKNOWN);
    await place(async () => UNKNOWN);
    await expect(place(async () => ACCEPTED)).resolves.toMatchObject({ refusal: 'breaker-open' });
  });

  it('may be closed by two at once', async () => {
    const { ringOnce, place } = setUp();
    const first = held();
    const running = place(first.send);
    await new Promise(setImmediate);
    const both = [ringOnce.close(), ringOnce.close()];
    first.answer(ACCEPTED);
    await Promise.all([...both, running]);
    await expect(place(async () => ACCEPTED)).resolves.toMatchObject({ refusal: 'closing' });
  });
});
