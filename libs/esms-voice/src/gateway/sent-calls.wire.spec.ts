import { describe, expect, it } from '@jest/globals';
import { ACCEPTED, DELIVERED, DIALING, FAILED, REFUSED } from '../../../../test/support/a-call.js';
import { parseReply } from './gateway-reply.js';
import { decodeSentCalls, encodeSentCalls } from './sent-calls.wire.js';

/** As WCF writes it (contract, section 3): the slashes of a date are escaped. */
const PAGE = String.raw`{"CodeResult":"100","CountTotal":"2","SentData":[{"Campaign":"login ","Content":" mã 686868",
  "Phone":"0901888484","ReferenceId":"d8e0f1f0-7025 ","SellPrice":"850.0000","SendResult":1,"SendStatus":"5",
  "SentTime":"\/Date(1705484048995+0700)\/","SmsId":"7","SmsType":"8"}, null, 7, {}]}`;

it('asks for a page in Vietnam time', () => {
  const from = new Date('2026-06-30T17:00:00Z');
  const request = encodeSentCalls(
    'https://rest.test/json',
    { apiKey: 'k', secretKey: 's' },
    { from, to: new Date('2026-07-01T16:59:59.999Z'), page: 3 },
  );
  expect(request).toMatchObject({ method: 'POST', url: 'https://rest.test/json/GetSmsSentData_V2' });
  expect(request.maxReplyBytes).toBe(4 * 1024 * 1024);
  expect(JSON.parse(request.body!)).toEqual({
    ApiKey: 'k',
    SecretKey: 's',
    SmsType: '8',
    From: '2026-07-01 00:00:00',
    To: '2026-07-01 23:59:59',
    Page: 3,
    PageSize: 500,
  });
});

describe('decodeSentCalls', () => {
  it('reads the rows; the content stays as it is, blanks and all', () => {
    const { rows, total } = decodeSentCalls(parseReply(PAGE)!);
    expect(total).toBe(2);
    expect(rows).toEqual([
      {
        callId: 'd8e0f1f0-7025',
        phone: '0901888484',
        content: ' mã 686868',
        campaignId: 'login',
        price: 850,
        sentAt: new Date(1_705_484_048_995),
        standing: DELIVERED,
      },
      { callId: null, phone: '', content: '', campaignId: null, price: null, sentAt: null, standing: null },
    ]);
  });

  it.each([
    [1, 2, ACCEPTED],
    [2, 2, ACCEPTED],
    [7, 0, DIALING],
    [4, 0, REFUSED],
    [5, 1, DELIVERED],
    ['5', '0', FAILED],
    [5, 2, null],
    [5, null, null],
    [0, 0, null],
    [null, 1, null],
  ])('SendStatus %j with SendResult %j puts the call at %j', (SendStatus, SendResult, standing) => {
    expect(decodeSentCalls({ SentData: [{ SendStatus, SendResult }] }).rows[0]!.standing).toEqual(standing);
  });

  it.each([
    ['/Date(0)/', 0],
    ['/Date(1705484048995-0800)/', 1_705_484_048_995],
    ['/Date(-1+0700)/', -1],
    ['2024-01-17', null],
    ['/Date(x)/', null],
    ['/Date(9999999999999999)/', null],
    [1_705_484_048_995, null],
    [null, null],
  ])('reads the date %j', (SentTime, ms) => {
    expect(decodeSentCalls({ SentData: [{ SentTime }] }).rows[0]!.sentAt?.getTime() ?? null).toBe(ms);
  });

  it.each([[undefined], [null], ['x'], [{}]])('takes %j for an empty page', (SentData) => {
    expect(decodeSentCalls({ SentData })).toEqual({ rows: [], total: null });
  });
});
