import { describe, expect, it } from '@jest/globals';
import type { Finding, GatewayQuestions } from './gateway-questions.js';
import { sentCallPages, withoutRepeats } from './sent-call-pages.js';
import {
  SENT_CALLS_PAGE_SIZE as FULL,
  type SentCallRow,
  type SentCallsPage,
  type SentCallsQuery,
} from './sent-calls.wire.js';

const WINDOW = { from: new Date(0), to: new Date(1_000) };
const FAILED: Finding<SentCallsPage> = { kind: 'failed', answer: { kind: 'silent', cause: null } };

const row = (callId: string | null): SentCallRow => ({
  callId,
  phone: '0901888484',
  content: '686868',
  campaignId: null,
  price: null,
  sentAt: null,
  standing: null,
});

const page = (length: number, total: number | null = null): Finding<SentCallsPage> => ({
  kind: 'found',
  value: { rows: Array.from({ length }, (_, n) => row(`sms-${n}`)), total },
});

/** A list of these pages, and what was asked of it; past its end it has empty ones. */
function listOf(...pages: Finding<SentCallsPage>[]) {
  const asked: SentCallsQuery[] = [];
  const sentCalls = async (query: SentCallsQuery) => {
    asked.push(query);
    return pages[query.page - 1] ?? page(0);
  };
  return { questions: { sentCalls } as unknown as GatewayQuestions, asked };
}

async function read(...pages: Finding<SentCallsPage>[]) {
  const { questions, asked } = listOf(...pages);
  const sizes: (number | string)[] = [];
  for await (const found of sentCallPages(questions, WINDOW)) {
    sizes.push(found.kind === 'found' ? found.rows.length : found.kind);
  }
  return { sizes, asked: asked.length };
}

describe('sentCallPages', () => {
  it.each<[string, Finding<SentCallsPage>[], (number | string)[], number]>([
    ['an empty list', [page(0)], [0], 1],
    ['a list that the gateway does not know', [{ kind: 'not-found' }], [], 1],
    ['one short page', [page(3)], [3], 1],
    ['a full page and a short one', [page(FULL), page(5, FULL + 5)], [FULL, 5], 2],
    ['full pages alone', [page(FULL, 2 * FULL), page(FULL, 2 * FULL)], [FULL, FULL, 0], 3],
    ['full pages, then 105', [page(FULL), { kind: 'not-found' }], [FULL], 2],
    ['pages that the gateway cuts shorter than asked', [page(50, 120), page(50, 120), page(20, 120)], [50, 50, 20], 3],
    ['a total that is too large', [page(3, 1_000)], [3, 0], 2],
    ['a total that is too small', [page(FULL, 1), page(2, 1)], [FULL, 2], 2],
    ['a page that fails', [page(FULL), FAILED, page(FULL)], [FULL, 'failed'], 2],
  ])('reads %s', async (_, pages, sizes, asked) => {
    expect(await read(...pages)).toEqual({ sizes, asked });
  });

  it('asks for no page before it is taken, nor after the last that was', async () => {
    const { questions, asked } = listOf(page(FULL), page(FULL), page(FULL));
    const turns: number[] = [];
    const pages = sentCallPages(questions, WINDOW, async () => void turns.push(asked.length));
    expect(asked).toHaveLength(0);
    for await (const found of pages) if (found.kind === 'found' && asked.length === 2) break;
    expect(asked).toEqual([1, 2].map((number) => ({ ...WINDOW, page: number })));
    expect(turns).toEqual([0, 1]);
  });
});

it('withoutRepeats keeps each id once, without case, and every row without one', () => {
  const rows = [row('a'), row(null), row('A'), row('b'), row(null)];
  expect(withoutRepeats(rows).map(({ callId }) => callId)).toEqual(['a', null, 'b', null]);
});
