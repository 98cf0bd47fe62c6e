import { beforeEach, describe, expect, it } from '@jest/globals';
import { newRequestId } from '../calls/request-id.js';
import type { StoreUnderTest } from './store-under-test.contract.js';
import type { CallJournalStore, QuarantinedCallback } from './call-journal.store.js';

const START = Date.UTC(2026, 5, 15);

function callback(index: number, change: Partial<QuarantinedCallback> = {}): QuarantinedCallback {
  const at = new Date(START + index * 1_000);
  return {
    id: newRequestId(at.getTime()),
    account: 'default',
    requestId: `r-${index}`,
    at,
    reason: 'misfit',
    sealed: `k1:${'x'.repeat(20)}`,
    expiresAt: new Date(at.getTime() + 1_000_000),
    ...change,
  };
}

/** What every store must do with callbacks that are kept aside. */
export function describeQuarantine(stores: () => StoreUnderTest): void {
  let one: CallJournalStore;
  let other: CallJournalStore;

  beforeEach(() => {
    ({ one, other } = stores());
  });

  const idsOf = async (limit = 50, account = 'default'): Promise<string[]> =>
    (await other.listQuarantined({ account, limit })).callbacks.map(({ requestId }) => requestId);

  describe('quarantine', () => {
    it('gives back what was kept aside, newest first', async () => {
      const first = callback(1);
      const second = callback(2, { reason: 'too-long', requestId: 'r-1' });
      await one.quarantine(first);
      await one.quarantine(second);
      const page = await other.listQuarantined({ account: 'default', limit: 50 });
      expect(page).toStrictEqual({ callbacks: [second, first], nextCursor: null });
    });

    it('keeps accounts apart', async () => {
      await one.quarantine(callback(1, { account: 'another' }));
      expect(await idsOf()).toEqual([]);
      expect(await idsOf(50, 'another')).toEqual(['r-1']);
    });

    it('pages through all of them, each once', async () => {
      for (let index = 0; index < 25; index += 1) await one.quarantine(callback(index));
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await one.listQuarantined({ account: 'default', limit: 10, cursor: cursor ?? undefined });
        seen.push(...page.callbacks.map(({ requestId }) => requestId));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `r-${24 - index}`));
    });

    it('drops what is past its date', async () => {
      await one.quarantine(callback(1, { expiresAt: new Date(START + 1_500) }));
      await one.quarantine(callback(2));
      expect(await idsOf()).toEqual(['r-2']);
    });
  });
}
