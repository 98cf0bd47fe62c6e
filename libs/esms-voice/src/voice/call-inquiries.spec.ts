import 'reflect-metadata';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { AskedGateway } from '../../../../test/support/asked-gateway.js';
import {
  accept,
  answerCode,
  answerWith,
  GatewayServer,
  reset,
  stayMute,
  type AnswerRequest,
} from '../../../../test/support/gateway-server.js';
import { until } from '../../../../test/support/until.js';
import {
  CallNotFoundError,
  EsmsVoiceError,
  EsmsVoiceModule,
  EsmsVoiceService,
  GatewayRefusedError,
  GatewayUnreachableError,
  InMemoryCallJournal,
  InvalidInputError,
  toHttpError,
  type EsmsVoiceOptions,
  type SentCall,
} from '../index.js';

const CALL = { phone: '0901888484', content: '686868', requestId: 'r-1' };
const REST = { CodeResponse: '100', SMSID: 'sms-1', SendStatus: 5, SendSuccess: 1, SendFailed: 0, TotalPrice: 850 };
const WINDOW = { from: new Date('2026-07-01T00:00:00Z'), to: new Date('2026-07-02T00:00:00Z') };

let placing: GatewayServer;
let gateway: AskedGateway;
let store: InMemoryCallJournal;
let module: TestingModule;
let voice: EsmsVoiceService;

/** Calls are placed at one server and asked about at another. */
async function boot(options: Partial<EsmsVoiceOptions> = {}): Promise<void> {
  const base = { apiKey: 'canary-api-key', secretKey: 'canary-secret-key', retryDelayMs: 0, journal: store };
  const hosts = { restUrl: `${gateway.server.url}/rest`, voiceUrl: `${gateway.server.url}/voice` };
  const quick = { timeoutMs: 300, settlement: { enabled: false, perSecond: 1_000 } };
  const imports = [EsmsVoiceModule.forRoot({ ...base, ...hosts, ...quick, ...options })];
  module = await Test.createTestingModule({ imports }).compile();
  voice = module.get(EsmsVoiceService);
  voice.http.axiosRef.interceptors.request.use((config) => {
    if (config.url!.includes('/SendMultipleMessage')) config.url = placing.url;
    return config;
  });
}

beforeEach(async () => {
  placing = await GatewayServer.start();
  gateway = await AskedGateway.start();
  store = new InMemoryCallJournal();
  await boot();
});

afterEach(async () => {
  await module.close();
  await gateway.stop();
  await placing.stop();
});

const record = async (requestId = 'r-1') => (await store.find({ account: 'default', requestId }))!;

const failureOf = (call: Promise<unknown>): Promise<EsmsVoiceError> =>
  call.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error as EsmsVoiceError,
  );

const row = (n: number, change: object = {}) => ({
  ReferenceId: `sms-${n}`,
  Phone: '0901888484',
  Content: 'canary-content',
  Campaign: 'login',
  SellPrice: 850,
  SendStatus: 5,
  SendResult: 1,
  SentTime: '/Date(1782864000000+0700)/',
  ...change,
});

/** A list of so many calls, page by page. */
const listOf =
  (count: number, change: object = {}): AnswerRequest =>
  (response, n, request) => {
    const { Page } = JSON.parse(request.body) as { Page: number };
    const SentData = Array.from({ length: Math.min(100, Math.max(0, count - (Page - 1) * 100)) }, (_, i) =>
      row((Page - 1) * 100 + i, change),
    );
    answerWith({ CodeResult: '100', CountTotal: count, SentData })(response, n, request);
  };

async function readAll(calls: AsyncIterable<SentCall>): Promise<SentCall[]> {
  const all: SentCall[] = [];
  for await (const call of calls) all.push(call);
  return all;
}

/** How each way of asking fails, and what it asks. */
const INQUIRIES = {
  getCallStatus: () => voice.getCallStatus({ callId: 'sms-1' }),
  getReceivers: () => voice.getReceivers({ callId: 'sms-1' }),
  listSentCalls: () => readAll(voice.listSentCalls(WINDOW)),
  findCall: () => voice.findCall({ ...WINDOW, phone: CALL.phone }),
};

describe.each(Object.entries(INQUIRIES))('%s', (_, ask) => {
  const answerAll = (answer: AnswerRequest): void => {
    Object.assign(gateway.answers, { rest: answer, voice: answer, list: answer, receivers: answer });
  };

  it.each([
    ['101', 503],
    ['140', 503],
    ['9001', 502],
  ])('fails where the gateway refuses the question with %s', async (code, status) => {
    answerAll(answerWith({ CodeResult: code, ErrorMessage: 'canary 0901888484' }));
    const error = await failureOf(ask());
    expect(error).toBeInstanceOf(GatewayRefusedError);
    expect(error).toMatchObject({ gatewayCode: code });
    expect(toHttpError(error).statusCode).toBe(status);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/canary|0901888484/);
  });

  it.each([
    ['hangs up', reset],
    ['does not answer in time', stayMute],
    ['answers HTML', answerWith('<html>canary</html>', 500)],
  ])('fails where the gateway %s', async (_what, answer) => {
    answerAll(answer);
    const error = await failureOf(ask());
    expect(error).toBeInstanceOf(GatewayUnreachableError);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/canary|0901888484/);
  });

  it('fails at once when the application is stopping', async () => {
    await module.close();
    await boot({ timeoutMs: 5_000 });
    answerAll(stayMute);
    const asking = failureOf(ask());
    await until(() => gateway.asked.length === 1);
    const startedAt = performance.now();
    await voice.beforeApplicationShutdown();
    expect(await asking).toBeInstanceOf(GatewayUnreachableError);
    expect(await failureOf(ask())).toBeInstanceOf(GatewayUnreachableError);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(gateway.asked).toHaveLength(1);
  });
});

describe('getCallStatus', () => {
  it('asks by the request id, and writes the answer into the journal', async () => {
    await voice.createOtpCall(CALL);
    gateway.answers.rest = answerWith(REST);
    const status = await voice.getCallStatus({ requestId: 'r-1' });
    const { call, ...said } = status;
    expect(said).toEqual({
      callId: 'sms-1',
      known: true,
      host: 'rest',
      standing: { state: 'delivered', reason: null },
      price: 850,
      durationSeconds: null,
      pressedKey: null,
    });
    expect(call).toMatchObject({ requestId: 'r-1', state: 'delivered', price: 850, phone: '090****484' });
    expect(await voice.getCall('r-1')).toEqual(call);
  });

  it('asks by the call id, in whatever case; of a call of ours as by its request id', async () => {
    await voice.createOtpCall(CALL);
    gateway.answers.rest = answerWith(REST);
    expect(await voice.getCallStatus({ callId: ' SMS-1 ' })).toMatchObject({ known: true, call: { requestId: 'r-1' } });
    expect(gateway.asked).toEqual(['rest sms-1']);
    expect((await record()).state).toBe('delivered');
  });

  it('asks about a call that the journal never saw, and writes nothing', async () => {
    gateway.answers.voice = answerWith({
      CodeResponse: '100',
      SendStatus: 5,
      SentResult: 0,
      CallStatus: 'NOANSWERED',
      CallDuration: 0,
      Ivr: '',
    });
    expect(await voice.getCallStatus({ callId: 'other-1' })).toEqual({
      callId: 'other-1',
      known: true,
      host: 'voice',
      standing: { state: 'undelivered', reason: 'no-answer' },
      price: null,
      durationSeconds: 0,
      pressedKey: null,
      call: null,
    });
    expect((await voice.listCalls()).items).toEqual([]);
  });

  it('says that the gateway knows nothing of it: no proof of anything', async () => {
    await voice.createOtpCall(CALL);
    expect(await voice.getCallStatus({ requestId: 'r-1' })).toMatchObject({
      callId: 'sms-1',
      known: false,
      host: null,
      standing: null,
      call: { state: 'accepted' },
    });
  });

  it('is no reason for settlement to ask before the earliest time allowed', async () => {
    await voice.createOtpCall(CALL);
    const { askAt } = await record();
    await voice.getCallStatus({ requestId: 'r-1' });
    expect((await record()).askAt).toEqual(askAt);
    const sendAt = new Date(Date.now() + 86_400_000);
    await voice.createOtpCall({ ...CALL, requestId: 'r-2', sendAt });
    await voice.getCallStatus({ requestId: 'r-2' });
    expect((await record('r-2')).askAt).toEqual(new Date(sendAt.getTime() + 120_000));
  });

  it('moves no call that is being placed, unless the gateway says so', async () => {
    placing.answer = (response, count, request) => void setTimeout(() => accept(response, count, request), 150);
    const placed = voice.createOtpCall(CALL);
    await until(() => placing.requests.length === 1);
    gateway.answers.list = listOf(0);
    expect(await voice.getCallStatus({ requestId: 'r-1' })).toMatchObject({ known: false, call: { state: 'pending' } });
    gateway.answers.list = listOf(1, { Content: CALL.content, SendStatus: 7 });
    expect(await voice.getCallStatus({ requestId: 'r-1' })).toMatchObject({ call: { state: 'dialing' } });
    expect(await placed).toEqual({ requestId: 'r-1', callId: 'sms-0', state: 'dialing' });
  });

  it('finds a call whose id was lost in the list', async () => {
    placing.answer = reset;
    await voice.createOtpCall({ ...CALL, campaignId: ' login ' }).catch(() => null);
    gateway.answers.list = listOf(1, { Content: CALL.content });
    expect(await voice.getCallStatus({ requestId: 'r-1' })).toMatchObject({
      callId: 'sms-0',
      known: true,
      call: { state: 'delivered', callId: 'sms-0' },
    });
  });

  it('fails where no call has the request id: 404', async () => {
    const error = await failureOf(voice.getCallStatus({ requestId: 'r-9' }));
    expect(error).toBeInstanceOf(CallNotFoundError);
    expect(toHttpError(error).statusCode).toBe(404);
    expect(gateway.asked).toEqual([]);
  });

  it.each([[''], [' '], ['x'.repeat(129)], [null], [undefined], [{}]])('refuses %j for a call id', async (callId) => {
    const reference = { callId: callId as string };
    await expect(voice.getCallStatus(reference)).rejects.toThrow(InvalidInputError);
    await expect(voice.getReceivers(reference)).rejects.toThrow(InvalidInputError);
    expect(gateway.asked).toEqual([]);
  });

  it('is asked no faster than settlement may, for calls that are known', async () => {
    await module.close();
    await boot({ settlement: { enabled: false, perSecond: 25 } });
    await voice.createOtpCall(CALL);
    const startedAt = performance.now();
    await Promise.all([1, 2, 3].map(() => voice.getCallStatus({ requestId: 'r-1' })));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(75);
  });
});

describe('getReceivers', () => {
  const answer = answerWith({
    CodeResult: '100',
    ReceiverList: [{ IsSent: true, NetworkName: 'Viettel', Phone: '0901888484', Retry: 0, SentResult: true }],
  });

  it('tells of the numbers, masked', async () => {
    await voice.createOtpCall(CALL);
    gateway.answers.receivers = answer;
    const receivers = [{ phone: '090****484', network: 'Viettel', sent: true, succeeded: true, retries: 0 }];
    expect(await voice.getReceivers({ requestId: 'r-1' })).toEqual(receivers);
    expect(await voice.getReceivers({ callId: ' other ' })).toEqual(receivers);
    expect(gateway.asked).toEqual(['receivers sms-1', 'receivers other']);
  });

  it('tells of none where the gateway knows none, or no id is known to ask by', async () => {
    await voice.createOtpCall(CALL);
    expect(await voice.getReceivers({ requestId: 'r-1' })).toEqual([]);
    placing.answer = reset;
    await voice.createOtpCall({ ...CALL, requestId: 'r-2' }).catch(() => null);
    expect(await voice.getReceivers({ requestId: 'r-2' })).toEqual([]);
    expect(gateway.asked).toEqual(['receivers sms-1']);
  });

  it('fails where no call has the request id', async () => {
    await expect(voice.getReceivers({ requestId: 'r-9' })).rejects.toThrow(CallNotFoundError);
  });
});

describe('listSentCalls', () => {
  it('gives every call of every page, the number masked and the content left out', async () => {
    gateway.answers.list = listOf(205);
    const calls = await readAll(voice.listSentCalls(WINDOW));
    expect(calls.map(({ callId }) => callId)).toEqual(Array.from({ length: 205 }, (_, n) => `sms-${n}`));
    expect(calls[0]).toEqual({
      callId: 'sms-0',
      phone: '090****484',
      campaignId: 'login',
      price: 850,
      sentAt: new Date('2026-07-01T00:00:00Z'),
      standing: { state: 'delivered', reason: null },
    });
    expect(gateway.asked).toEqual(['list 1', 'list 2', 'list 3']);
    expect(JSON.stringify(calls)).not.toMatch(/canary|0901888484/);
  });

  it('asks for nothing before the first call is wanted, and for no page more than is read', async () => {
    gateway.answers.list = listOf(1_000);
    const calls = voice.listSentCalls(WINDOW);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(gateway.asked).toEqual([]);
    const read: SentCall[] = [];
    for await (const call of calls) if (read.push(call) === 101) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(gateway.asked).toEqual(['list 1', 'list 2']);
    expect(await calls.next()).toEqual({ done: true, value: undefined });
  });

  it('fails at the page that does not come, after all before it', async () => {
    gateway.answers.list = (response, n, request) => (n === 2 ? reset : listOf(300))(response, n, request);
    const read: SentCall[] = [];
    const reading = (async () => {
      for await (const call of voice.listSentCalls(WINDOW)) read.push(call);
    })();
    await expect(reading).rejects.toThrow(GatewayUnreachableError);
    expect(read).toHaveLength(100);
  });

  it.each([
    [{ from: WINDOW.to, to: WINDOW.from }, 'from must not be after to'],
    [{ ...WINDOW, to: new Date('2026-08-02T00:00:00Z') }, 'from and to must be at most 31 days apart'],
    [{ ...WINDOW, to: new Date(NaN) }, 'from and to must be dates'],
    [{ ...WINDOW, from: '2026-07-01' }, 'from and to must be dates'],
    [{}, 'from and to must be dates'],
  ])('refuses %j', async (window, problem) => {
    const error = await failureOf(readAll(voice.listSentCalls(window as never)));
    expect(error).toMatchObject({ problems: [problem] });
    expect(await failureOf(voice.findCall({ ...(window as typeof WINDOW), phone: '1' }))).toMatchObject({
      problems: [expect.stringContaining('phone'), problem],
    });
    expect(gateway.asked).toEqual([]);
  });

  it('takes a window of a moment, and one of 31 days', async () => {
    gateway.answers.list = listOf(0);
    for (const to of [WINDOW.from, new Date('2026-08-01T00:00:00Z')]) {
      expect(await readAll(voice.listSentCalls({ ...WINDOW, to }))).toEqual([]);
    }
  });
});

describe('findCall', () => {
  const list = (...rows: object[]): void => {
    gateway.answers.list = answerWith({ CodeResult: '100', CountTotal: rows.length, SentData: rows });
  };
  const find = (query: object = {}) => voice.findCall({ ...WINDOW, phone: '+84 901 888 484', ...query });

  it('finds the one call of a number, in any spelling', async () => {
    list(row(1, { Phone: '84901888484' }), row(2, { Phone: '0901888485' }), row(3, { Phone: 'x' }));
    const { callId, candidates } = await find();
    expect(callId).toBe('sms-1');
    expect(candidates).toMatchObject([{ callId: 'sms-1', phone: '849*****484' }]);
    expect(JSON.stringify(candidates)).not.toContain('canary');
  });

  it('names the candidates and no call id where several fit, or none does', async () => {
    list(row(1), row(2, { Campaign: 'other' }), row(3, { Content: '1' }));
    expect((await find()).candidates.map(({ callId }) => callId)).toEqual(['sms-1', 'sms-2', 'sms-3']);
    expect((await find()).callId).toBeNull();
    list();
    expect(await find()).toEqual({ callId: null, candidates: [] });
  });

  it('tells them apart by content and campaign', async () => {
    list(row(1), row(2, { Campaign: 'other ' }), row(3, { Content: '1' }));
    expect((await find({ content: '1' })).callId).toBe('sms-3');
    expect((await find({ campaignId: ' other' })).callId).toBe('sms-2');
    expect((await find({ campaignId: 'login', content: 'canary-content' })).callId).toBe('sms-1');
    expect((await find({ campaignId: 'none' })).candidates).toEqual([]);
  });

  it('counts a call that came twice once, and never names a call without an id', async () => {
    list(row(1), row(1, { ReferenceId: 'SMS-1 ' }));
    expect((await find()).callId).toBe('sms-1');
    list(row(1, { ReferenceId: '' }));
    expect(await find()).toMatchObject({ callId: null, candidates: [{ callId: null }] });
  });

  it('knows nothing where the gateway says 105', async () => {
    expect(await find()).toEqual({ callId: null, candidates: [] });
  });
});

describe('giveUp', () => {
  it('makes a call unknown, and has nobody ask about it any more', async () => {
    await voice.createOtpCall(CALL);
    const call = await voice.giveUp('r-1');
    expect(call).toMatchObject({ state: 'unknown', reason: null, callId: 'sms-1' });
    expect(call.history.at(-1)).toMatchObject({ state: 'unknown', source: 'service' });
    expect((await record()).askAt).toBeNull();
    expect((await voice.giveUp('r-1')).history).toEqual(call.history);
    await voice.getCallStatus({ requestId: 'r-1' });
    expect((await record()).askAt).toBeNull();
  });

  it('leaves what is final, or in the sandbox, as it is', async () => {
    await voice.createOtpCall({ ...CALL, sandbox: true });
    const before = await record();
    expect(await voice.giveUp('r-1')).toMatchObject({ state: 'accepted' });
    expect(await record()).toBe(before);
    placing.answer = answerCode('108');
    await voice.createOtpCall({ ...CALL, requestId: 'r-2' }).catch(() => null);
    expect(await voice.giveUp('r-2')).toMatchObject({ state: 'rejected', reason: 'refused' });
  });

  it('fails where no call has the request id', async () => {
    await expect(voice.giveUp('r-9')).rejects.toThrow(CallNotFoundError);
  });

  // The gateway knows the id for 24 hours: the repeat meets the echo of the first attempt, and nothing rings twice.
  it('lets the same request be repeated, which finds the call again and is asked about again', async () => {
    await voice.createOtpCall(CALL);
    await voice.giveUp('r-1');
    placing.answer = answerCode('124');
    expect(await voice.createOtpCall(CALL)).toEqual({ requestId: 'r-1', callId: 'sms-1', state: 'accepted' });
    expect((await record()).askAt).toEqual((await record()).askFrom);
    gateway.answers.rest = answerWith(REST);
    expect(await voice.getCallStatus({ requestId: 'r-1' })).toMatchObject({ call: { state: 'delivered' } });
  });

  it('of a call whose attempt is under way: its 100 counts, and the call is asked about again', async () => {
    placing.answer = (response, count, request) => void setTimeout(() => accept(response, count, request), 100);
    const placed = voice.createOtpCall(CALL);
    await until(() => placing.requests.length === 1);
    expect((await voice.giveUp('r-1')).state).toBe('unknown');
    expect(await placed).toMatchObject({ state: 'accepted', callId: 'sms-1' });
    expect((await record()).askAt).not.toBeNull();
  });
});

describe('settlement of a running application', () => {
  const quick = { intervalMs: 10, perSecond: 1_000 };

  /** Places calls whose time has come, and starts the application. */
  async function start(options: Partial<EsmsVoiceOptions>, ...requestIds: string[]): Promise<void> {
    await module.close();
    await boot(options);
    const due = { askFrom: new Date(0), askAt: new Date(0) };
    for (const requestId of requestIds) {
      await voice.createOtpCall({ ...CALL, requestId });
      await store.update(await record(requestId), (known) => ({ record: { ...known, ...due }, result: null }));
    }
    await module.init();
  }

  it('asks by itself', async () => {
    gateway.answers.rest = answerWith(REST);
    await start({ settlement: quick }, 'r-1');
    const steps: string[] = [];
    voice.events.subscribe(({ type, source }) => steps.push(`${type} ${source}`));
    await until(() => steps.includes('delivered status'));
    expect(gateway.asked).toEqual(['rest sms-1']);
  });

  it('asks nobody where it is off', async () => {
    await start({ settlement: { ...quick, enabled: false } }, 'r-1');
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(gateway.asked).toEqual([]);
  });

  it('stops in the middle of a question: no other begins, and the call is left to the next process', async () => {
    gateway.answers.rest = stayMute;
    await start({ settlement: { ...quick, perSecond: 1 }, timeoutMs: 5_000 }, 'r-1', 'r-2', 'r-3');
    await until(() => gateway.asked.length === 1);
    const startedAt = performance.now();
    await module.close();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(gateway.asked).toHaveLength(1);
    for (const requestId of ['r-1', 'r-2', 'r-3']) {
      expect((await record(requestId)).state).toBe('accepted');
      expect((await record(requestId)).askAt!.getTime()).toBeLessThanOrEqual(Date.now());
    }
  });
});
