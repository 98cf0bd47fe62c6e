import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newCall, move } from '../../libs/esms-voice/src/calls/transitions.js';
import type { CallView } from '../../libs/esms-voice/src/index.js';
import { InMemoryCallJournal, maskPhone, type CallbackReceipt } from '../../libs/esms-voice/src/index.js';
import { DataKeys } from '../../libs/esms-voice/src/journal/data-keys.js';
import { curl } from '../support/curl.js';
import { ADAPTERS, CALLBACK_KEY, tokenOf, WEBHOOK_PATH, WebhookHost } from '../support/webhook-host.js';

const SAMPLES = readFileSync(new URL('../gateway-samples/callbacks.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** What contract, section 4, says of each sample, in the order of the file. */
interface Expectation {
  readonly name: string;
  readonly callId: string;
  readonly kind: 'otp' | 'recording';
  readonly results: readonly [first: string, second: string];
  readonly call: Partial<CallView>;
}

const EXPECTATIONS: readonly Expectation[] = [
  {
    name: 'a failure that counts two receivers and names one of them',
    callId: 'dc712784-9c5f-4c69-b9a8-ea69d56adc9a87',
    kind: 'otp',
    results: ['moved', 'duplicate'],
    call: { state: 'undelivered', reason: 'failed', price: 0, callerNumber: null, durationSeconds: null },
  },
  {
    name: 'an end for 169 receivers that neither succeeded nor failed, which proves nothing twice',
    callId: '82b0bb8aed914a0aab8deba567c9b8c2',
    kind: 'otp',
    results: ['unclear', 'unclear'],
    call: { state: 'accepted', reason: null, price: null, callerNumber: null, durationSeconds: null },
  },
  {
    name: 'a success with another type and more fields',
    callId: '849fe08c19294b02857cf91687021a50250',
    kind: 'otp',
    results: ['moved', 'duplicate'],
    call: { state: 'delivered', reason: null, price: 470, callerNumber: null, durationSeconds: null },
  },
  {
    name: 'a failure of the voice family, with an empty CallStatus',
    callId: '066107ee-6ec4-4283-b595-aa74977c65c5',
    kind: 'recording',
    results: ['moved', 'duplicate'],
    call: {
      state: 'undelivered',
      reason: 'failed',
      price: 0,
      callerNumber: '02871002454',
      durationSeconds: 0,
      pressedKey: null,
    },
  },
];
const CASES = EXPECTATIONS.map((expectation, at) => ({ ...expectation, sample: SAMPLES[at]! }));
const [TWO_RECEIVERS, , SUCCESS, VOICE] = CASES;

const AT = new Date('2026-07-01T00:00:00Z');
const dataKeys = new DataKeys([CALLBACK_KEY]);

describe.each(ADAPTERS)('published callbacks, sent by curl to %s', (adapter) => {
  let host: WebhookHost;
  let journal: InMemoryCallJournal;
  let receipts: CallbackReceipt[];

  beforeEach(async () => {
    journal = new InMemoryCallJournal();
    host = await WebhookHost.start(adapter, { journal });
    receipts = [];
    const receive = host.callbacks.receive.bind(host.callbacks);
    jest.spyOn(host.callbacks, 'receive').mockImplementation(async (verified) => {
      const receipt = await receive(verified);
      receipts.push(receipt);
      return receipt;
    });
  });
  afterEach(() => host.stop());

  /** A call that the gateway has accepted under this id. */
  async function placed({ callId, kind }: Pick<Expectation, 'callId' | 'kind'>, phone = '0901888484'): Promise<void> {
    const facts = {
      account: 'default',
      requestId: 'r-1',
      kind,
      phone: maskPhone(phone),
      phoneHash: dataKeys.hash('phone', phone),
      requestHash: null,
      sandbox: false,
      campaignId: null,
      maxRetry: 0,
      sendAt: null,
      createdAt: AT,
    };
    await journal.insert(move(newCall(facts, AT), { state: 'accepted', reason: null }, 'reply', AT, { callId }));
  }

  async function send(query: string): Promise<void> {
    const reply = await curl(`${host.url}/${WEBHOOK_PATH}/${tokenOf('r-1')}?${query}`);
    expect(reply).toEqual({ status: 200, body: 'OK' });
  }

  const results = (): string[] => receipts.map(({ result }) => result);
  const call = (): Promise<CallView | null> => host.voice.getCall('r-1');
  const setAside = async (): Promise<string[]> =>
    (await host.callbacks.listQuarantined()).items.map(({ reason }) => reason);

  it('are all of the file, in its order', () => {
    expect(CASES.every(({ callId, sample }) => sample.includes(`=${callId}&`))).toBe(true);
    expect(SAMPLES).toHaveLength(CASES.length);
  });

  it.each(CASES)('$name', async ({ sample, callId, kind, results: expected, call: end }) => {
    await placed({ callId, kind });
    await send(sample);
    const first = await call();
    await send(sample);
    expect(results()).toEqual(expected);
    expect(first).toMatchObject({ ...end, callId, kind });
    expect(await call()).toEqual(first);
    expect(receipts.map((receipt) => receipt.call)).toEqual([first, first]);
    expect(await setAside()).toEqual([]);
  });

  it.each([TWO_RECEIVERS!, SUCCESS!])('another number than the call has is a misfit: $name', async (sampled) => {
    await placed(sampled, '0912345678');
    await send(sampled.sample);
    await send(sampled.sample);
    expect(results()).toEqual(['misfit', 'misfit']);
    expect(await call()).toMatchObject({ state: 'accepted', price: null, phone: maskPhone('0912345678') });
    expect(await setAside()).toEqual(['misfit', 'misfit']);
  });

  it.each([
    ['two numbers that differ', 'phonenumber=0901888484&phonenumber=0912345678', 'unreadable', ['field-repeated']],
    ['two numbers in one field, which is read as none,', 'phonenumber=0901888484,0912345678', 'moved', []],
    ['the number twice', 'phonenumber=0901888484&PhoneNumber=0901888484', 'moved', []],
    ['a foreign number', 'phonenumber=%2B14155552671', 'misfit', ['misfit']],
    ['a foreign number without its plus', 'phonenumber=14155552671', 'misfit', ['misfit']],
    ['the number in its foreign spelling', 'phonenumber=84901888484', 'moved', []],
  ])('a success with %s', async (_, phone, result, aside) => {
    await placed(SUCCESS!);
    await send(SUCCESS!.sample.replace('phonenumber=0901888484', phone));
    expect(results()).toEqual([result]);
    expect(await call()).toMatchObject({ state: result === 'moved' ? 'delivered' : 'accepted' });
    expect(await setAside()).toEqual(aside);
  });

  it('names no number in the voice family, so it fits a call to any', async () => {
    await placed(VOICE!, '0912345678');
    await send(VOICE!.sample);
    expect(results()).toEqual(['moved']);
  });

  it('of another call is a misfit, whatever the token', async () => {
    await placed({ ...SUCCESS!, callId: 'sms-other' });
    await send(SUCCESS!.sample);
    expect(results()).toEqual(['misfit']);
    expect(await call()).toMatchObject({ state: 'accepted', callId: 'sms-other' });
  });
});
