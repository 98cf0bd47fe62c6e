import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';
import { EsmsSimulator, type Fault, type FaultRule } from 'nestjs-esms-voice/testing';

type When = FaultRule['when'];

/** What becomes of a call whose nth attempt meets this: its standing, its attempts, and how often it was placed. */
type Expected = readonly [standing: string, attempts: number, placed: number];

/** An answer that is lost before the gateway did anything: the next attempt places the call. */
const LOST_BEFORE: readonly Expected[] = [
  ['accepted', 2, 1],
  ['accepted', 3, 1],
  ['unknown', 3, 0],
];
/** An answer that is lost after the call was placed: the next attempt meets its echo, 124. */
const LOST_AFTER: readonly Expected[] = [
  ['accepted', 2, 1],
  ['accepted', 3, 1],
  ['unknown', 3, 1],
];
/** An answer that comes through after all. */
const ANSWERED: readonly Expected[] = [
  ['accepted', 1, 1],
  ['accepted', 2, 1],
  ['accepted', 3, 1],
];
const REFUSED: readonly Expected[] = [
  ['rejected/refused', 1, 0],
  ['unknown', 2, 0],
  ['unknown', 3, 0],
];
const BUSY: readonly Expected[] = [
  ['accepted', 2, 1],
  ['accepted', 3, 1],
  ['unknown', 3, 0],
];
/** A false 124: after an unknown attempt it cannot be told from the echo of a placed call. */
const DUPLICATE: readonly Expected[] = [
  ['rejected/duplicate', 1, 0],
  ['accepted', 2, 0],
  ['accepted', 3, 0],
];

const LOST: readonly Fault[] = [
  { kind: 'reset' },
  { kind: 'drop' },
  { kind: 'delay', delayMs: 800 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503, retryAfter: '0' },
  { kind: 'status', status: 429 },
  { kind: 'html' },
  { kind: 'xml' },
  { kind: 'empty' },
  { kind: 'garbage' },
  { kind: 'truncate' },
  { kind: 'truncate', connection: true },
  { kind: 'huge', bytes: 80_000 },
];
const HARMLESS: readonly Fault[] = [
  { kind: 'delay', delayMs: 20 },
  { kind: 'drip', byteEveryMs: 1 },
  { kind: 'wrong-content-type' },
];

const CASES: readonly (readonly [string, Fault, When, readonly Expected[]])[] = [
  ...LOST.map((fault) => [JSON.stringify(fault), fault, 'before-accept', LOST_BEFORE] as const),
  ...LOST.map((fault) => [JSON.stringify(fault), fault, 'after-accept', LOST_AFTER] as const),
  ...HARMLESS.map((fault) => [JSON.stringify(fault), fault, 'after-accept', ANSWERED] as const),
  ['code 103', { kind: 'code', code: '103' }, 'before-accept', REFUSED],
  ['code 999, in no table', { kind: 'code', code: 999 }, 'before-accept', REFUSED],
  ['code 160', { kind: 'code', code: '160' }, 'before-accept', BUSY],
  ['code 124', { kind: 'code', code: '124' }, 'before-accept', DUPLICATE],
  ['code 124 with an SMSID', { kind: 'code', code: '124', callId: true }, 'before-accept', DUPLICATE],
];

describe('the table of ring-once, on the wire', () => {
  let gateway: EsmsSimulator;
  let module: TestingModule;
  let voice: EsmsVoiceService;
  let ids = 0;

  beforeAll(async () => {
    gateway = await EsmsSimulator.start({ answerAfterMs: 3_600_000, balance: 1e12 });
    const { apiKey, secretKey, restUrl } = gateway;
    const limits = {
      timeoutMs: 500,
      deadlineMs: 10_000,
      retryDelayMs: 1,
      maxRetryDelayMs: 1,
      breaker: { minAttempts: 1e6 },
    };
    const imports = [EsmsVoiceModule.forRoot({ apiKey, secretKey, restUrl, ...limits })];
    module = await Test.createTestingModule({ imports }).compile();
    voice = module.get(EsmsVoiceService);
  });

  afterAll(async () => {
    await module.close();
    await gateway.stop();
  });

  /** Places a call under these rules, and tells how it stands and what the ledger says. */
  const place = async (rules: readonly FaultRule[]) => {
    const requestId = `table-${++ids}`;
    gateway.setFaults({ rules: rules.map((rule) => ({ ...rule, requestId })) });
    const call = { phone: '0901888484', content: '686868', requestId };
    const answer = await voice.createOtpCall(call).catch((error: Error) => error);
    const { state, reason } = (await voice.getCall(requestId))!;
    const { placed = 0, requests = 0 } = gateway.call(requestId) ?? {};
    return { answer, found: [reason ? `${state}/${reason}` : state, requests, placed] };
  };

  describe.each(CASES)('%s', (_name, fault, when, expected) => {
    it.each([1, 2, 3])(`${when}, at attempt %i after unknown ones`, async (attempt) => {
      const earlier: FaultRule[] = Array.from({ length: attempt - 1 }, (_, i) => ({
        attempt: i + 1,
        when: 'before-accept',
        fault: { kind: 'html' },
      }));
      const { found } = await place([...earlier, { attempt, when, fault }]);
      expect(found).toEqual(expected[attempt - 1]);
    });
  });

  it('waits for its turn under the same id as long as the gateway is busy', async () => {
    const busy: FaultRule = { attempt: [1, 2, 3], when: 'before-accept', fault: { kind: 'code', code: '160' } };
    const { answer, found } = await place([busy]);
    expect(found).toEqual(['rejected/refused', 3, 0]);
    expect(answer).toMatchObject({ name: 'GatewayRefusedError', gatewayCode: '160' });
  });

  it('takes no 124 for an echo where an earlier try was refused', async () => {
    const rules: FaultRule[] = [
      { attempt: 1, when: 'before-accept', fault: { kind: 'code', code: '160' } },
      { attempt: 2, when: 'before-accept', fault: { kind: 'html' } },
      { attempt: 3, when: 'before-accept', fault: { kind: 'code', code: '124' } },
    ];
    expect((await place(rules)).found).toEqual(['unknown', 3, 0]);
    expect((await place([rules[0]!, { ...rules[2]!, attempt: 2 }])).found).toEqual(['rejected/refused', 2, 0]);
  });

  it('takes an unknown call up again when the same request is repeated, under the same id', async () => {
    const lost: FaultRule = { attempt: [1, 2, 3], when: 'after-accept', fault: { kind: 'reset' } };
    const { answer, found } = await place([lost]);
    expect(found).toEqual(['unknown', 3, 1]);
    const { requestId } = answer as unknown as { requestId: string };
    const call = { phone: '0901888484', content: '686868', requestId };
    await expect(voice.createOtpCall({ ...call, content: '686869' })).rejects.toMatchObject({
      code: 'DUPLICATE_REQUEST',
    });
    await expect(voice.createOtpCall(call)).resolves.toMatchObject({ requestId, state: 'accepted' });
    expect(gateway.call(requestId)).toMatchObject({ requests: 4, placed: 1 });
  });
});
