import { Agent, request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EsmsSimulator,
  type EsmsSimulatorOptions,
  type Fault,
  type FaultRule,
} from '../../libs/esms-voice/src/testing/simulator/index.js';
import { CallbackReceiver } from '../support/callback-receiver.js';
import { otpFields, placeOtp, postJson } from '../support/place-otp.js';
import { postRaw, type RawExchange } from '../support/raw-exchange.js';
import { until } from '../support/until.js';

type When = FaultRule['when'];
type FaultOf<Kind> = Extract<Fault, { kind: Kind }>;

const BOTH: When[] = ['before-accept', 'after-accept'];
const NOTHING_DONE = '{"error":"Invalid request"}';

let simulator: EsmsSimulator;

async function open(options: EsmsSimulatorOptions): Promise<void> {
  await simulator.stop();
  simulator = await EsmsSimulator.start({ answerAfterMs: 0, ...options });
}

const otpUrl = () => `${simulator.restUrl}/SendMultipleMessage_V4_post_json/`;
const place = (fields: Record<string, unknown> = {}) => placeOtp(simulator, { RequestId: 'a', ...fields });
const placeRaw = (waitMs?: number, fields: Record<string, unknown> = {}) =>
  postRaw(otpUrl(), JSON.stringify(otpFields(simulator, { RequestId: 'a', ...fields })), waitMs);
const setFault = (fault: Fault, when: When = 'before-accept', more: Partial<FaultRule> = {}) =>
  simulator.setFaults({ rules: [{ when, fault, ...more }] });

/** The body that the fault spoils: the right one, which for a request that came to nothing claims nothing. */
function rightBody(when: When): string {
  if (when === 'before-accept') return NOTHING_DONE;
  return JSON.stringify({ CodeResult: '100', CountRegenerate: 0, SMSID: simulator.call('a')?.callId });
}

async function expectLedger(when: When): Promise<void> {
  const placed = when === 'after-accept' ? 1 : 0;
  if (placed) await until(() => simulator.call('a')?.state === 'delivered');
  expect(simulator.call('a')).toMatchObject({ requests: 1, placed, dials: placed });
  expect(simulator.balance).toBe(1_000_000 - 850 * placed);
  simulator.clearFaults();
  expect(await place()).toMatchObject({ CodeResult: placed ? '124' : '100' });
  expect(simulator.call('a')).toMatchObject({ requests: 2, placed: 1 });
}

async function placeOnceOpen(): Promise<RawExchange> {
  const deadline = Date.now() + 3_000;
  for (;;) {
    const reply = await placeRaw(undefined, { RequestId: 'other', Sandbox: 1 });
    if (reply.end !== 'ECONNREFUSED' || Date.now() > deadline) return reply;
  }
}

const type = ({ head }: RawExchange) => /content-type: (.*)/i.exec(head)?.[1];

beforeEach(async () => {
  simulator = await EsmsSimulator.start({ answerAfterMs: 0 });
});

afterEach(() => simulator.stop());

describe.each(BOTH)('on the wire, %s:', (when) => {
  it('drop never answers', async () => {
    setFault({ kind: 'drop' }, when);
    expect(await placeRaw(150)).toMatchObject({ end: 'open', head: '' });
    await expectLedger(when);
  });

  it('reset is a TCP RST without an answer', async () => {
    setFault({ kind: 'reset' }, when);
    expect(await placeRaw()).toMatchObject({ end: 'ECONNRESET', head: '' });
    await expectLedger(when);
  });

  it('refuse-connections cuts and refuses for its time, then takes calls on the same port', async () => {
    setFault({ kind: 'refuse-connections', forMs: 200 }, when, { times: 1 });
    const refusedAt = Date.now();
    expect(await placeRaw()).toMatchObject({ head: '' });
    expect(await placeRaw()).toMatchObject({ end: 'ECONNREFUSED' });
    expect((await placeOnceOpen()).head).toContain('200 OK');
    expect(Date.now() - refusedAt).toBeGreaterThanOrEqual(199);
    await expectLedger(when);
  });

  it('delay answers late and right', async () => {
    setFault({ kind: 'delay', delayMs: 120 }, when);
    const { ms, body } = await placeRaw();
    expect(ms).toBeGreaterThanOrEqual(119);
    expect(body.toString()).toBe(rightBody('after-accept'));
    await expectLedger('after-accept');
  });

  it('delay without a client that waits', async () => {
    setFault({ kind: 'delay', delayMs: 120 }, when);
    expect(await placeRaw(40)).toMatchObject({ end: 'open', head: '' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    await expectLedger(when);
  });

  it('drip sends a byte at a time', async () => {
    setFault({ kind: 'drip', byteEveryMs: 2 }, when);
    const dripped = await placeRaw();
    expect(dripped.body.toString()).toBe(rightBody(when));
    expect(dripped.ms).toBeGreaterThanOrEqual(dripped.promised * 2 - 5);
    expect(dripped.chunks).toBeGreaterThan(dripped.promised / 3);
    await expectLedger(when);
  });

  it.each<[Omit<FaultOf<'status'>, 'kind'>, string, string | undefined]>([
    [{ status: 503 }, 'text/html; charset=utf-8', undefined],
    [{ status: 429, retryAfter: '2' }, 'text/html; charset=utf-8', undefined],
    [{ status: 503, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT', body: '' }, 'application/json; charset=utf-8', ''],
    [{ status: 500, body: '<p>Oops</p>' }, 'text/html; charset=utf-8', '<p>Oops</p>'],
    [{ status: 502, body: '{"a":1}' }, 'application/json; charset=utf-8', '{"a":1}'],
  ])('status answers %j', async (given, contentType, body) => {
    setFault({ kind: 'status', ...given }, when);
    const reply = await placeRaw();
    expect(reply.head).toContain(`HTTP/1.1 ${given.status} `);
    expect([type(reply), /retry-after: (.*)/i.exec(reply.head)?.[1]]).toEqual([contentType, given.retryAfter]);
    if (body === undefined) expect(reply.body.toString()).toContain('<html');
    else expect(reply.body.toString()).toBe(body);
    await expectLedger(when);
  });

  it.each([
    ['html', 'text/html; charset=utf-8', /<html/],
    ['xml', 'application/xml; charset=utf-8', /^<Fault xmlns=.*<\/Fault>$/],
    ['empty', 'application/json; charset=utf-8', /^$/],
  ] as const)('%s answers 200 as %s', async (kind, contentType, body) => {
    setFault({ kind }, when);
    const reply = await placeRaw();
    expect([reply.head.split('\r\n')[0], type(reply), reply.end]).toEqual(['HTTP/1.1 200 OK', contentType, 'closed']);
    expect(reply.body.toString()).toMatch(body);
    await expectLedger(when);
  });

  it('truncate sends JSON that ends in the middle', async () => {
    setFault({ kind: 'truncate' }, when);
    const { body, promised, end } = await placeRaw();
    const whole = rightBody(when);
    expect([body.toString(), promised, end]).toEqual([whole.slice(0, whole.length >> 1), body.length, 'closed']);
    await expectLedger(when);
  });

  it('truncate with connection promises all, sends half and cuts', async () => {
    setFault({ kind: 'truncate', connection: true }, when);
    const { body, promised } = await placeRaw();
    const whole = rightBody(when);
    expect([body.toString(), promised]).toEqual([whole.slice(0, whole.length >> 1), whole.length]);
    await expectLedger(when);
  });

  it('garbage is no JSON and no UTF-8', async () => {
    setFault({ kind: 'garbage' }, when);
    const reply = await placeRaw();
    expect([type(reply), reply.body.length]).toEqual(['application/json; charset=utf-8', reply.promised]);
    expect(() => new TextDecoder('utf8', { fatal: true }).decode(reply.body)).toThrow('not valid');
    await expectLedger(when);
  });

  it('wrong-content-type is the right body under the name of HTML', async () => {
    setFault({ kind: 'wrong-content-type' }, when);
    const reply = await placeRaw();
    expect([type(reply), reply.body.toString()]).toEqual(['text/html; charset=utf-8', rightBody(when)]);
    await expectLedger(when);
  });

  it.each([1_024, 3_000_000])('huge is the right body in %i bytes', async (bytes) => {
    setFault({ kind: 'huge', bytes }, when);
    const reply = await placeRaw();
    expect([reply.body.length, reply.promised]).toEqual([bytes, bytes]);
    const { Padding: _padding, ...body } = JSON.parse(reply.body.toString()) as Record<string, unknown>;
    expect(JSON.stringify(body)).toBe(rightBody(when));
    await expectLedger(when);
  });

  it.each([
    [{ code: '103' }, { CodeResult: '103', CountRegenerate: 0, ErrorMessage: expect.any(String) }],
    [{ code: 160 }, { CodeResult: 160, CountRegenerate: 0, ErrorMessage: expect.any(String) }],
    [
      { code: '124', callId: false },
      { CodeResult: '124', CountRegenerate: 0, ErrorMessage: expect.any(String) },
    ],
    [{ code: '100' }, { CodeResult: '100', CountRegenerate: 0 }],
  ])('code answers %j', async (given, reply) => {
    setFault({ kind: 'code', ...given }, when);
    expect(await place()).toEqual(reply);
    await expectLedger(when);
  });

  it('code with an SMSID writes the id of the call, or one of no call', async () => {
    setFault({ kind: 'code', code: '124', callId: true }, when);
    const { SMSID } = await place();
    expect(SMSID).toMatch(/^[0-9a-f]{32}\d+$/);
    expect(SMSID === simulator.call('a')?.callId).toBe(when === 'after-accept');
    await expectLedger(when);
  });

  it('duplicate-call-id answers 100 with the id of the call before', async () => {
    setFault({ kind: 'duplicate-call-id' }, when);
    const { SMSID } = await place({ RequestId: 'first' });
    expect(simulator.call('first')).toMatchObject({ placed: 1, callId: SMSID });
    expect(await place()).toEqual({ CodeResult: '100', CountRegenerate: 0, SMSID });
    expect(simulator.call('a')?.placed).toBe(when === 'after-accept' ? 1 : 0);
    expect(simulator.call('a')?.callId).not.toBe(SMSID);
  });
});

describe('reset with beforeReading', () => {
  const arm = (more: Partial<FaultRule> = {}) =>
    setFault({ kind: 'reset', beforeReading: true }, 'before-accept', more);

  it('resets new connections at their first bytes and counts no request', async () => {
    arm({ times: 2 });
    expect(await placeRaw()).toMatchObject({ end: 'ECONNRESET', head: '' });
    expect(await placeRaw()).toMatchObject({ end: 'ECONNRESET', head: '' });
    expect(simulator.calls()).toEqual([]);
    expect(await place()).toMatchObject({ CodeResult: '100' });
  });

  it('leaves alone the control surface and connections that were there before', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const placeKept = () => viaAgent(agent);
    expect(await placeKept()).toBe(200);
    arm();
    expect(await placeKept()).toBe(200);
    const calls = await fetch(`${simulator.url}/_simulator/calls`, { headers: { connection: 'close' } });
    expect(await calls.json()).toMatchObject([{ requestId: 'a', requests: 2 }]);
    agent.destroy();
  });

  it('fires as often as its probability says', async () => {
    arm({ probability: 0.5 });
    const ends: string[] = [];
    for (let n = 0; n < 40; n += 1) ends.push((await placeRaw()).end);
    const resets = ends.filter((end) => end === 'ECONNRESET').length;
    expect(resets).toBeGreaterThan(5);
    expect(resets).toBeLessThan(35);
    expect(simulator.call('a')?.requests).toBe(40 - resets);
  });
});

function viaAgent(agent: Agent): Promise<number | undefined> {
  const body = JSON.stringify(otpFields(simulator, { RequestId: 'a' }));
  return new Promise((resolve, reject) => {
    const sent = httpRequest(otpUrl(), { method: 'POST', agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end(body);
  });
}

describe('a request that nobody can read', () => {
  it.each<[Fault, string]>([
    [{ kind: 'code', code: '103' }, '"CodeResult":"103"'],
    [{ kind: 'html' }, '<html'],
  ])('meets a rule without conditions, and no other: %j', async (fault, words) => {
    for (const condition of [{ phone: '4' }, { requestId: 'a' }]) {
      setFault(fault, 'before-accept', condition);
      expect((await postRaw(otpUrl(), '{')).body.toString()).toBe(NOTHING_DONE);
    }
    for (const when of BOTH) {
      setFault(fault, when);
      expect((await postRaw(otpUrl(), '{')).body.toString()).toContain(words);
    }
    expect(simulator.calls()).toEqual([]);
  });

  it('leaves the balance function alone, as every rule without a kind does', async () => {
    setFault({ kind: 'drop' });
    const keys = { ApiKey: simulator.apiKey, SecretKey: simulator.secretKey };
    expect(await postJson(`${simulator.restUrl}/GetBalance_json`, keys)).toMatchObject({ CodeResponse: '100' });
  });
});

describe('what a fault holds up', () => {
  it.each<Fault>([{ kind: 'drop' }, { kind: 'delay', delayMs: 60_000 }, { kind: 'drip', byteEveryMs: 60_000 }])(
    'is cut by reset and by stop: %j',
    async (fault) => {
      for (const release of [() => postJson(`${simulator.url}/_simulator/reset`, {}), () => simulator.stop()]) {
        setFault(fault);
        const held = placeRaw(1_500);
        await until(() => simulator.call('a')?.requests === 1);
        await release();
        expect((await held).end).not.toBe('open');
        expect((await held).ms).toBeLessThan(1_000);
      }
    },
  );

  it('is not cut by clearFaults, after which nothing fails any more', async () => {
    setFault({ kind: 'delay', delayMs: 800 });
    const held = placeRaw();
    await until(() => simulator.call('a')?.requests === 1);
    simulator.clearFaults();
    expect((await placeRaw(undefined, { RequestId: 'b' })).ms).toBeLessThan(700);
    expect((await held).ms).toBeGreaterThanOrEqual(799);
  });

  it('is a port that reset opens again, also when asked twice, and that stop closes for good', async () => {
    setFault({ kind: 'refuse-connections', forMs: 60_000 });
    await placeRaw();
    simulator.reset();
    simulator.reset();
    expect((await placeOnceOpen()).head).toContain('200 OK');
    setFault({ kind: 'refuse-connections', forMs: 30 });
    await placeRaw();
    await simulator.stop();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await placeRaw()).end).toBe('ECONNREFUSED');
  });

  it('a port that is refused cuts idle connections, too', async () => {
    const agent = new Agent({ keepAlive: true });
    await viaAgent(agent);
    const [idle] = Object.values(agent.freeSockets).flat();
    setFault({ kind: 'refuse-connections', forMs: 60_000 });
    await placeRaw();
    await until(() => idle?.destroyed === true);
  });
});

describe('a refusal by a fault', () => {
  it.each([
    ['160', '124'],
    ['101', '100'],
    ['100', '100'],
    ['124', '100'],
  ])('with %s is followed by %s where refused tries use their id up', async (code, next) => {
    await open({ switches: { refusedUsesRequestId: true } });
    setFault({ kind: 'code', code }, 'before-accept', { attempt: 1 });
    expect(await place()).toMatchObject({ CodeResult: code });
    expect(await place()).toMatchObject({ CodeResult: next });
  });

  it.each<Fault>([{ kind: 'drop' }, { kind: 'status', status: 503 }])(
    'is the only fault that does: %j',
    async (fault) => {
      await open({ switches: { refusedUsesRequestId: true } });
      setFault(fault, 'before-accept', { times: 1 });
      await placeRaw(60);
      expect(await place()).toMatchObject({ CodeResult: '100' });
    },
  );
});

describe('the ledger under mixed faults', () => {
  it('counts each request and no call twice', async () => {
    const kinds: Fault[] = [
      { kind: 'reset' },
      { kind: 'html' },
      { kind: 'truncate', connection: true },
      { kind: 'code', code: '160' },
    ];
    const rules = BOTH.flatMap((when) => kinds.map((fault): FaultRule => ({ when, fault, probability: 0.15 })));
    simulator.setFaults({ rules, seed: 7 });
    const ids = Array.from({ length: 60 }, (_, n) => `id-${n}`);
    await Promise.all(ids.flatMap((RequestId) => [1, 2, 3].map(() => placeRaw(undefined, { RequestId }))));
    await until(() => simulator.calls().every(({ placed, dials }) => placed === dials));
    expect(simulator.calls()).toHaveLength(60);
    expect(simulator.calls().filter(({ requests, placed }) => requests !== 3 || placed > 1)).toEqual([]);
    const placed = simulator.calls().reduce((sum, call) => sum + call.placed, 0);
    expect(simulator.balance).toBe(1_000_000 - 850 * placed);
    expect(placed).toBeGreaterThan(30);
  });
});

describe('a full ledger', () => {
  it.each<[Fault, number]>([
    [{ kind: 'html' }, 1_000],
    [{ kind: 'delay', delayMs: 60_000 }, 30],
  ])('lets a request go that came to nothing before a call that waits: %j', async (fault, waitMs) => {
    await open({ maxCalls: 2 });
    await place({ RequestId: 'later', SendDate: '2099-01-01 00:00:00' });
    setFault(fault, 'before-accept', { requestId: 'lost' });
    await placeRaw(waitMs, { RequestId: 'lost' });
    expect(simulator.call('lost')).toMatchObject({ state: 'received', requests: 1, placed: 0 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await place({ RequestId: 'next' });
    expect(simulator.calls().map(({ requestId }) => requestId)).toEqual(['later', 'next']);
  });
});

describe('POST /_simulator/faults', () => {
  const post = async (body: unknown) => {
    const init = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${simulator.url}/_simulator/faults`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('sets a plan, replaces it, and clears it with an empty list', async () => {
    const rule = { when: 'before-accept', fault: { kind: 'code', code: '103' } };
    expect(await post({ rules: [rule, rule], callbackRules: [{ fault: 'drop' }] })).toEqual({
      status: 200,
      body: { rules: 2, callbackRules: 1 },
    });
    expect(await place()).toMatchObject({ CodeResult: '103' });
    await post({ rules: [{ ...rule, fault: { kind: 'code', code: '140' } }] });
    expect(await place()).toMatchObject({ CodeResult: '140' });
    expect(await post({ rules: [] })).toEqual({ status: 200, body: { rules: 0, callbackRules: 0 } });
    expect(await place()).toMatchObject({ CodeResult: '100' });
  });

  it('is undone by reset', async () => {
    await post({ rules: [{ when: 'before-accept', fault: { kind: 'html' } }] });
    await postJson(`${simulator.url}/_simulator/reset`, {});
    expect(await place()).toMatchObject({ CodeResult: '100' });
  });

  it('answers 400 naming every problem, as the method throws them, and the plan before stays', async () => {
    setFault({ kind: 'code', code: '103' });
    const plan = { rules: [{ when: 'later', phone: 7, fault: { kind: 'delay', ms: 1 } }, 3], seeds: 1 };
    const { status, body } = await post(plan);
    const problems = [
      'seeds is not known',
      'rules[0].phone must be a non-empty string',
      "rules[0].when must be 'before-accept' or 'after-accept'",
      'rules[0].fault.ms is not known',
      'rules[0].fault.delayMs must be an integer from 1 to 2147483647',
      'rules[1] must be an object',
    ];
    const error = `Invalid fault plan: ${problems.join('; ')}`;
    expect([status, body]).toEqual([400, { error, problems }]);
    expect(() => simulator.setFaults(plan as never)).toThrow(new Error(error));
    expect(await place()).toMatchObject({ CodeResult: '103' });
  });

  it.each(['', '[]', 'no'])('answers 400 to %p', async (text) => {
    const { status, body } = await post(text);
    expect([status, body.problems]).toEqual([400, ['the plan must be an object']]);
  });

  it('is closed to web pages like the rest of the control surface', async () => {
    const init = { method: 'POST', body: '{"rules":[]}', headers: { origin: 'https://evil.example' } };
    expect((await fetch(`${simulator.url}/_simulator/faults`, init)).status).toBe(403);
  });
});

describe('callbacks under faults', () => {
  let receiver: CallbackReceiver;

  beforeEach(async () => {
    receiver = await CallbackReceiver.start();
  });

  afterEach(() => receiver.stop());

  const placeReported = (fields: Record<string, unknown> = {}) => place({ CallbackUrl: receiver.url, ...fields });
  const callbacks = () => simulator.call('a')?.callbacks ?? [];
  const report = (count = 1) => Object.fromEntries(new URLSearchParams(receiver.query(count)));

  it('drop is in the ledger and nowhere else', async () => {
    simulator.setFaults({ callbackRules: [{ fault: 'drop' }] });
    await placeReported();
    await until(() => callbacks().length === 1);
    expect(callbacks()).toMatchObject([{ attempt: 1, error: 'not sent: dropped by a fault' }]);
    expect(receiver.urls).toEqual([]);
  });

  it('duplicate is sent twice, word for word', async () => {
    simulator.setFaults({ callbackRules: [{ fault: 'duplicate' }] });
    await placeReported();
    await until(() => callbacks().length === 2);
    expect(receiver.urls[0]).toBe(receiver.urls[1]);
    expect(callbacks().map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 200],
      [1, 200],
    ]);
  });

  it('reorder-late lets a later report pass, on the clock of the simulator', async () => {
    simulator.setFaults({ callbackRules: [{ fault: 'reorder-late', delayMs: 3_600_000, requestId: 'a' }] });
    await placeReported();
    await placeReported({ RequestId: 'b' });
    await until(() => simulator.call('b')?.callbacks.length === 1 && simulator.call('a')?.state === 'delivered');
    expect(callbacks()).toEqual([]);
    simulator.advanceClock(3_600_000);
    await until(() => callbacks().length === 1);
    expect([report(1).RequestId, report(2).RequestId]).toEqual(['b', 'a']);
  });

  it('reorder-late is forgotten by reset', async () => {
    simulator.setFaults({ callbackRules: [{ fault: 'reorder-late', delayMs: 3_600_000 }] });
    await placeReported();
    await until(() => simulator.call('a')?.state === 'delivered');
    simulator.reset();
    simulator.advanceClock(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(receiver.urls).toEqual([]);
  });

  it('wrong-phone and wrong-id tell of another number and of another call', async () => {
    simulator.setFaults({
      callbackRules: [
        { fault: 'wrong-phone', times: 1 },
        { fault: 'wrong-id', phone: '484' },
      ],
    });
    const { SMSID } = await placeReported();
    await until(() => receiver.urls.length === 1);
    expect(report()).toMatchObject({ SMSID, phonenumber: '0901888485', RequestId: 'a' });
    await placeReported({ RequestId: 'b' });
    await until(() => receiver.urls.length === 2);
    expect(report(2)).toMatchObject({ phonenumber: '0901888484', RequestId: 'b' });
    expect(report(2).SMSID).toHaveLength(simulator.call('b')?.callId?.length ?? 0);
    expect(report(2).SMSID).not.toBe(simulator.call('b')?.callId);
  });

  it.each(['484', '001', '002', '004'])(
    'before-reply ends a call to …%s before its request is answered',
    async (end) => {
      await open({ answerAfterMs: 60_000 });
      simulator.setFaults({ callbackRules: [{ fault: 'before-reply' }] });
      const { SMSID, CodeResult } = await placeReported({ Phone: `0901888${end}` });
      const [state, dials, price] = { '484': ['delivered', 1, 850], '004': ['rejected', 0, 0] }[end] ?? [
        'undelivered',
        1,
        0,
      ];
      expect([CodeResult, report().SMSID]).toEqual(['100', SMSID]);
      expect(simulator.call('a')).toMatchObject({ state, placed: 1, dials, callbacks: [{ status: 200 }] });
      expect(simulator.balance).toBe(1_000_000 - Number(price));
      simulator.advanceClock(120_000);
      expect([simulator.call('a')?.dials, receiver.urls.length]).toEqual([dials, 1]);
    },
  );

  it('before-reply goes with a spoilt reply, and is cut by reset', async () => {
    simulator.setFaults({
      rules: [{ when: 'after-accept', fault: { kind: 'html' } }],
      callbackRules: [{ fault: 'before-reply' }],
    });
    const reply = await placeRaw(undefined, { CallbackUrl: receiver.url });
    expect([type(reply), receiver.urls.length]).toEqual(['text/html; charset=utf-8', 1]);
    const mute = await CallbackReceiver.start(() => undefined);
    simulator.setFaults({ callbackRules: [{ fault: 'before-reply' }] });
    const waiting = placeRaw(undefined, { RequestId: 'b', CallbackUrl: mute.url });
    await until(() => mute.urls.length === 1);
    simulator.reset();
    expect((await waiting).ms).toBeLessThan(1_500);
    await mute.stop();
  });

  it('before-reply passes over a call for later, one without a callback, and one that may not be reported', async () => {
    simulator.setFaults({ callbackRules: [{ fault: 'before-reply', times: 1 }] });
    await placeReported({ RequestId: 'later', SendDate: '2099-01-01 00:00:00' });
    await place({ RequestId: 'mute' });
    expect(simulator.call('later')?.state).toBe('scheduled');
    await placeReported({ CallbackUrl: 'https://example.com/cb' });
    expect(callbacks()).toMatchObject([{ error: 'not fetched: CallbackUrl is not loopback' }]);
  });
});
