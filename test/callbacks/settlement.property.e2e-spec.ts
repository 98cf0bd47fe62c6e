import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable, type INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import fc from 'fast-check';
import {
  EsmsVoiceError,
  EsmsVoiceModule,
  EsmsVoiceService,
  InMemoryCallJournal,
  OnCallEvent,
  type CallEvent,
  type CallView,
} from 'nestjs-esms-voice';
import { EsmsSimulator, type CallbackFaultRule, type FaultRule } from 'nestjs-esms-voice/testing';
import { freePort } from '../support/free-port.js';
import { scaled } from '../support/scale.js';
import { until } from '../support/until.js';

const RUNS = scaled(8, 120);
const CALLS_A_RUN = 10;
const KEY = { id: 'k1', secret: 'property-property-property-property-0' };
const FINALS = new Set(['delivered', 'undelivered', 'rejected']);

interface PlannedCall {
  /** How the number ends, and so what becomes of the call. */
  readonly ending: '484' | '001' | '002' | '004';
  /** What happens to its reports, one by one. */
  readonly callbacks: readonly Partial<CallbackFaultRule>[];
  /** What happens to its attempts after the gateway has placed it: the answer, and the call id in it, is lost. */
  readonly lostAnswers: number;
}

const plannedCall: fc.Arbitrary<PlannedCall> = fc.record({
  ending: fc.constantFrom('484', '001', '002', '004'),
  callbacks: fc.array(
    fc.constantFrom<Partial<CallbackFaultRule>>(
      { fault: 'drop' },
      { fault: 'drop' },
      { fault: 'duplicate' },
      { fault: 'before-reply' },
      { fault: 'wrong-phone' },
      { fault: 'wrong-id' },
      { fault: 'reorder-late', delayMs: 40 },
    ),
    { maxLength: 2 },
  ),
  lostAnswers: fc.constantFrom(0, 0, 0, 1, 2, 3),
});

/**
 * The voice host is asked once for the reason: the question may be lost, of an early report the host knows nothing yet,
 * and a wrong id is the only one known where the answers with the right one were lost.
 */
function reasonsOf(call: PlannedCall, questions: readonly FaultRule[]): readonly CallView['reason'][] {
  const reason = { '484': null, '001': 'no-answer', '002': 'failed', '004': 'refused' } as const;
  const has = (name: CallbackFaultRule['fault']): boolean => call.callbacks.some(({ fault }) => fault === name);
  const isLost = questions.some(({ kind }) => kind === 'status');
  const mayStayFailed = isLost || has('before-reply') || (has('wrong-id') && call.lostAnswers > 0);
  return call.ending === '001' && mayStayFailed ? ['no-answer', 'failed'] : [reason[call.ending]];
}

/**
 * Questions that come to nothing now and then, in every way. Each that does about doubles the wait for the next one, so six
 * in a row would take a minute; three take some four seconds.
 */
const questionFaults: fc.Arbitrary<FaultRule[]> = fc.array(
  fc.record({
    when: fc.constantFrom('before-accept' as const, 'after-accept' as const),
    kind: fc.constantFrom('status' as const, 'list' as const),
    probability: fc.constant(0.2),
    times: fc.constant(1),
    fault: fc.constantFrom<FaultRule['fault']>(
      { kind: 'reset' },
      { kind: 'html' },
      { kind: 'status', status: 500 },
      { kind: 'code', code: '105' },
      { kind: 'truncate' },
    ),
  }),
  { maxLength: 3 },
);

const events: CallEvent[] = [];
/** Fails at first now and then, so that events come more than once. */
let failing = 0;

@Injectable()
class Handler {
  @OnCallEvent('*')
  note(event: CallEvent): void {
    events.push(event);
    if (failing++ % 7 === 0) throw new Error('not this time');
  }
}

describe('callbacks in any order, with duplicates and losses, and settlement', () => {
  let gateway: EsmsSimulator;
  let apps: INestApplication[];
  let voice: EsmsVoiceService;
  let runs = 0;

  beforeAll(async () => {
    gateway = await EsmsSimulator.start({
      balance: 1e12,
      answerAfterMs: 15,
      statusAfterMs: 5,
      callbackRetryDelaysMs: [5, 5],
      callbackTimeoutMs: 200,
    });
    const port = await freePort();
    const journal = new InMemoryCallJournal();
    // Two processes of one application: they share the journal, and the work of settling.
    apps = await Promise.all([startApp(port, journal), startApp(null, journal)]);
    voice = apps[0]!.get(EsmsVoiceService);
  });

  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await gateway.stop();
  });

  async function startApp(port: number | null, journal: InMemoryCallJournal): Promise<INestApplication> {
    const publicUrl = port === null ? 'none' : `http://127.0.0.1:${port}`;
    const module = EsmsVoiceModule.forRoot({
      apiKey: gateway.apiKey,
      secretKey: gateway.secretKey,
      restUrl: gateway.restUrl,
      voiceUrl: gateway.voiceUrl,
      webhook: { path: 'webhooks/esms' },
      callback: { publicUrl, keys: [KEY] },
      timeoutMs: 300,
      deadlineMs: 700,
      retryDelayMs: 2,
      breaker: { minAttempts: 1_000_000 },
      handlers: { retryDelayMs: 1, maxRetryDelayMs: 2 },
      settlement: { afterDeadlineMs: 60, intervalMs: 25, perSecond: 1_000 },
      journal,
    });
    const testing = await Test.createTestingModule({ imports: [module], providers: [Handler] }).compile();
    const app = testing.createNestApplication(new FastifyAdapter(), { logger: false });
    await (port === null ? app.init() : app.listen(port, '127.0.0.1'));
    return app;
  }

  /** Places the calls of a plan under ids and numbers of their own; resolves to both. */
  async function play(plan: readonly PlannedCall[], questions: readonly FaultRule[]) {
    runs += 1;
    const calls = plan.map((call, index) => ({
      call,
      requestId: `run-${runs}-${index}`,
      phone: `0905${String((runs * CALLS_A_RUN + index) % 1_000).padStart(3, '0')}${call.ending}`,
    }));
    gateway.reset();
    gateway.setFaults({
      seed: runs,
      rules: [
        ...questions,
        ...calls.map(({ call, requestId }) => ({
          requestId,
          times: call.lostAnswers,
          when: 'after-accept' as const,
          fault: { kind: 'drop' as const },
        })),
      ],
      callbackRules: calls.flatMap(({ call, requestId }) =>
        call.callbacks.map((rule) => ({ ...rule, requestId, times: 1 }) as CallbackFaultRule),
      ),
    });
    await Promise.all(
      calls.map(({ phone, requestId }) =>
        voice.createOtpCall({ phone, content: '686868', requestId }).catch((error: unknown) => {
          if (!(error instanceof EsmsVoiceError) || error.code !== 'OUTCOME_UNKNOWN') throw error;
        }),
      ),
    );
    return calls;
  }

  const isFinal = ({ state }: { readonly state: string }): boolean => FINALS.has(state);
  const callOf = async (requestId: string): Promise<CallView> => (await voice.getCall(requestId))!;

  it(
    'end in the state that the ledger says, and every handler hears of every step under one id',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(plannedCall, { minLength: 1, maxLength: CALLS_A_RUN }),
          questionFaults,
          async (plan, questions) => {
            events.length = 0;
            const calls = await play(plan, questions);
            for (const { requestId, call } of calls) {
              await until(async () => isFinal(await callOf(requestId)), 20_000);
              await until(async () => reasonsOf(call, questions).includes((await callOf(requestId)).reason), 5_000);
              expect((await callOf(requestId)).state).toBe(gateway.call(requestId)!.state);
              expect(gateway.call(requestId)!.placed).toBe(1);
            }
            await until(async () => (await Promise.all(calls.map(isHeardOf))).every(Boolean), 5_000);
            const ids = new Map(events.map(({ id, type, requestId }) => [id, `${requestId} ${type}`]));
            for (const { id, type, requestId } of events) expect(ids.get(id)).toBe(`${requestId} ${type}`);
          },
        ),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    scaled(120_000, 900_000),
  );

  /** Whether the handler has heard of each step of the call, and of nothing more. */
  async function isHeardOf({ requestId }: { readonly requestId: string }): Promise<boolean> {
    const { history } = await callOf(requestId);
    const steps = history.flatMap(({ state, conflict }, index) =>
      conflict ? [] : [`default/${requestId}/${index + 1} ${state}`],
    );
    const heard = new Set(
      events.filter((event) => event.requestId === requestId).map(({ id, type }) => `${id} ${type}`),
    );
    return steps.every((step) => heard.has(step)) && heard.size === steps.length;
  }
});
