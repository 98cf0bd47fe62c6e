import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ReplyFields } from './gateway-reply.js';
import { decodeReceivers, encodeReceivers } from './receivers.wire.js';

const { GetSmsReceiverStatus_get: published } = JSON.parse(
  readFileSync(new URL('../../../../test/gateway-samples/status.json', import.meta.url), 'utf8'),
) as Record<string, { body: ReplyFields }[]>;

it('asks the rest host with RefId', () => {
  expect(encodeReceivers('https://rest.test/json', { apiKey: 'k', secretKey: 's' }, 'id-1')).toEqual({
    method: 'GET',
    url: 'https://rest.test/json/GetSmsReceiverStatus_get?ApiKey=k&SecretKey=s&RefId=id-1',
    body: null,
  });
});

describe('decodeReceivers', () => {
  it('reads the published list, the number masked', () => {
    expect(decodeReceivers(published![0]!.body)).toEqual([
      { phone: '090****484', network: 'Viettel', sent: true, succeeded: true, retries: 0 },
    ]);
    expect(decodeReceivers(published![1]!.body)).toEqual([]);
  });

  it('says nothing where the row says nothing, and leaves out what is no row', () => {
    const ReceiverList = [null, 'x', { Phone: 84901888484, IsSent: 'yes', Retry: '2', NetworkName: ' ' }];
    expect(decodeReceivers({ ReceiverList })).toEqual([
      { phone: '849*****484', network: null, sent: null, succeeded: null, retries: 2 },
    ]);
  });

  it.each([[undefined], [null], ['[]'], [{}]])('takes %j for an empty list', (ReceiverList) => {
    expect(decodeReceivers({ ReceiverList })).toEqual([]);
  });
});
