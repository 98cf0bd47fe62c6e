import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DELIVERED, DIALING, ACCEPTED, FAILED, NO_ANSWER, REFUSED } from '../../../../test/support/a-call.js';
import { readCode, type ReplyFields } from './gateway-reply.js';
import { saysNoAnswer, STATUS_FUNCTIONS } from './status.wire.js';

type Samples = Record<string, { body: ReplyFields }[]>;
const samples = JSON.parse(
  readFileSync(new URL('../../../../test/gateway-samples/status.json', import.meta.url), 'utf8'),
) as Samples;
const sample = (name: string): ReplyFields => samples[name]![0]!.body;

const HOSTS = { restUrl: 'https://rest.test/json', voiceUrl: 'https://voice.test/json' };
const KEYS = { apiKey: 'k&y', secretKey: 's=1' };
const { rest, voice } = STATUS_FUNCTIONS;

describe('the question for the status of a call', () => {
  it('goes to the rest host with RefId', () => {
    expect(rest.encode(HOSTS, KEYS, 'a b')).toEqual({
      method: 'GET',
      url: 'https://rest.test/json/GetSendStatus?RefId=a%20b&ApiKey=k%26y&SecretKey=s%3D1',
      body: null,
    });
  });

  it('goes to the voice host with ReferenceId', () => {
    expect(voice.encode(HOSTS, KEYS, 'a b')).toEqual({
      method: 'GET',
      url: 'https://voice.test/json/GetSendStatus?ApiKey=k%26y&SecretKey=s%3D1&ReferenceId=a%20b',
      body: null,
    });
  });
});

describe('the answer of the rest host', () => {
  it('is read as published', () => {
    expect(readCode(sample('rest GetSendStatus'))).toBe('100');
    expect(rest.decode(sample('rest GetSendStatus'), 'id')).toEqual({
      source: 'status',
      callId: 'id',
      standing: DELIVERED,
      price: 850,
      durationSeconds: null,
      pressedKey: null,
      callerNumber: null,
    });
  });

  it.each([
    [{ SendStatus: 1 }, ACCEPTED],
    [{ SendStatus: '2' }, ACCEPTED],
    [{ SendStatus: ' 7 ' }, DIALING],
    [{ SendStatus: 4, SendSuccess: 1 }, REFUSED],
    [{ SendStatus: '5', SendSuccess: '1', SendFailed: '0' }, DELIVERED],
    [{ SendStatus: 5, SendSuccess: 1 }, DELIVERED],
    [{ SendStatus: 5, SendSuccess: 0, SendFailed: 1 }, FAILED],
    [{ SendStatus: 5, SendSuccess: 0, SendFailed: 0 }, null],
    [{ SendStatus: 5, SendSuccess: 1, SendFailed: 1 }, null],
    [{ SendStatus: 5 }, null],
    [{ SendStatus: 3 }, null],
    [{ SendStatus: null }, null],
    [{ SendStatus: [5] }, null],
    [{}, null],
  ])('%j puts the call at %j', (fields, standing) => {
    expect(rest.decode(fields, 'id').standing).toEqual(standing);
  });

  it('gives the price, text or number, zero too', () => {
    expect(
      [850, '850.0000', '8.5E2', 0, '', null].map((TotalPrice) => rest.decode({ TotalPrice }, 'id').price),
    ).toEqual([850, 850, 850, 0, null, null]);
  });
});

describe('the answer of the voice host', () => {
  it('is read as published', () => {
    expect(readCode(sample('voice GetSendStatus'))).toBe('100');
    expect(voice.decode(sample('voice GetSendStatus'), 'id')).toEqual({
      source: 'status',
      callId: 'id',
      standing: DELIVERED,
      price: null,
      durationSeconds: 13,
      pressedKey: null,
      callerNumber: null,
    });
  });

  it.each([
    [{ SendStatus: 5, SentResult: 0, CallStatus: 'NOANSWERED' }, NO_ANSWER],
    [{ SendStatus: 5, SentResult: 1, CallStatus: ' NOANSWERED ' }, NO_ANSWER],
    [{ SendStatus: 5, SentResult: 1, CallStatus: 'NO ANSWER' }, NO_ANSWER],
    [{ SendStatus: '5', SentResult: '1', CallStatus: 'ANSWERED' }, DELIVERED],
    [{ SendStatus: 5, SentResult: 0, CallStatus: '' }, FAILED],
    [{ SendStatus: 7, SentResult: 0, CallStatus: 'NOANSWERED' }, DIALING],
    [{ SendStatus: 2 }, ACCEPTED],
    [{ SendStatus: 4 }, REFUSED],
    [{ SendStatus: 5, SentResult: 2 }, null],
    [{ SendStatus: 5 }, null],
    [{ SendStatus: 9, SentResult: 1 }, null],
    // Only in callbacks does an absent SendStatus mean finished.
    [{ SentResult: 1, CallStatus: 'ANSWERED' }, null],
    [{}, null],
  ])('%j puts the call at %j', (fields, standing) => {
    expect(voice.decode(fields, 'id').standing).toEqual(standing);
  });

  it('gives the duration and the key that was pressed, zero too', () => {
    expect(voice.decode({ CallDuration: '0', Ivr: 0 }, 'id')).toMatchObject({ durationSeconds: 0, pressedKey: '0' });
    expect(voice.decode({ CallDuration: '', Ivr: ' ' }, 'id')).toMatchObject({
      durationSeconds: null,
      pressedKey: null,
    });
  });
});

it.each([
  ['NOANSWERED', true],
  [' no answer ', true],
  ['ANSWERED', false],
  ['', false],
  ['BUSY', false],
  [null, false],
])('CallStatus %j says that nobody answered: %j', (CallStatus, says) => {
  expect(saysNoAnswer({ CallStatus })).toBe(says);
});

it('finds the code of every published answer', () => {
  const codes = Object.entries(samples).flatMap(([name, list]) =>
    name === 'about' ? [] : list.map(({ body }) => readCode(body)),
  );
  expect(codes).toEqual(['100', '101', '100', '101', '100', '101', '100', '101']);
});
