import 'reflect-metadata';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { EsmsVoiceModule, EsmsVoiceService, InMemoryCallJournal } from 'nestjs-esms-voice';
import {
  EsmsDispatcher,
  EsmsDispatchModule,
  InProcessDispatchQueue,
  type DispatchWork,
  type JobVerdict,
  type TakenJob,
} from 'nestjs-esms-voice/dispatch';
import { EsmsSimulator, type FaultRule } from 'nestjs-esms-voice/testing';
import { scaled } from '../support/scale.js';
import { until } from '../support/until.js';

const CALLS = scaled(150, 3_000);
const FAULTS: readonly FaultRule['fault'][] = [
  { kind: 'reset' },
  { kind: 'drop' },
  { kind: 'html' },
  { kind: 'status', status: 503 },
  { kind: 'delay', delayMs: 60 },
  { kind: 'code', code: '160' },
];

/** Hands each job to two workers at once. */
class TwiceQueue extends InProcessDispatchQueue {
  override start(work: DispatchWork): void {
    const run = async (job: TakenJob): Promise<JobVerdict> => {
      const verdicts = await Promise.all([work.run(job), work.run(job)]);
      return verdicts.find((verdict) => verdict !== 'done') ?? 'done';
    };
    super.start({ ...work, run });
  }
}

let simulator: EsmsSimulator;
let module: TestingModule;

beforeEach(async () => {
  simulator = await EsmsSimulator.start({ seed: 7, answerAfterMs: 60_000, balance: 1e12 });
  const rules = FAULTS.flatMap((fault) =>
    (['before-accept', 'after-accept'] as const)
      .filter((when) => fault.kind !== 'code' || when === 'before-accept')
      .map((when) => ({ when, fault, probability: 0.03 })),
  );
  simulator.setFaults({ rules });
  const imports = [
    EsmsVoiceModule.forRoot({
      apiKey: simulator.apiKey,
      secretKey: simulator.secretKey,
      restUrl: simulator.restUrl,
      timeoutMs: 150,
      retryDelayMs: 5,
      maxAttempts: 2,
      breaker: { failureRatio: 1 },
      journal: new InMemoryCallJournal(CALLS),
      settlement: { enabled: false },
    }),
    EsmsDispatchModule.forRoot({ queue: new TwiceQueue(), maxRuns: 5, retryDelayMs: 20, maxRetryDelayMs: 20 }),
  ];
  module = await (await Test.createTestingModule({ imports }).compile()).init();
});

afterEach(async () => {
  await module.close();
  await simulator.stop();
});

it('a job that runs twice at once, whatever fails on the wire, rings once', async () => {
  const dispatcher = module.get(EsmsDispatcher);
  const ids = Array.from({ length: CALLS }, (_, n) => `r-${n}`);
  await dispatcher.enqueue(
    ids.map((requestId) => ({ kind: 'otp' as const, phone: '0901888484', content: '686868', requestId })),
  );
  await until(async () => {
    const { waiting, delayed, running } = await dispatcher.counts();
    return waiting + delayed + running === 0;
  }, 60_000);
  const placed = new Map(simulator.calls().map((call) => [call.requestId, call.placed]));
  const found = await Promise.all(ids.map((id) => module.get(EsmsVoiceService).getCall(id)));
  const wrong = found.filter((call) => {
    const rings = placed.get(call!.requestId) ?? 0;
    if (call!.state === 'accepted') return rings !== 1;
    return call!.state === 'unknown' ? rings > 1 : rings !== 0;
  });
  expect(wrong.map((call) => [call!.requestId, call!.state, placed.get(call!.requestId)])).toEqual([]);
  expect(found.filter((call) => call!.state === 'accepted').length).toBeGreaterThan(CALLS * 0.9);
}, 90_000);
