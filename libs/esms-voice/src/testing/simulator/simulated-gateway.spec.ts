import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { otpFields } from '../../../../../test/support/place-otp.js';
import { balanceQuestion } from './balance-question.js';
import type { WireRequest } from './exchange.js';
import { OTP_FUNCTION } from './otp-function.js';
import { questionArrival } from './question.js';
import { resolveSimulatorOptions } from './resolve-simulator-options.js';
import { SimulatedGateway } from './simulated-gateway.js';
import { SimulatorClock } from './simulator-clock.js';
import type { EsmsSimulatorOptions } from './simulator-options.js';

const START = Date.UTC(2026, 5, 1, 2);
const HOUR_MS = 60 * 60 * 1_000;
const KEYS = { apiKey: 'simulator', secretKey: 'simulator' };

let clock: SimulatorClock;
let gateway: SimulatedGateway;
const opened: SimulatedGateway[] = [];

function open(options: EsmsSimulatorOptions = {}): void {
  clock = new SimulatorClock(() => START);
  gateway = new SimulatedGateway(resolveSimulatorOptions({ clock, seed: 1, ...options }));
  opened.push(gateway);
}

const placeBody = (body: string) => gateway.desk.receive(OTP_FUNCTION, { body } as WireRequest).process().body;
const place = (fields: Record<string, unknown> = {}) => placeBody(JSON.stringify(otpFields(KEYS, fields)));
const tellBalance = (body: string) =>
  questionArrival(gateway.account, balanceQuestion(body, gateway.account)).process().body;
const codeOf = (fields: Record<string, unknown> = {}) => place(fields).CodeResult;

beforeEach(() => open());

afterEach(() => {
  for (const one of opened.splice(0)) one.halt();
});

describe('an OTP call that is well-formed', () => {
  it('is accepted, dialled and delivered, each at its time', () => {
    expect(place({ RequestId: 'a' })).toEqual({
      CodeResult: '100',
      CountRegenerate: 0,
      SMSID: gateway.ledger.call('a')?.callId,
    });
    expect(gateway.ledger.call('a')).toMatchObject({ placed: 1, dials: 0, state: 'accepted' });
    clock.advance(0);
    expect(gateway.ledger.call('a')).toMatchObject({ placed: 1, dials: 1, state: 'dialing' });
    clock.advance(1_499);
    expect(gateway.ledger.call('a')?.state).toBe('dialing');
    clock.advance(1);
    expect(gateway.ledger.call('a')).toEqual({
      requestId: 'a',
      callId: expect.stringMatching(/^[0-9a-f]{32}\d+$/),
      phone: '0901888484',
      kind: 'otp',
      content: '686868',
      campaignId: null,
      sandbox: false,
      requests: 1,
      placed: 1,
      dials: 1,
      state: 'delivered',
      createdAt: '2026-06-01T02:00:00.000Z',
      callbacks: [],
    });
  });

  it.each([
    ['001', 'undelivered', 1],
    ['002', 'undelivered', 1],
    ['004', 'rejected', 0],
    ['003', 'delivered', 1],
    ['005', 'delivered', 1],
  ])('to a number that ends in %s is %s after %i dials', (digits, state, dials) => {
    place({ Phone: `0901888${digits}`, RequestId: 'a' });
    clock.advance(1_500);
    expect(gateway.ledger.call('a')).toMatchObject({ state, dials, placed: 1 });
  });

  it('may carry numbers where WCF has strings, and null where it has nothing', () => {
    const fields = { Content: 686868, SmsType: 8, RequestId: 77, Sandbox: 0, IsUnicode: 0, SendDate: null };
    expect(codeOf(fields)).toBe('100');
    expect(gateway.ledger.call('77')).toMatchObject({ content: '686868', placed: 1 });
  });

  it('keeps its campaign', () => {
    place({ RequestId: 'a', campaignid: 'spring' });
    place({ RequestId: 'b', campaignid: '' });
    expect(gateway.ledger.calls().map(({ campaignId }) => campaignId)).toEqual(['spring', null]);
  });

  it('rings each time when it has no request id', () => {
    place();
    place({ RequestId: '' });
    clock.advance(1_500);
    expect(gateway.ledger.calls()).toMatchObject([
      { requestId: null, placed: 1, dials: 1 },
      { requestId: null, placed: 1, dials: 1 },
    ]);
  });
});

describe('an OTP call that is refused', () => {
  it.each([
    ['101', { ApiKey: 'other' }, 'Authorize Failed'],
    ['101', { SecretKey: undefined }, 'Authorize Failed'],
    ['300', { SmsType: undefined }, 'SmsType is required.'],
    ['118', { SmsType: '2' }, 'SmsType is not valid.'],
    ['163', { Phone: '0901888484,0901888485' }, 'Only one phone number is allowed.'],
    ['163', { Phone: '0901888484;0901888485' }, 'Only one phone number is allowed.'],
    ['163', { Phone: ['0901888484', '0901888485'] }, 'Only one phone number is allowed.'],
    ['108', { Phone: '09018884' }, 'The phone number 09018884 is not valid.'],
    ['108', { Phone: '84901888484' }, 'The phone number 84901888484 is not valid.'],
    ['108', { Phone: '+84901888484' }, 'The phone number +84901888484 is not valid.'],
    ['108', { Phone: '0201888484' }, 'The phone number 0201888484 is not valid.'],
    ['108', { Phone: 901888484 }, 'The phone number 901888484 is not valid.'],
    ['108', { Phone: undefined }, 'The phone number  is not valid.'],
    ['99', { Phone: '0901888099' }, 'The phone number 0901888099 is blocked.'],
    ['103', { Phone: '0901888103' }, 'Balance not enough to send message.'],
    ['108', { Phone: '0901888108' }, 'The phone number 0901888108 is not valid.'],
    ['140', { Phone: '0901888140' }, 'The IP address is not allowed to send.'],
  ])('answers %s to %j and rings nothing', (code, fields, message) => {
    expect(place({ RequestId: 'a', ...fields })).toEqual({
      CodeResult: code,
      CountRegenerate: 0,
      ErrorMessage: message,
    });
    clock.advance(HOUR_MS);
    expect(gateway.ledger.call('a')).toMatchObject({ placed: 0, dials: 0, state: 'refused', callId: null });
    expect(gateway.account.balance).toBe(1_000_000);
  });

  it.each([
    [{ Content: undefined }],
    [{ Content: '' }],
    [{ Content: { text: '1' } }],
    [{ Phone: true }],
    [{ campaignid: ['spring'] }],
    [{ RequestId: 'x'.repeat(51) }],
    [{ Sandbox: 'yes' }],
    [{ SendDate: '2026/12/31 14:00:00' }],
    [{ SendDate: '2026-02-30 14:00:00' }],
  ])('has no code when it cannot be read: %j', (fields) => {
    expect(place(fields)).toEqual({ error: 'Invalid request' });
    clock.advance(HOUR_MS);
    expect(gateway.ledger.calls().filter(({ placed }) => placed > 0)).toEqual([]);
  });

  it.each(['', '{', 'null', '[]', '"text"', '7'])('has no code when its body is %p', (body) => {
    expect(placeBody(body)).toEqual({ error: 'Invalid request' });
    expect(gateway.ledger.calls()).toEqual([]);
  });

  it('takes a request id of 50 characters', () => {
    expect(place({ RequestId: 'x'.repeat(50) }).CodeResult).toBe('100');
  });
});

describe('the request id', () => {
  it('blocks a repeat for 24 hours on the clock of the simulator, then rings again', () => {
    place({ RequestId: 'a' });
    clock.advance(24 * HOUR_MS - 1);
    expect(place({ RequestId: 'a' })).toEqual({
      CodeResult: '124',
      CountRegenerate: 0,
      ErrorMessage: 'Request exist 1',
    });
    expect(gateway.ledger.call('a')).toMatchObject({ placed: 1, dials: 1, state: 'delivered' });
    clock.advance(1);
    expect(codeOf({ RequestId: 'a' })).toBe('100');
    clock.advance(1_500);
    expect(gateway.ledger.call('a')).toMatchObject({ placed: 2, dials: 2, state: 'delivered' });
  });

  it('is not used up by a refused try', () => {
    place({ RequestId: 'a', Phone: '0901888140' });
    expect(codeOf({ RequestId: 'a' })).toBe('100');
    expect(gateway.ledger.call('a')).toMatchObject({ placed: 1, phone: '0901888484' });
  });

  it('is used up by a refused try where the switch says so, yet not by wrong keys or a misread', () => {
    open({ switches: { refusedUsesRequestId: true } });
    place({ RequestId: 'a', Phone: '0901888140' });
    place({ RequestId: 'b', ApiKey: 'other' });
    place({ RequestId: 'c', Content: '' });
    place({ RequestId: 'd', Phone: '0901888140', Sandbox: 1 });
    expect(['a', 'b', 'c', 'd'].map((id) => place({ RequestId: id }).CodeResult)).toEqual(['124', '100', '100', '100']);
    clock.advance(24 * HOUR_MS);
    expect(place({ RequestId: 'a' }).CodeResult).toBe('100');
  });
});

describe('a sandbox call', () => {
  it.each([1, '1'])(
    'with %p is answered with an id, rings nothing, costs nothing, leaves its request id free',
    (one) => {
      expect(place({ RequestId: 'a', Sandbox: one }).CodeResult).toBe('100');
      clock.advance(HOUR_MS);
      expect(gateway.ledger.call('a')).toMatchObject({ state: 'sandbox', sandbox: true, placed: 0, dials: 0 });
      expect(gateway.account.balance).toBe(1_000_000);
      expect(codeOf({ RequestId: 'a' })).toBe('100');
      expect(gateway.ledger.call('a')).toMatchObject({ placed: 1, sandbox: false });
    },
  );

  it('is checked like any other, but for the balance', () => {
    open({ balance: 0 });
    expect(codeOf({ Sandbox: 1 })).toBe('100');
    expect(codeOf({ Sandbox: 1, Phone: '12' })).toBe('108');
    expect(codeOf({ Sandbox: 1, ApiKey: 'x' })).toBe('101');
  });
});

describe('a call with a SendDate', () => {
  it('is dialled at that time in Vietnam', () => {
    expect(codeOf({ RequestId: 'a', SendDate: '2026-06-01 10:00:00' })).toBe('100');
    clock.advance(HOUR_MS - 1);
    expect(gateway.ledger.call('a')).toMatchObject({ state: 'scheduled', placed: 1, dials: 0 });
    clock.advance(1);
    expect(gateway.ledger.call('a')).toMatchObject({ state: 'dialing', dials: 1 });
    clock.advance(1_500);
    expect(gateway.ledger.call('a')?.state).toBe('delivered');
  });

  it('in the past is dialled at once', () => {
    place({ RequestId: 'a', SendDate: '2026-06-01 08:59:59' });
    expect(gateway.ledger.call('a')?.state).toBe('accepted');
    clock.advance(1_500);
    expect(gateway.ledger.call('a')?.state).toBe('delivered');
  });

  it('waits as accepted, not as scheduled, once its time has come, when it will be rejected', () => {
    place({ RequestId: 'a', SendDate: '2026-06-01 10:00:00', Phone: '0901888004' });
    clock.advance(HOUR_MS);
    expect(gateway.ledger.call('a')).toMatchObject({ state: 'accepted', dials: 0 });
  });
});

describe('the balance', () => {
  it('pays for calls until it runs out', () => {
    open({ balance: 1_700 });
    expect([codeOf(), codeOf()]).toEqual(['100', '100']);
    expect(gateway.account.balance).toBe(0);
    expect(place({ RequestId: 'a' })).toMatchObject({ CodeResult: '103' });
    expect(gateway.ledger.call('a')).toMatchObject({ placed: 0, state: 'refused' });
  });

  it('gets the price of a call back that was not delivered', () => {
    for (const digits of ['001', '002', '004', '484']) place({ Phone: `0901888${digits}` });
    expect(gateway.account.balance).toBe(1_000_000 - 4 * 850);
    clock.advance(1_500);
    expect(gateway.account.balance).toBe(1_000_000 - 850);
  });

  it('is told to its owner alone', () => {
    const ask = (keys: object) => tellBalance(JSON.stringify(keys));
    expect(ask({ ApiKey: 'simulator', SecretKey: 'simulator' })).toMatchObject({ Balance: 1_000_000 });
    expect(ask({ ApiKey: 'simulator', SecretKey: 'no' })).toMatchObject({ Balance: 0, CodeResponse: '101' });
    expect(ask({ ApiKey: ['simulator'] })).toEqual({ error: 'Invalid request' });
    expect(tellBalance('')).toEqual({ error: 'Invalid request' });
  });
});

describe('reset', () => {
  it('ends a call that rings, frees ids and restores the balance, and never repeats a call id', () => {
    const { SMSID } = place({ RequestId: 'a' });
    clock.advance(10);
    gateway.reset();
    expect([gateway.ledger.calls(), gateway.account.balance]).toEqual([[], 1_000_000]);
    clock.advance(HOUR_MS);
    const again = place({ RequestId: 'a' });
    expect(again.CodeResult).toBe('100');
    expect(again.SMSID).not.toBe(SMSID);
    expect(gateway.account.balance).toBe(1_000_000 - 850);
    expect(gateway.ledger.call('a')).toMatchObject({ placed: 1, dials: 0 });
  });
});
