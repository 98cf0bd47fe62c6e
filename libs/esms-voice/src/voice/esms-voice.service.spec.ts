import 'reflect-metadata';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { freePort } from '../../../../test/support/free-port.js';
import {
  accept,
  answerCode,
  answerWith,
  GatewayServer,
  inTurn,
  reset,
  stayMute,
} from '../../../../test/support/gateway-server.js';
import { until } from '../../../../test/support/until.js';
import {
  CallNotSentError,
  DuplicateRequestError,
  EsmsVoiceError,
  EsmsVoiceModule,
  EsmsVoiceService,
  GatewayRefusedError,
  InMemoryCallJournal,
  InvalidInputError,
  JournalUnavailableError,
  OutcomeUnknownError,
  toHttpError,
  type CallEvent,
  type CreateOtpCallInput,
  type EsmsVoiceOptions,
} from '../index.js';

const KEYS = { apiKey: 'canary-api-key', secretKey: 'canary-secret-key' };
const CALLBACK_SECRET = 'canary-callback-secret-0123456789';
const CALL = { phone: '0901888484', content: 'canary-content 686868', requestId: 'r-1' };
const QUICK = { retryDelayMs: 0, maxRetryAfterMs: 0 };

let gateway: GatewayServer;
let module: TestingModule;
let voice: EsmsVoiceService;

async function boot(options: Partial<EsmsVoiceOptions> = {}): Promise<void> {
  const defaults = { ...KEYS, ...QUICK, restUrl: `${gateway.url}/json` };
  const imports = [EsmsVoiceModule.forRoot({ ...defaults, ...options, webhook: { path: 'webhooks/esms' } })];
  module = await Test.createTestingModule({ imports }).compile();
  voice = module.get(EsmsVoiceService);
}

beforeEach(async () => {
  gateway = await GatewayServer.start();
});

afterEach(async () => {
  await gateway.stop();
  await module.close();
});

const place = (input: Partial<CreateOtpCallInput> = {}) => voice.createOtpCall({ ...CALL, ...input });

/** How a call failed. */
const failureOf = (call: Promise<unknown>): Promise<EsmsVoiceError> =>
  call.then(
    () => Promise.reject(new Error('The call was placed.')),
    (error: unknown) => error as EsmsVoiceError,
  );

const stateOf = async (requestId = 'r-1'): Promise<unknown[]> => {
  const call = await voice.getCall(requestId);
  return [call?.state, call?.reason];
};

describe('createOtpCall', () => {
  it('places a call and answers with its ids and its state', async () => {
    await boot();
    expect(await place({ phone: '+84 901 888 484', campaignId: 'login' })).toEqual({
      requestId: 'r-1',
      callId: 'sms-1',
      state: 'accepted',
    });
    expect(gateway.requests).toHaveLength(1);
    expect(gateway.requests[0]!.url).toBe('/json/SendMultipleMessage_V4_post_json/');
    expect(gateway.bodies[0]).toEqual({
      ApiKey: KEYS.apiKey,
      Content: CALL.content,
      Phone: '0901888484',
      SecretKey: KEYS.secretKey,
      SmsType: '8',
      IsUnicode: 0,
      Sandbox: 0,
      campaignid: 'login',
      RequestId: 'r-1',
    });
  });

  it('gives a call an id of its own, a UUIDv7, where the caller has none', async () => {
    await boot();
    const { requestId } = await place({ requestId: null });
    expect(requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(gateway.bodies[0]!['RequestId']).toBe(requestId);
    expect((await place({ requestId: undefined as never })).requestId).not.toBe(requestId);
  });

  it('says of Vietnamese text that it is unicode, unless the caller knows better', async () => {
    await boot();
    await place({ content: 'Mã của bạn', requestId: 'a' });
    await place({ content: 'Mã của bạn', requestId: 'b', isUnicode: false });
    await place({ content: '1', requestId: 'c', isUnicode: true });
    expect(gateway.bodies.map(({ IsUnicode }) => IsUnicode)).toEqual([1, 0, 1]);
  });

  it('sends a date in Vietnam time', async () => {
    await boot();
    const sendAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
    await place({ sendAt: sendAt.toISOString() });
    const expected = new Date(sendAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    expect(gateway.bodies[0]!['SendDate']).toBe(expected);
    expect((await voice.getCall('r-1'))!.sendAt).toEqual(sendAt);
  });

  it('signs a callback URL good for 8 days beyond the date of the call', async () => {
    const callback = { publicUrl: 'https://otp.example', keys: [{ id: 'k1', secret: CALLBACK_SECRET }] };
    await boot({ callback });
    const sendAt = new Date(Date.now() + 86_400_000);
    await place({ sendAt });
    await place({ requestId: 'r-2' });
    const expiries = gateway.bodies.map(({ CallbackUrl }) => parseInt(String(CallbackUrl).split('.').at(-2)!, 36));
    const eightDays = 8 * 86_400;
    expect(expiries[0]).toBe(Math.ceil(sendAt.getTime() / 1000) + eightDays);
    expect(Math.abs(expiries[1]! - Date.now() / 1000 - eightDays)).toBeLessThan(5);
  });

  it.each([
    [undefined, undefined, 0],
    [undefined, true, 1],
    [true, undefined, 1],
    [true, false, 0],
    [true, null, 1],
    [false, true, 1],
  ])('with sandbox %s in the module and %s in the call sends %d', async (byDefault, ofCall, sent) => {
    await boot({ sandbox: byDefault });
    await place({ sandbox: ofCall as never });
    expect(gateway.bodies[0]!['Sandbox']).toBe(sent);
    expect((await voice.getCall('r-1'))!.sandbox).toBe(sent === 1);
  });

  describe('is not tried', () => {
    it('where anything is wrong with it: every problem is named, no value', async () => {
      await boot();
      const input = {
        phone: 'canary-phone',
        content: ' ',
        requestId: 'canary id',
        campaignId: '',
        isUnicode: 'canary',
        sandbox: 1,
        sendAt: 'canary',
        requestID: 'canary',
      };
      const error = (await failureOf(voice.createOtpCall(input as never))) as InvalidInputError;
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(error.problems.map((problem) => problem.split(' ', 1).join()).toSorted()).toEqual(
        Object.keys(input).toSorted(),
      );
      expect(error.message + JSON.stringify(error)).not.toContain('canary');
      expect(gateway.connections).toBe(0);
      expect((await voice.listCalls()).items).toEqual([]);
    });

    it.each([[null], [undefined], ['call'], [[]], [7]])('where it is %j', async (input) => {
      await boot();
      await expect(voice.createOtpCall(input as never)).rejects.toThrow(InvalidInputError);
    });

    it('where the content is longer than the module allows', async () => {
      await boot({ maxContentLength: 5 });
      await expect(place({ content: '123456' })).rejects.toThrow(/at most 5 characters/);
      await expect(place({ content: '12345' })).resolves.toMatchObject({ state: 'accepted' });
    });

    it('where the caller has aborted already', async () => {
      await boot();
      const error = await failureOf(voice.createOtpCall(CALL, { signal: AbortSignal.abort() }));
      expect(error).toBeInstanceOf(CallNotSentError);
      expect(gateway.connections).toBe(0);
      expect(await stateOf()).toEqual(['rejected', 'not-sent']);
    });

    it('where the journal fails', async () => {
      const journal = new InMemoryCallJournal();
      journal.insert = () => Promise.reject(new Error('canary-dsn'));
      await boot({ journal });
      const error = await failureOf(place());
      expect(error).toBeInstanceOf(JournalUnavailableError);
      expect(error.outcome).toBe('not-sent');
      expect(inspect(error, { depth: 10 })).not.toContain('canary');
      expect(gateway.connections).toBe(0);
    });
  });

  describe('fails', () => {
    it.each([
      ['108', 422],
      ['103', 503],
      ['9001', 502],
    ])('as refused with code %s', async (code, status) => {
      await boot();
      gateway.answer = answerWith({ CodeResult: code, ErrorMessage: 'The phone number 0901888484 is not valid.' });
      const error = await failureOf(place());
      expect(error).toBeInstanceOf(GatewayRefusedError);
      expect(error).toMatchObject({ gatewayCode: code, outcome: 'refused', requestId: 'r-1', state: 'rejected' });
      expect(toHttpError(error).statusCode).toBe(status);
      expect(gateway.requests).toHaveLength(1);
      expect(await stateOf()).toEqual(['rejected', 'refused']);
    });

    it('as a duplicate where the gateway met the id and we did not', async () => {
      await boot();
      gateway.answer = answerCode('124');
      const error = await failureOf(place());
      expect(error).toBeInstanceOf(DuplicateRequestError);
      expect(toHttpError(error).statusCode).toBe(409);
      expect(await stateOf()).toEqual(['rejected', 'duplicate']);
    });

    it('as not sent where nobody is there', async () => {
      await boot({ restUrl: `http://127.0.0.1:${await freePort()}` });
      const error = await failureOf(place());
      expect(error).toBeInstanceOf(CallNotSentError);
      expect(toHttpError(error)).toMatchObject({ statusCode: 503, body: { state: 'rejected' } });
      expect((error as Error).cause).toMatchObject({ code: 'ECONNREFUSED' });
      expect(await stateOf()).toEqual(['rejected', 'not-sent']);
    });

    it('as unknown where nobody answers, after as many tries as allowed, all with one id', async () => {
      await boot({ maxAttempts: 3 });
      gateway.answer = reset;
      const error = await failureOf(place());
      expect(error).toBeInstanceOf(OutcomeUnknownError);
      expect(toHttpError(error).statusCode).toBe(504);
      expect(gateway.bodies.map(({ RequestId }) => RequestId)).toEqual(['r-1', 'r-1', 'r-1']);
      expect(await stateOf()).toEqual(['unknown', null]);
    });

    it('as unknown when one attempt may last no longer', async () => {
      await boot({ timeoutMs: 50, maxAttempts: 2 });
      gateway.answer = stayMute;
      await expect(place()).rejects.toThrow(OutcomeUnknownError);
      expect(gateway.requests).toHaveLength(2);
    });

    it('as unknown when all attempts together may last no longer', async () => {
      await boot({ deadlineMs: 500, maxAttempts: 10 });
      gateway.answer = stayMute;
      await expect(place()).rejects.toThrow(OutcomeUnknownError);
      expect(gateway.requests).toHaveLength(1);
    });

    it('as unknown when the caller aborts, and tries no more', async () => {
      await boot();
      gateway.answer = stayMute;
      const controller = new AbortController();
      const call = failureOf(voice.createOtpCall(CALL, { signal: controller.signal }));
      await until(() => gateway.requests.length === 1);
      controller.abort();
      expect(await call).toBeInstanceOf(OutcomeUnknownError);
      expect(gateway.requests).toHaveLength(1);
    });

    it('as unknown where the journal fails after the request has left', async () => {
      const journal = new InMemoryCallJournal();
      gateway.answer = (response, count, request) => {
        journal.update = () => Promise.reject(new Error('canary-dsn'));
        accept(response, count, request);
      };
      await boot({ journal });
      const error = await failureOf(place());
      expect(error.outcome).toBe('unknown');
      expect(toHttpError(error).statusCode).toBe(504);
      expect(inspect(error, { depth: 10 })).not.toContain('canary');
    });
  });

  it('takes the echo of a lost answer for acceptance', async () => {
    await boot();
    gateway.answer = inTurn(reset, answerCode('124'));
    expect(await place()).toEqual({ requestId: 'r-1', callId: null, state: 'accepted' });
  });

  it('repeats what is too many per second, and what was not taken', async () => {
    await boot();
    gateway.answer = inTurn(answerCode('160'), answerCode('160'), accept);
    expect(await place()).toMatchObject({ state: 'accepted', callId: 'sms-3' });
  });

  describe('of an id that was used', () => {
    it('is 409 while the first is in flight', async () => {
      await boot();
      gateway.answer = (response, count, request) => void setTimeout(() => accept(response, count, request), 100);
      const first = place();
      await until(() => gateway.requests.length === 1);
      const error = await failureOf(place());
      expect(error).toBeInstanceOf(DuplicateRequestError);
      expect(error).toMatchObject({ requestId: 'r-1', state: 'pending' });
      await expect(first).resolves.toMatchObject({ state: 'accepted' });
      expect(gateway.requests).toHaveLength(1);
    });

    it('rings once of fifty at once', async () => {
      await boot();
      const results = await Promise.allSettled(Array.from({ length: 50 }, () => place()));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(gateway.requests).toHaveLength(1);
    });

    it.each([
      ['accepted', accept, 'accepted'],
      ['refused', answerCode('108'), 'rejected'],
      ['a duplicate', answerCode('124'), 'rejected'],
    ])('is 409 with its state once it is %s, and does not ring again', async (_, answer, state) => {
      await boot();
      gateway.answer = answer;
      await place().catch(() => null);
      gateway.answer = accept;
      const error = await failureOf(place());
      expect(error).toMatchObject({ code: 'DUPLICATE_REQUEST', state });
      expect(toHttpError(error).statusCode).toBe(409);
      expect(gateway.requests).toHaveLength(1);
    });

    it.each([
      ['unknown', reset],
      ['not sent', null],
    ])('is taken up again from %s, in whatever spelling of the number', async (_, answer) => {
      await boot({ maxAttempts: 1 });
      const refuse = voice.http.axiosRef.interceptors.request.use((config) => {
        if (answer === null) throw new Error('not now');
        return config;
      });
      gateway.answer = answer ?? accept;
      await failureOf(place());
      voice.http.axiosRef.interceptors.request.eject(refuse);
      gateway.answer = accept;
      expect(await place({ phone: '84-901.888.484' })).toMatchObject({ requestId: 'r-1', state: 'accepted' });
    });

    it.each([
      ['number', { phone: '0901888485' }],
      ['content', { content: 'canary-content 686869' }],
    ])('is 409 from unknown where the %s is another, and is not sent', async (_, change) => {
      await boot({ maxAttempts: 1 });
      gateway.answer = reset;
      await failureOf(place());
      const error = await failureOf(place(change));
      expect(error).toMatchObject({ code: 'DUPLICATE_REQUEST', state: 'unknown' });
      expect(gateway.requests).toHaveLength(1);
      expect(await stateOf()).toEqual(['unknown', null]);
    });

    it('reads an answer after the repeat by what went before it in the journal', async () => {
      await boot({ maxAttempts: 1 });
      gateway.answer = reset;
      await failureOf(place());
      gateway.answer = answerCode('103');
      expect(await failureOf(place())).toBeInstanceOf(OutcomeUnknownError);
      gateway.answer = answerCode('124');
      expect(await failureOf(place())).toBeInstanceOf(OutcomeUnknownError);
    });

    // A record that says sandbox is never asked about: a repeat that rings must not hide behind it.
    it.each([true, false])(
      'tells of a repeat whether it was a sandbox call as it went out (first: %s)',
      async (first) => {
        await boot({ maxAttempts: 1 });
        gateway.answer = reset;
        await failureOf(place({ sandbox: first }));
        gateway.answer = accept;
        await place({ sandbox: !first }).catch(() => null);
        expect((await voice.getCall('r-1'))!.sandbox).toBe(gateway.bodies.at(-1)!['Sandbox'] === 1);
      },
    );

    it('tells of a repeat the date that went out', async () => {
      await boot({ maxAttempts: 1 });
      gateway.answer = reset;
      await failureOf(place());
      gateway.answer = accept;
      await place({ sendAt: new Date(Date.now() + 3_600_000) }).catch(() => null);
      const isScheduled = gateway.bodies.at(-1)!['SendDate'] !== undefined;
      expect((await voice.getCall('r-1'))!.sendAt !== null).toBe(isScheduled);
    });
  });

  it('tells nothing in any error', async () => {
    await boot({ maxAttempts: 1, restUrl: `${gateway.url}/canary-path` });
    const failures: unknown[] = [];
    for (const answer of [reset, answerCode('101'), answerCode('124'), answerWith(JSON.stringify(CALL), 500)]) {
      gateway.answer = answer;
      failures.push(await failureOf(place({ requestId: `r-${failures.length}` })));
    }
    failures.push(await failureOf(place({ requestId: 'r-0', content: 'canary-content other' })));
    const told = failures.map((each) => inspect(each, { depth: 10, showHidden: true }) + JSON.stringify(each)).join();
    expect(failures).toHaveLength(5);
    expect(told).not.toMatch(/canary|0901888484/);
  });
});

describe('getCall', () => {
  it('shows a call as it stands: masked, without hashes', async () => {
    await boot();
    await place();
    const call = (await voice.getCall('r-1'))!;
    expect(call).toEqual({
      requestId: 'r-1',
      callId: 'sms-1',
      account: 'default',
      kind: 'otp',
      state: 'accepted',
      reason: null,
      phone: '090****484',
      price: null,
      durationSeconds: null,
      pressedKey: null,
      callerNumber: null,
      sandbox: false,
      sendAt: null,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
      history: [
        { at: expect.any(Date), state: 'pending', source: 'service' },
        { at: expect.any(Date), state: 'accepted', source: 'reply' },
      ],
    });
    expect(JSON.stringify(call)).not.toMatch(/canary|0901888484/);
  });

  it.each(['nobody', '__proto__', 'constructor', ''])('knows no call %j', async (requestId) => {
    await boot();
    expect(await voice.getCall(requestId)).toBeNull();
  });
});

describe('listCalls', () => {
  beforeEach(() => boot());

  async function placeMany(count: number): Promise<void> {
    for (let n = 1; n <= count; n += 1) await place({ requestId: `r-${n}` });
  }
  const idsOf = (items: readonly { requestId: string }[]): string[] => items.map(({ requestId }) => requestId);

  it('is empty at first', async () => {
    expect(await voice.listCalls()).toEqual({ items: [], nextCursor: null });
  });

  it('lists the newest first, page by page, each call once', async () => {
    await placeMany(5);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await voice.listCalls({ limit: 2, cursor });
      pages.push(idsOf(page.items));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual([['r-5', 'r-4'], ['r-3', 'r-2'], ['r-1']]);
  });

  it('has no next page where the last one is just full', async () => {
    await placeMany(4);
    const first = await voice.listCalls({ limit: 2 });
    const second = await voice.listCalls({ limit: 2, cursor: first.nextCursor! });
    expect(second.nextCursor).toBeNull();
    expect((await voice.listCalls({ limit: 4 })).nextCursor).toBeNull();
  });

  it('is not shifted by calls that come between two pages', async () => {
    await placeMany(3);
    const first = await voice.listCalls({ limit: 2 });
    await place({ requestId: 'r-new' });
    expect(idsOf((await voice.listCalls({ limit: 2, cursor: first.nextCursor! })).items)).toEqual(['r-1']);
  });

  it('lists one state', async () => {
    await placeMany(2);
    gateway.answer = answerCode('108');
    await failureOf(place({ requestId: 'r-3' }));
    expect(idsOf((await voice.listCalls({ state: 'rejected' })).items)).toEqual(['r-3']);
    expect(idsOf((await voice.listCalls({ state: 'accepted' })).items)).toEqual(['r-2', 'r-1']);
    expect((await voice.listCalls({ state: 'delivered' })).items).toEqual([]);
  });

  it('lists 50 unless told otherwise, and 500 at most', async () => {
    await placeMany(51);
    expect((await voice.listCalls()).items).toHaveLength(50);
    expect((await voice.listCalls({ limit: 500 })).items).toHaveLength(51);
  });

  it.each([
    [{ limit: 0 }, /limit/],
    [{ limit: 501 }, /limit/],
    [{ limit: -1 }, /limit/],
    [{ limit: 1.5 }, /limit/],
    [{ limit: NaN }, /limit/],
    [{ limit: '10' as never }, /limit/],
    [{ state: 'done' as never }, /state/],
    [{ state: 'toString' as never }, /state/],
    [{ state: '' as never }, /state/],
    [{ cursor: '' }, /cursor/],
    [{ cursor: 'x' }, /cursor/],
    [{ cursor: '-1' }, /cursor/],
    [{ cursor: '9'.repeat(400) }, /cursor/],
  ])('refuses %j', async (query, problem) => {
    await expect(voice.listCalls(query)).rejects.toThrow(InvalidInputError);
    await expect(voice.listCalls(query)).rejects.toThrow(problem);
  });
});

describe('events', () => {
  it('tell each step once, in order, after the caller was answered', async () => {
    await boot();
    const events: CallEvent[] = [];
    voice.events.subscribe((event) => events.push(event));
    await place();
    await until(() => events.length === 2);
    expect(events.map(({ type, source }) => [type, source])).toEqual([
      ['pending', 'service'],
      ['accepted', 'reply'],
    ]);
    expect(events.map(({ id }) => id)).toEqual(['default/r-1/1', 'default/r-1/2']);
    expect(events[1]!.call).toEqual(await voice.getCall('r-1'));
    expect(inspect(events, { depth: 10 })).not.toMatch(/canary|0901888484/);
  });

  it('tell of a repeat what is new alone, with ids that go on', async () => {
    await boot({ maxAttempts: 1 });
    const events: CallEvent[] = [];
    voice.events.subscribe((event) => events.push(event));
    gateway.answer = reset;
    await failureOf(place());
    gateway.answer = accept;
    await place();
    await failureOf(place());
    await until(() => events.length === 4);
    expect(events.map(({ type }) => type)).toEqual(['pending', 'unknown', 'pending', 'accepted']);
    expect(events.map(({ id }) => id.split('/')[2])).toEqual(['1', '2', '3', '4']);
  });

  it('say nothing of what was not tried', async () => {
    await boot();
    const events: CallEvent[] = [];
    voice.events.subscribe((event) => events.push(event));
    await failureOf(place({ phone: '1' }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual([]);
  });
});

describe('the service object', () => {
  const everyKey = {
    callback: { publicUrl: 'https://otp.example', keys: [{ id: 'k1', secret: CALLBACK_SECRET }] },
    dataKeys: [{ id: 'd1', secret: 'canary-data-secret-0123456789-012' }],
  };
  const SECRETS = /canary|0901888484/;

  it.each([
    ['inspect', (value: unknown) => inspect(value, { depth: 10 })],
    ['inspect with getters', (value: unknown) => inspect(value, { depth: 10, getters: true })],
    ['inspect with what is hidden', (value: unknown) => inspect(value, { depth: 10, showHidden: true })],
    ['JSON', (value: unknown) => JSON.stringify(value)],
    ['JSON of a copy', (value: unknown) => JSON.stringify({ ...Object(value) })],
  ])('prints no key to %s', async (_, print) => {
    await boot(everyKey);
    await place();
    expect(SECRETS.test(print(voice))).toBe(false);
    expect(SECRETS.test(print({ list: [voice] }))).toBe(false);
  });

  it('prints no key where its HttpService is printed', async () => {
    await boot();
    await place();
    expect(SECRETS.test(inspect(voice.http, { depth: 10, showHidden: true }))).toBe(false);
  });

  it('ends with the application: the attempt under way ends, and nothing starts after it', async () => {
    await boot();
    gateway.answer = (response, count, request) => void setTimeout(() => accept(response, count, request), 100);
    const call = place();
    await until(() => gateway.requests.length === 1);
    const closing = module.close();
    await expect(call).resolves.toMatchObject({ state: 'accepted' });
    await closing;
    await expect(place({ requestId: 'r-2' })).rejects.toThrow(CallNotSentError);
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('when the application stops', () => {
  it('waits nine seconds and no longer for a journal that never answers', async () => {
    const journal = new InMemoryCallJournal();
    const update = journal.update.bind(journal);
    let work: () => void = () => undefined;
    const isWorking = new Promise<void>((resolve) => (work = resolve));
    journal.update = (...args) => isWorking.then(() => update(...args));
    await boot({ journal });
    const placed = place();
    await until(async () => (await voice.getCall('r-1')) !== null);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      let isStopped = false;
      void voice.beforeApplicationShutdown().then(() => (isStopped = true));
      await jest.advanceTimersByTimeAsync(8_900);
      expect(isStopped).toBe(false);
      await jest.advanceTimersByTimeAsync(200);
      expect(isStopped).toBe(true);
    } finally {
      jest.useRealTimers();
    }
    work();
    await placed.catch(() => undefined);
  });
});
