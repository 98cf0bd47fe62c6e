import { describe, expect, it } from '@jest/globals';
import type { CallState } from 'nestjs-esms-voice';
import type { CallStream } from '../steps/call-stream.js';
import { StepLog } from '../steps/step-log.js';
import { CallStats } from './call-stats.service.js';

const HOUR_MS = 3_600_000;

interface Told {
  readonly requestId?: string;
  readonly states?: readonly CallState[];
  readonly createdAt?: number;
  readonly price?: number | null;
  readonly sandbox?: boolean;
  readonly phone?: string;
}

/** The latest step of a call that has gone through these states, one a second. */
function stepOf(told: Told): string {
  const { requestId = 'r-1', states = ['pending'], createdAt = Date.now() } = told;
  const { price = null, sandbox = false, phone = '090****484' } = told;
  const history = states.map((state, n) => ({ at: new Date(createdAt + n * 1_000), state, source: 'service' }));
  const { at, state } = history.at(-1)!;
  const call = { requestId, state, price, sandbox, phone, history, createdAt: new Date(createdAt) };
  return JSON.stringify({ id: `default/${requestId}/${states.length}`, type: state, requestId, at, call });
}

class Scene {
  readonly log = new StepLog();
  readonly stats = new CallStats({ log: this.log } as CallStream);

  tell(...steps: readonly Told[]): this {
    for (const step of steps) this.log.add(String(this.log.head), stepOf(step));
    return this;
  }
}

const ACCEPTED: Told = { states: ['pending', 'accepted'] };
const DELIVERED: Told = { states: ['pending', 'accepted', 'delivered'], price: 850 };

describe('CallStats', () => {
  it('counts a call once, in its latest state, however often and in whatever order its steps are told', () => {
    const { stats } = new Scene().tell({}, ACCEPTED, ACCEPTED, DELIVERED, DELIVERED, ACCEPTED, {});
    const { states, hours } = stats.read();
    expect(states).toMatchObject({ pending: 0, accepted: 0, delivered: 1 });
    expect(hours).toHaveLength(24);
    expect(hours.at(-1)).toMatchObject({ placed: 1, delivered: 1, undelivered: 0, costVnd: 850 });
  });

  it('counts each call under the hour in which it was placed, and forgets those of a day ago', () => {
    const now = Date.now();
    const { stats } = new Scene().tell(
      { ...DELIVERED, createdAt: now - 2 * HOUR_MS },
      { ...DELIVERED, requestId: 'r-2', createdAt: now - 30 * HOUR_MS },
    );
    expect(stats.read(now).hours.map(({ placed }) => placed)).toEqual([...Array(21).fill(0), 1, 0, 0]);
    expect(stats.read(now + 22 * HOUR_MS).states.delivered).toBe(0);
  });

  it('tells from when on it has seen calls', () => {
    const now = Date.now();
    const { stats } = new Scene().tell({ createdAt: now - HOUR_MS });
    expect(stats.read(now).since).toEqual(new Date(now - HOUR_MS));
    expect(stats.read(now + 24 * HOUR_MS).since).toEqual(new Date(now));
  });

  it('leaves sandbox calls out', () => {
    const { stats } = new Scene().tell({ ...DELIVERED, sandbox: true });
    expect(stats.read().states.delivered).toBe(0);
  });

  it('tells how the subscribers of each carrier answer', () => {
    const missed: Told = { states: ['pending', 'accepted', 'undelivered'], requestId: 'r-2', phone: '098****001' };
    const { stats } = new Scene().tell(DELIVERED, DELIVERED, missed);
    const rates = new Map(stats.read(Date.now() + 2_000).carriers.map((rate) => [rate.carrier, rate]));
    expect(rates.get('mobifone')).toMatchObject({
      answered: 1,
      answerRate: 1,
      timeToRingMs: { p50: expect.anything() },
    });
    expect(rates.get('viettel')).toMatchObject({ answered: 0, unanswered: 1, answerRate: 0, timeToRingMs: null });
    expect(rates.get('itel')).toMatchObject({ answerRate: null, previousAnswerRate: null });
  });
});
