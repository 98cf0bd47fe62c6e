import { beforeEach, describe, expect, it } from '@jest/globals';
import { aCall, ACCEPTED, after, DELIVERED, UNKNOWN } from '../../../../test/support/a-call.js';
import { listenToSteps } from '../../../../test/support/listen-to-steps.js';
import type { CallRecord } from '../calls/call-record.js';
import { identityOf, type RequestIdentity } from '../calls/request-identity.js';
import type { Finding, GatewayQuestions } from '../gateway/gateway-questions.js';
import {
  SENT_CALLS_PAGE_SIZE as FULL,
  type SentCallRow,
  type SentCallsPage,
  type SentCallsQuery,
} from '../gateway/sent-calls.wire.js';
import { CallJournal } from '../journal/call-journal.js';
import { DataKeys } from '../journal/data-keys.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { findLostCall } from './lost-call.js';
import { SentCallLists } from './sent-call-lists.js';

const DAY = 24 * 3_600;
const NOT_FOUND = { kind: 'not-found' };
const dataKeys = DataKeys.random();

let journal: CallJournal;
/** The pages of the list, and what was asked of it. */
let pages: (readonly SentCallRow[] | Finding<SentCallsPage>)[];
let asked: SentCallsQuery[];
let turns: number;

beforeEach(() => {
  journal = new CallJournal(new InMemoryCallJournal(), listenToSteps());
  pages = [];
  asked = [];
  turns = 0;
});

async function sentCalls(query: SentCallsQuery): Promise<Finding<SentCallsPage>> {
  expect(turns).toBe(asked.length + 1);
  asked.push(query);
  const page = pages[asked.length - 1] ?? [];
  return 'kind' in page ? page : { kind: 'found', value: { rows: page, total: null } };
}

const find = (record: CallRecord) =>
  findLostCall(record, {
    account: 'default',
    journal,
    dataKeys,
    lists: new SentCallLists({ sentCalls } as unknown as GatewayQuestions, async () => void (turns += 1)),
  });

const row = (change: Partial<SentCallRow> = {}): SentCallRow => ({
  callId: 'sms-1',
  phone: '0901888484',
  content: 'Code 686868',
  campaignId: null,
  price: 850,
  sentAt: after(1),
  standing: DELIVERED,
  ...change,
});

const attemptsAt = (...seconds: number[]) =>
  seconds.map((second) => ({ startedAt: after(second), result: 'unknown' as const, gatewayCode: null }));

/** A call whose id never reached us. */
function lost(change: Partial<CallRecord> = {}, request: Partial<RequestIdentity> = {}): CallRecord {
  const sendAt = change.sendAt ?? null;
  const identity = { kind: 'otp', phone: '0901888484', content: 'Code 686868', sandbox: false, sendAt } as const;
  const requestHash = dataKeys.hash('request', identityOf({ ...identity, ...request }));
  return aCall(UNKNOWN, { requestHash, attempts: attemptsAt(0), ...change });
}

const others = (count: number): SentCallRow[] =>
  Array.from({ length: count }, (_, n) => row({ callId: `other-${n}`, content: `Code ${n}` }));

describe('findLostCall', () => {
  it('finds the one row with the number and the content', async () => {
    pages = [[row({ callId: 'sms-0', content: 'Code 111111' }), row(), row({ callId: 'sms-2', phone: '0901888485' })]];
    expect(await find(lost())).toEqual({ kind: 'found', value: row() });
  });

  it.each([['84901888484'], ['+84 901 888 484'], ['0901.888.484'], ['901888484']])(
    'knows the number as %s',
    async (phone) => {
      pages = [[row({ phone })]];
      expect((await find(lost())).kind).toBe('found');
    },
  );

  it.each([
    ['another content', { content: 'Code 686869' }],
    ['a content that differs by a blank', { content: 'Code 686868 ' }],
    ['another number', { phone: '0901888485' }],
    ['a number that cannot be read', { phone: '' }],
    ['no id', { callId: null }],
  ])('passes over a row with %s', async (_, change) => {
    pages = [[row(change)]];
    expect(await find(lost())).toEqual(NOT_FOUND);
  });

  it('goes by the campaign where the call has one', async () => {
    pages = [[row({ campaignId: 'autumn' })]];
    expect((await find(lost())).kind).toBe('found');
    for (const [campaignId, kind] of [
      ['spring', 'not-found'],
      ['autumn', 'found'],
      [' autumn ', 'found'],
    ] as const) {
      [asked, turns, pages] = [[], 0, [[row({ campaignId: 'autumn' })]]];
      expect((await find(lost({ campaignId }))).kind).toBe(kind);
    }
  });

  it.each([
    [{ state: 'rejected', reason: 'refused' }],
    [{ state: 'rejected', reason: 'not-sent' }],
    [{ state: 'rejected', reason: 'duplicate' }],
  ])('takes no row for a call that is %j', async (standing) => {
    pages = [[row()]];
    expect(await find(lost(standing as Partial<CallRecord>))).toEqual(NOT_FOUND);
    expect(asked).toEqual([]);
  });

  it('takes two that fit for no proof', async () => {
    pages = [[row(), row({ callId: 'sms-2' })]];
    expect(await find(lost())).toEqual(NOT_FOUND);
  });

  it('takes a row that came twice, because the pages shifted, for one', async () => {
    pages = [[...others(FULL - 1), row()], [row({ callId: 'SMS-1' })]];
    expect(await find(lost())).toMatchObject({ kind: 'found', value: { callId: 'sms-1' } });
  });

  it('passes over what belongs to another call of ours, and not over its own', async () => {
    await journal.open(aCall(ACCEPTED, { requestId: 'r-2', callId: 'SMS-2' }));
    await journal.open(aCall(ACCEPTED, { requestId: 'r-1', callId: 'sms-1' }));
    pages = [[row({ callId: 'sms-2' }), row()]];
    expect(await find(lost())).toMatchObject({ kind: 'found', value: { callId: 'sms-1' } });
    [asked, turns, pages] = [[], 0, [[row({ callId: 'sms-2' })]]];
    expect(await find(lost())).toEqual(NOT_FOUND);
  });

  describe('asks for', () => {
    it('at least ten minutes around the attempts, between whole five minutes, page by page', async () => {
      pages = [others(FULL), others(FULL), others(1)];
      await find(lost({ attempts: attemptsAt(0, 20) }));
      const window = { from: after(-600), to: after(900) };
      expect(asked).toEqual([1, 2, 3].map((page) => ({ ...window, page })));
    });

    it('each of them where they are far apart, and the date of a scheduled call', async () => {
      const sendAt = after(20 * DAY);
      pages = [[], [], [row()]];
      const record = lost({ attempts: attemptsAt(0, 5_000), sendAt });
      expect((await find(record)).kind).toBe('found');
      expect(asked.map(({ from, to }) => [from, to])).toEqual([
        [after(-600), after(600)],
        [after(4_200), after(5_700)],
        [after(20 * DAY - 600), after(20 * DAY + 600)],
      ]);
    });

    it('both dates at once where they are close', async () => {
      await find(lost({ sendAt: after(900) }));
      expect(asked).toEqual([{ from: after(-600), to: after(1_500), page: 1 }]);
    });

    it.each<[string, Partial<CallRecord>]>([
      ['a call that was never tried', { attempts: [] }],
      ['one that only a callback told of', { requestHash: null }],
      ['a template call, whose content is not ours', { kind: 'template' }],
      ['one of which kind nobody knows', { kind: null }],
    ])('nothing about %s', async (_, change) => {
      expect(await find(lost(change))).toEqual(NOT_FOUND);
      expect(asked).toEqual([]);
    });
  });

  it('reads 200 pages and no more: a longer list is no proof', async () => {
    pages = [[row(), ...others(FULL - 1)], ...Array.from({ length: 198 }, () => others(FULL)), others(FULL - 1)];
    expect((await find(lost())).kind).toBe('found');
    expect(asked).toHaveLength(200);
    [asked, turns] = [[], 0];
    pages = [[row(), ...others(FULL - 1)], ...Array.from({ length: 205 }, () => others(FULL))];
    expect(await find(lost())).toEqual(NOT_FOUND);
    expect(asked).toHaveLength(201);
  });

  it('says why the first page that does not come did not', async () => {
    const failed = { kind: 'failed', answer: { kind: 'silent', cause: null } } as const;
    pages = [[row(), ...others(FULL - 1)], failed, []];
    expect(await find(lost())).toBe(failed);
    expect(asked).toHaveLength(2);
  });

  it('never finds a sandbox call, nor one whose hash is of a key that is gone', async () => {
    pages = [[row()], [row()]];
    expect(await find(lost({}, { sandbox: true }))).toEqual(NOT_FOUND);
    const gone = new DataKeys([{ id: 'gone', secret: 's'.repeat(32) }]).hash('request', 'x');
    expect(await find(lost({ requestHash: gone }))).toEqual(NOT_FOUND);
  });
});
