import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { METRICS } from '../../libs/esms-voice/src/opentelemetry/metric-table.js';
import { InMemoryCallJournal } from 'nestjs-esms-voice';
import { MeteredHost, type Series } from '../support/metered-host.js';
import { until } from '../support/until.js';

const DELIVERED = 'SMSID=&SendFailed=0&SendStatus=5&SendSuccess=1&TotalPrice=850.0000&RequestId=&TypeId=8';
const FAILED = 'SMSID=&SendFailed=1&SendStatus=5&SendSuccess=0&TotalPrice=0.0000&RequestId=&TypeId=8';

const hosts: MeteredHost[] = [];
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.stop())));

async function start(...parts: Parameters<typeof MeteredHost.start>): Promise<MeteredHost> {
  const host = await MeteredHost.start(...parts);
  hosts.push(host);
  return host;
}

const of = (series: readonly Series[], { name }: { name: string }): (readonly [object, number])[] =>
  series.filter(({ metric }) => metric === name).map(({ labels, value }) => [labels, value] as const);

const place = ({ voice }: MeteredHost, requestId: string, phone = '0901888484'): Promise<unknown> =>
  voice.createOtpCall({ phone, content: '686868', requestId }).catch(() => null);

describe('metrics', () => {
  it('count calls by their steps, attempts by outcome and code, and callbacks by what they did', async () => {
    const host = await start();
    await place(host, 'r-1', '0961234567');
    await host.report('r-1', DELIVERED);
    await host.report('r-1', DELIVERED);
    host.recorder.refuseNext('108');
    await place(host, 'r-2');
    host.recorder.refuseNext('9876');
    await place(host, 'r-3');
    host.recorder.confuseNext();
    await place(host, 'r-4');

    const series = await host.series();
    const base = { account: 'default', kind: 'otp' };
    const viettel = { ...base, reason: 'none', carrier: 'viettel' };
    expect(of(series, METRICS.calls)).toEqual(
      expect.arrayContaining([
        [{ ...viettel, state: 'pending' }, 1],
        [{ ...viettel, state: 'accepted' }, 1],
        [{ ...viettel, state: 'delivered' }, 1],
        [{ ...base, state: 'rejected', reason: 'refused', carrier: 'mobifone' }, 2],
        [{ ...base, state: 'unknown', reason: 'none', carrier: 'mobifone' }, 1],
      ]),
    );
    expect(of(series, METRICS.attempts)).toEqual([
      [{ ...base, outcome: 'accepted', code: '100' }, 1],
      [{ ...base, outcome: 'refused', code: '108' }, 1],
      [{ ...base, outcome: 'refused', code: 'other' }, 1],
      [{ ...base, outcome: 'unknown', code: 'none' }, 1],
    ]);
    expect(of(series, METRICS.callbacks)).toEqual([
      [{ account: 'default', result: 'moved' }, 1],
      [{ account: 'default', result: 'duplicate' }, 1],
    ]);
    for (const time of [METRICS.timeToAccept, METRICS.timeToFinal]) expect(of(series, time)).toEqual([[base, 1]]);
    expect(of(series, METRICS.timeToRing)).toEqual([[{ ...base, carrier: 'viettel' }, 1]]);
    expect(of(series, METRICS.inFlight)).toEqual([[{ account: 'default' }, 0]]);
    expect(of(series, METRICS.breakerOpen)).toEqual([
      [{ account: 'default', host: 'rest' }, 0],
      [{ account: 'default', host: 'voice' }, 0],
    ]);
    expect(of(series, METRICS.carrierAnswerRate)).toEqual([[{ carrier: 'viettel', hour: 'last' }, 1]]);
  });

  it('tell the balance where it is watched, the queue, and what verification decides', async () => {
    const host = await start({ balance: { belowCalls: 100 } });
    await until(() => host.voice.balanceState?.balance !== null);
    await host.dispatcher.pause();
    await host.dispatcher.enqueue({ kind: 'otp', phone: '0901888484', content: '1', requestId: 'q-1' });
    await host.verification.start({ phone: '0901888485', purpose: 'login' });
    await host.verification.start({ phone: '0901888485', purpose: 'login' });
    await new Promise((resolve) => setImmediate(resolve));

    const series = await host.series();
    const account = 'default';
    expect(of(series, METRICS.balance)).toEqual([[{ account }, 1_000_000]]);
    expect(of(series, METRICS.balanceLow)).toEqual([[{ account }, 0]]);
    expect(of(series, METRICS.dispatchPaused)).toEqual([[{ account }, 1]]);
    expect(of(series, METRICS.dispatchJobs)).toContainEqual([{ account, state: 'waiting' }, 1]);
    expect(of(series, METRICS.verification)).toEqual([
      [{ decision: 'called', rule: 'none' }, 1],
      [{ decision: 'waited', rule: 'number-cooldown' }, 1],
    ]);
  });

  it('say that the breaker holds attempts back', async () => {
    const host = await start({ breaker: { minAttempts: 2, failureRatio: 0.5, windowMs: 10_000, openMs: 60_000 } });
    for (const id of ['r-1', 'r-2']) {
      host.recorder.confuseNext();
      await place(host, id);
    }
    expect(host.voice.breakers).toEqual({ rest: 'open', voice: 'closed' });
    expect(of(await host.series(), METRICS.breakerOpen)).toContainEqual([{ account: 'default', host: 'rest' }, 1]);
  });

  it('are as many after 10,000 numbers as before', async () => {
    const host = await start({ journal: new InMemoryCallJournal(20_000) });
    const call = async (n: number): Promise<void> => {
      const phone = `0${['96', '90', '91', '92', '99', '87', '55'][n % 7]}${String(1_000_000 + n)}`;
      if (n % 5 === 0) host.recorder.refuseNext(String(100 + (n % 900)));
      await place(host, `r-${n}`, phone);
      if (n % 5 > 0) await host.report(`r-${n}`, n % 2 ? DELIVERED : FAILED);
    };
    for (let n = 0; n < 9_000; n += 1) await call(n);
    const before = await host.series();
    for (let n = 9_000; n < 10_000; n += 1) await call(n);
    const after = await host.series();
    expect(after.length).toBe(before.length);
    expect(after.length).toBeLessThan(250);
    const told = JSON.stringify(after.map(({ labels }) => labels));
    expect(told).not.toMatch(/\d{7}|r-\d|\*\*/);
    const known = new Set<string>(Object.values(METRICS).map(({ name }) => name));
    const labelsOf = new Map<string, readonly string[]>(
      Object.values(METRICS).map(({ name, labels }) => [name, labels]),
    );
    for (const { metric, labels } of after) {
      expect(known).toContain(metric);
      expect(Object.keys(labels).toSorted()).toEqual(labelsOf.get(metric)!.toSorted());
    }
  }, 60_000);
});
