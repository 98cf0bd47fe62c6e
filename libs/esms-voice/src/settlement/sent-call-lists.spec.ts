import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Finding, GatewayQuestions } from '../gateway/gateway-questions.js';
import type { SentCallRow, SentCallsPage, SentCallsQuery } from '../gateway/sent-calls.wire.js';
import { SentCallLists } from './sent-call-lists.js';

const MINUTE = 60_000;
const window = (from: number, to: number) => ({ from: new Date(from * MINUTE), to: new Date(to * MINUTE) });
const LONG_AGO = new Date(0);

const row = (phone: string, callId: string | null = 'sms-1'): SentCallRow => ({
  callId,
  phone,
  content: '686868',
  campaignId: null,
  price: null,
  sentAt: null,
  standing: null,
});

let asked: SentCallsQuery[];
let answer: Finding<SentCallsPage>;
let lists: SentCallLists;

beforeEach(() => {
  asked = [];
  answer = { kind: 'found', value: { rows: [], total: null } };
  const sentCalls = async (query: SentCallsQuery) => {
    asked.push(query);
    return answer;
  };
  lists = new SentCallLists({ sentCalls } as unknown as GatewayQuestions, async () => undefined);
});

describe('SentCallLists', () => {
  it('reads one list for all who look in the same five minutes', async () => {
    const listings = await Promise.all([
      lists.listingOf(window(1, 21), LONG_AGO),
      lists.listingOf(window(4, 24), LONG_AGO),
      lists.listingOf(window(6, 21), LONG_AGO),
    ]);
    expect(asked).toEqual([
      { ...window(0, 25), page: 1 },
      { ...window(5, 25), page: 1 },
    ]);
    expect(listings[1]).toBe(listings[0]);
  });

  it('has the rows by their numbers, masked, and passes over those that name no call', async () => {
    const rows = [
      row('0901888484'),
      row('+84 901 777 484', 'sms-2'),
      row('0905888484', 'sms-3'),
      row('x'),
      row('0901888484', null),
    ];
    answer = { kind: 'found', value: { rows, total: null } };
    const listing = await lists.listingOf(window(0, 5), LONG_AGO);
    if (listing.kind !== 'read') throw new Error(listing.kind);
    expect(listing.rows.get('090****484')!.map(({ callId, phone }) => [callId, phone])).toEqual([
      ['sms-1', '0901888484'],
      ['sms-2', '0901777484'],
      ['sms-3', '0905888484'],
    ]);
    expect(listing.rows.size).toBe(1);
  });

  it('reads again for a call that may be asked about only since, and when the list is a moment old', async () => {
    await lists.listingOf(window(0, 5), LONG_AGO);
    await lists.listingOf(window(0, 5), LONG_AGO);
    expect(asked).toHaveLength(1);
    await lists.listingOf(window(0, 5), new Date(Date.now() + 1));
    expect(asked).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await lists.listingOf(window(0, 5), LONG_AGO);
    expect(asked).toHaveLength(3);
  });

  it('says why a list did not come', async () => {
    answer = { kind: 'failed', answer: { kind: 'silent', cause: null } };
    expect(await lists.listingOf(window(0, 5), LONG_AGO)).toBe(answer);
  });
});
