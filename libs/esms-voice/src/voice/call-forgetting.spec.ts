import { describe, expect, it } from '@jest/globals';
import { aCall, after, DELIVERED, PENDING } from '../../../../test/support/a-call.js';
import { CallJournal } from '../journal/call-journal.js';
import { DataKeys } from '../journal/data-keys.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { CallForgetting } from './call-forgetting.js';

const OLD = { id: 'k1', secret: 'a'.repeat(32) };
const NEW = { id: 'k2', secret: 'b'.repeat(32) };
const PHONE = '0901888484';

const delivered = (requestId: string, keys: DataKeys) =>
  aCall(DELIVERED, { requestId, askAt: null, phoneHash: keys.hash('phone', PHONE) });

function forgetting() {
  const store = new InMemoryCallJournal();
  const journal = new CallJournal(store, { owes: () => false, leaseUntil: () => after(0), onStep: () => undefined });
  return { store, forgetting: new CallForgetting('default', journal, new DataKeys([NEW, OLD])) };
}

describe('CallForgetting', () => {
  it.each(['0901888484', '+84 901 888 484', '84901888484'])(
    'erases the calls of %s under every data key',
    async (phone) => {
      const { store, forgetting: calls } = forgetting();
      await store.insert(delivered('r-1', new DataKeys([OLD])));
      await store.insert(delivered('r-2', new DataKeys([NEW])));
      await store.insert({ ...delivered('r-3', new DataKeys([NEW])), ...PENDING });
      await store.insert(delivered('r-4', new DataKeys([{ ...OLD, secret: 'c'.repeat(32) }])));
      expect(await calls.erase(phone)).toEqual({ erased: 2, kept: 1 });
      const { records } = await store.list({ account: 'default', limit: 9 });
      expect(records.map(({ requestId }) => requestId)).toEqual(['r-4', 'r-3']);
    },
  );

  it('refuses what is no phone number, without repeating it', async () => {
    const { forgetting: calls } = forgetting();
    for (const phone of ['', 'canary', '090****484', 7 as never]) {
      await expect(calls.erase(phone)).rejects.toMatchObject({ problems: ['phone must be a phone number'] });
    }
  });

  it('purges what has not changed since a date', async () => {
    const { store, forgetting: calls } = forgetting();
    await store.insert(delivered('r-1', new DataKeys([NEW])));
    await store.insert({ ...delivered('r-2', new DataKeys([NEW])), updatedAt: after(60) });
    expect(await calls.purge({ before: after(60) })).toBe(1);
    expect(await calls.purge({ before: after(61), limit: 1 })).toBe(1);
  });

  it.each([
    [{ before: 'yesterday' as never }, ['before must be a date']],
    [{ before: new Date(NaN), limit: 0 }, ['before must be a date', 'limit must be a whole number from 1 to 10000']],
    [{ before: after(0), limit: 10_001 }, ['limit must be a whole number from 1 to 10000']],
  ])('refuses to purge by %j', async (query, problems) => {
    await expect(forgetting().forgetting.purge(query)).rejects.toMatchObject({ problems });
  });
});
