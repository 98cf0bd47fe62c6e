import { describe, expect, it } from '@jest/globals';
import { listenToSteps } from '../../../../test/support/listen-to-steps.js';
import type { CallFacts, CallRecord } from '../calls/call-record.js';
import { cancel, queuedCall } from '../calls/queued-call.js';
import { amend, move, newCall } from '../calls/transitions.js';
import { toBareCause } from '../errors/bare-cause.js';
import { DuplicateRequestError, JournalUnavailableError, OutcomeUnknownError } from '../errors/errors.js';
import type { Cancellation } from '../gateway/cancellation.js';
import type { WireResult } from '../gateway/wire-result.js';
import { CallJournal } from '../journal/call-journal.js';
import type { Change } from '../journal/call-journal.store.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { endAttempt, REPEAT_HORIZON_MS, startAttempt } from './attempt.transitions.js';
import { openCall } from './open-call.js';
import { DEFAULT_BREAKER } from './circuit-breaker.js';
import { RingOnce } from './ring-once.js';
import type { RingOnceLimits } from './ring-once-limits.js';
import type { Wire } from './run.js';

/** What happens to one attempt on its way. */
const STEPS = ['passes', 'not-sent', 'lost-before', 'lost-after', '103', '160'] as const;
type Step = (typeof STEPS)[number];

const LIMITS: RingOnceLimits = {
  timeoutMs: 1_000,
  deadlineMs: 5_000,
  maxAttempts: 3,
  retryDelayMs: 0,
  maxRetryDelayMs: 0,
  maxRetryAfterMs: 0,
  maxInFlight: 10,
  maxQueued: 10,
  breaker: DEFAULT_BREAKER,
};

/** A loop over one journal, for a host that is not told from others. */
const ring = (journal: CallJournal, limits: RingOnceLimits) => {
  const ringOnce = new RingOnce(journal, limits);
  return {
    place: (record: CallRecord, send: Wire['send'], signal?: AbortSignal) =>
      ringOnce.place(record, { host: 'rest', send }, { signal }),
  };
};

const answered = (code: string, callId: string | null = null): WireResult => ({
  kind: 'answered',
  reply: { code, callId },
  retryAfterMs: null,
});
const NOT_SENT: WireResult = { kind: 'not-sent', cause: toBareCause(new Error('x')) };
const UNKNOWN: WireResult = { kind: 'unknown', cause: null, retryAfterMs: null };

/** A gateway of three lines: a window of ids, and a count of what it placed. */
class ModelGateway {
  placed = 0;
  private used = false;

  constructor(private readonly refusedUsesId: boolean) {}

  answer(step: Step): WireResult {
    if (step === 'not-sent') return NOT_SENT;
    if (step === 'lost-before') return UNKNOWN;
    const reply = this.decide(step);
    return step === 'lost-after' ? UNKNOWN : reply;
  }

  private decide(step: Step): WireResult {
    if (this.used) return answered('124');
    if (step === '103' || step === '160') {
      this.used = this.refusedUsesId;
      return answered(step);
    }
    this.used = true;
    this.placed += 1;
    return answered('100', 'call-1');
  }
}

let ids = 0;

function facts(): CallFacts {
  return {
    account: 'default',
    requestId: `r-${++ids}`,
    kind: 'otp',
    phone: '090****484',
    phoneHash: null,
    requestHash: null,
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: null,
    createdAt: new Date(),
  };
}

async function written(journal: CallJournal, deadlineMs = LIMITS.deadlineMs): Promise<CallRecord> {
  const record = newCall(facts(), new Date(Date.now() + deadlineMs));
  await journal.open(record);
  return record;
}

const inMemory = (): CallJournal => new CallJournal(new InMemoryCallJournal(), listenToSteps());

const standing = ({ state, reason }: CallRecord): string => (reason ? `${state}/${reason}` : state);

describe('RingOnce', () => {
  const plans = STEPS.flatMap((a) => STEPS.flatMap((b) => STEPS.map((c) => [a, b, c] as const)));

  it.each([true, false])(
    'never rings twice in any of the 216 plans (a refused try uses the id up: %s)',
    async (uses) => {
      expect(plans).toHaveLength(216);
      for (const plan of plans) {
        const journal = inMemory();
        const gateway = new ModelGateway(uses);
        let n = 0;
        const send = async () => gateway.answer(plan[n++]!);
        const { record } = await ring(journal, LIMITS).place(await written(journal), send);
        const found = { plan, placed: gateway.placed, state: record.state };
        expect(found).toEqual({ ...found, placed: Math.min(gateway.placed, 1) });
        if (record.state === 'accepted') expect(found).toEqual({ ...found, placed: 1 });
        if (record.state === 'rejected') expect(found).toEqual({ ...found, placed: 0 });
        expect(['accepted', 'rejected', 'unknown']).toContain(record.state);
      }
    },
  );

  it.each<[Step[], string, number]>([
    [['passes'], 'accepted', 1],
    [['103'], 'rejected/refused', 1],
    [['lost-after', 'passes'], 'accepted', 2],
    [['lost-before', 'passes'], 'accepted', 2],
    [['lost-after', '103'], 'accepted', 2],
    [['lost-before', '103'], 'unknown', 2],
    [['160', '160', '160'], 'rejected/refused', 3],
    [['160', 'passes'], 'accepted', 2],
    [['not-sent', 'not-sent', 'not-sent'], 'rejected/not-sent', 3],
    [['not-sent', '160', 'not-sent'], 'rejected/refused', 3],
    [['lost-before', 'not-sent', '160'], 'unknown', 3],
  ])('%s ends %s after %i attempts', async (plan, expected, attempts) => {
    const journal = inMemory();
    const gateway = new ModelGateway(false);
    let n = 0;
    const { record } = await ring(journal, LIMITS).place(await written(journal), async () =>
      gateway.answer(plan[n++]!),
    );
    expect(standing(record)).toBe(expected);
    expect(record.attempts).toHaveLength(attempts);
    expect(n).toBe(attempts);
  });

  it('takes a 124 after a refused try for that try, not for a ring', async () => {
    const journal = inMemory();
    const gateway = new ModelGateway(true);
    const plan: Step[] = ['160', 'passes'];
    let n = 0;
    const placed = await ring(journal, LIMITS).place(await written(journal), async () => gateway.answer(plan[n++]!));
    expect(standing(placed.record)).toBe('rejected/refused');
    expect(gateway.placed).toBe(0);
  });

  it('turns repeating off with one attempt', async () => {
    const journal = inMemory();
    const { record } = await ring(journal, { ...LIMITS, maxAttempts: 1 }).place(
      await written(journal),
      async () => UNKNOWN,
    );
    expect(record.state).toBe('unknown');
    expect(record.attempts).toHaveLength(1);
  });

  it('writes the attempt down before anything is sent', async () => {
    const journal = inMemory();
    const record = await written(journal);
    let seen: CallRecord | null = null;
    await ring(journal, LIMITS).place(record, async () => {
      seen = await journal.find(record);
      return answered('100');
    });
    expect(seen).toMatchObject({ state: 'pending', attempts: [{ result: null }] });
  });

  it('places nothing once a callback has moved the call', async () => {
    const journal = inMemory();
    const record = await written(journal);
    await journal.update(record, (known) => ({
      record: move(known, { state: 'delivered', reason: null }, 'callback', new Date()),
      result: null,
    }));
    let sent = 0;
    const placed = await ring(journal, LIMITS).place(record, async () => {
      sent += 1;
      return answered('100');
    });
    expect(placed).toMatchObject({ settledHere: false, record: { state: 'delivered' } });
    expect(sent).toBe(0);
  });

  it('leaves the state that it finds when a callback was faster than the reply', async () => {
    const journal = inMemory();
    const record = await written(journal);
    const placed = await ring(journal, LIMITS).place(record, async () => {
      await journal.update(record, (known) => ({
        record: move(known, { state: 'undelivered', reason: 'failed' }, 'callback', new Date()),
        result: null,
      }));
      return answered('103');
    });
    expect(placed).toMatchObject({ settledHere: false, record: { state: 'undelivered', reason: 'failed' } });
  });

  it('ends an attempt at its time limit and the call at its deadline', async () => {
    const journal = inMemory();
    const hang = (cancellation: Cancellation) =>
      new Promise<WireResult>((resolve) => cancellation.listen(() => resolve(UNKNOWN)));
    const started = Date.now();
    const limits = { ...LIMITS, timeoutMs: 60, deadlineMs: 150, maxAttempts: 10 };
    const { record } = await ring(journal, limits).place(await written(journal, 150), hang);
    expect(record.state).toBe('unknown');
    expect(record.attempts.length).toBeGreaterThanOrEqual(2);
    expect(record.attempts.length).toBeLessThanOrEqual(4);
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it('gives up at once where the pause would outlast the deadline', async () => {
    const journal = inMemory();
    const limits = { ...LIMITS, maxRetryAfterMs: 60_000 };
    const started = Date.now();
    const { record, retryAfterMs } = await ring(journal, limits).place(await written(journal), async () => ({
      kind: 'answered',
      reply: { code: '160', callId: null },
      retryAfterMs: 30_000,
    }));
    expect(standing(record)).toBe('rejected/refused');
    expect(retryAfterMs).toBe(30_000);
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it('starts no attempt after an abort: before the first, in a pause, under way', async () => {
    const journal = inMemory();
    const slow = { ...LIMITS, retryDelayMs: 60_000, maxRetryDelayMs: 60_000, deadlineMs: 600_000 };
    const before = await ring(journal, LIMITS).place(
      await written(journal),
      async () => answered('100'),
      AbortSignal.abort(),
    );
    expect(standing(before.record)).toBe('rejected/not-sent');
    expect(before.record.attempts).toHaveLength(0);

    const pausing = new AbortController();
    let sent = 0;
    const inPause = ring(journal, slow).place(
      await written(journal, 600_000),
      async () => {
        sent += 1;
        setTimeout(() => pausing.abort(), 20);
        return NOT_SENT;
      },
      pausing.signal,
    );
    expect(standing((await inPause).record)).toBe('rejected/not-sent');
    expect(sent).toBe(1);

    const flying = new AbortController();
    const underWay = await ring(journal, LIMITS).place(
      await written(journal),
      (cancellation) =>
        new Promise<WireResult>((resolve) => {
          cancellation.listen(() => resolve(UNKNOWN));
          flying.abort();
        }),
      flying.signal,
    );
    expect(underWay.record.state).toBe('unknown');
    expect(underWay.record.attempts).toHaveLength(1);
  });

  it('says whether anything was sent when the journal fails', async () => {
    const failing = (calls: number): CallJournal => {
      const store = new InMemoryCallJournal();
      const update = store.update.bind(store);
      let n = 0;
      store.update = (key, change) => (++n > calls ? Promise.reject(new Error('redis://secret')) : update(key, change));
      return new CallJournal(store, listenToSteps());
    };
    const place = async (calls: number) => {
      const journal = failing(calls);
      return ring(journal, LIMITS).place(await written(journal), async () => answered('100'));
    };
    const before = place(0);
    await expect(before).rejects.toThrow(JournalUnavailableError);
    await expect(before).rejects.toMatchObject({ outcome: 'not-sent', cause: { message: 'Error' } });
    const after = place(1);
    await expect(after).rejects.toThrow(OutcomeUnknownError);
    await expect(after).rejects.toMatchObject({ outcome: 'unknown', cause: { code: 'JOURNAL_UNAVAILABLE' } });
  });
});

describe('the same id again', () => {
  const open = (journal: CallJournal, record: CallRecord) => openCall(journal, record, () => true);

  it('is taken up where a crash left the call pending, well after its deadline and not before', async () => {
    const journal = inMemory();
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const crashed = newCall({ ...facts(), requestHash: 'h' }, minutesAgo(3));
    await journal.open(crashed);
    await journal.update(crashed, (record) => startAttempt(record, minutesAgo(4)));
    const reopened = await open(journal, newCall({ ...crashed, createdAt: new Date() }, new Date(Date.now() + 5_000)));
    expect(reopened).toMatchObject({ state: 'pending', attempts: [{ result: null }] });
    // The attempt without a result may have rung: a 124 is its echo.
    const { record } = await ring(journal, LIMITS).place(reopened, async () => answered('124'));
    expect(record.state).toBe('accepted');

    const recent = newCall({ ...facts(), requestHash: 'h' }, minutesAgo(1));
    await journal.open(recent);
    await expect(open(journal, recent)).rejects.toThrow(DuplicateRequestError);
  });

  it('of a call whose outcome is unknown is not said to be unsent when the journal fails', async () => {
    const store = new InMemoryCallJournal();
    const journal = new CallJournal(store, listenToSteps());
    const record = newCall({ ...facts(), requestHash: 'h' }, new Date(Date.now() + 5_000));
    await journal.open(record);
    const first = await ring(journal, { ...LIMITS, maxAttempts: 1 }).place(record, async () => UNKNOWN);
    expect(first.record.state).toBe('unknown');
    const reopened = await open(journal, record);
    store.update = () => Promise.reject(new Error('down'));
    const again = ring(journal, LIMITS).place(reopened, async () => answered('100'));
    await expect(again).rejects.toThrow(OutcomeUnknownError);
  });
});

describe('a call that waits', () => {
  const take = (record: CallRecord): Change<boolean> =>
    record.state === 'queued'
      ? { record: move(record, { state: 'pending', reason: null }, 'service', new Date()), result: true }
      : { record, result: false };

  async function waiting(journal: CallJournal): Promise<CallRecord> {
    const deadlineAt = new Date(Date.now() + LIMITS.deadlineMs);
    return (await journal.open(queuedCall(facts(), deadlineAt, 0))).record;
  }

  it('is taken in the one write that starts its first attempt', async () => {
    const store = new InMemoryCallJournal();
    const journal = new CallJournal(store, listenToSteps());
    const record = await waiting(journal);
    let seen: CallRecord | null = null;
    const send = async () => {
      seen = await store.find(record);
      return answered('100', 'call-1');
    };
    const placed = await new RingOnce(journal, LIMITS).place(record, { host: 'rest', send }, { take });
    expect(seen).toMatchObject({ state: 'pending', attempts: [{ result: null }] });
    expect(placed.record.history.map(({ state }) => state)).toEqual(['queued', 'pending', 'accepted']);
  });

  it('waits on where no attempt may start', async () => {
    const journal = inMemory();
    const record = await waiting(journal);
    const ringOnce = new RingOnce(journal, LIMITS);
    await ringOnce.close();
    const send = () => Promise.reject(new Error('must not be sent'));
    const placed = await ringOnce.place(record, { host: 'rest', send }, { take, isTriedAgain: true });
    expect(placed).toMatchObject({ refusal: 'closing', settledHere: false, record: { state: 'queued', attempts: [] } });
    expect((await journal.find(record))?.history).toHaveLength(1);
  });

  it('is not placed where somebody moved it before the first attempt', async () => {
    const journal = inMemory();
    const record = await waiting(journal);
    await journal.update(record, (known) => ({ record: cancel(known, new Date()), result: null }));
    const send = () => Promise.reject(new Error('must not be sent'));
    const placed = await new RingOnce(journal, LIMITS).place(record, { host: 'rest', send }, { take });
    expect([standing(placed.record), placed.settledHere]).toEqual(['rejected/cancelled', false]);
  });
});

describe('attempts in the journal', () => {
  const at = new Date();
  const started = (n: number): CallRecord => {
    let record = newCall(facts(), at);
    for (let i = 0; i < n; i += 1) record = startAttempt(record, at).record;
    return record;
  };
  const ended = (outcome: 'accepted' | 'refused') => ({ outcome, gatewayCode: null, callId: 'id' });

  it('counts a late 100 whatever its attempt, and no other late answer', () => {
    const record = started(2);
    expect(endAttempt(record, 1, ended('refused'), at)).toEqual({ record, result: null });
    expect(endAttempt(record, 1, ended('accepted'), at).record).toMatchObject({
      state: 'accepted',
      callId: 'id',
    });
    const unknown = move(record, { state: 'unknown', reason: null }, 'service', at);
    expect(endAttempt(unknown, 2, ended('refused'), at)).toEqual({ record: unknown, result: null });
    expect(endAttempt(unknown, 1, ended('accepted'), at).record.state).toBe('accepted');
    const delivered = move(record, { state: 'delivered', reason: null }, 'callback', at);
    const known = { ...delivered, callId: 'other' };
    expect(endAttempt(known, 2, ended('accepted'), at)).toEqual({ record: known, result: null });
  });

  it('keeps the id of a 100 that came after a callback which named none', () => {
    const record = started(1);
    const dialing = move(record, { state: 'dialing', reason: null }, 'callback', at);
    const { record: told, result } = endAttempt(dialing, 1, ended('accepted'), at);
    expect([told.state, told.callId, result]).toEqual(['dialing', 'id', null]);
    expect(endAttempt(dialing, 1, ended('refused'), at)).toEqual({ record: dialing, result: null });
  });

  it('starts none later than 23 hours after the first', () => {
    const record = started(1);
    const in23h = new Date(at.getTime() + REPEAT_HORIZON_MS);
    expect(startAttempt(record, in23h).result).toEqual({ attempt: 2 });
    expect(startAttempt(record, new Date(in23h.getTime() + 1)).result).toEqual({
      attempt: null,
      why: 'horizon',
    });
    expect(startAttempt(amend(record, { attempts: [] }, at), new Date(8e15)).result).toEqual({ attempt: 1 });
  });
});
