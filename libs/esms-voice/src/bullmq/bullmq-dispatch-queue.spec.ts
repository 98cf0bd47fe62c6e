import { describe, expect, it } from '@jest/globals';
import { describeDispatchQueue } from '../dispatch/dispatch-queue.contract.js';
import { SERVERS } from '../redis/stores-of-redis.contract.js';
import { BullMqDispatchQueue } from './index.js';

describe.each(SERVERS)('BullMqDispatchQueue on %s', (_, open) => {
  describeDispatchQueue(async () => {
    const { client, prefix: keyPrefix, close } = await open();
    const options = { client, keyPrefix, lockMs: 1_000 };
    return { one: new BullMqDispatchQueue(options), other: new BullMqDispatchQueue(options), dispose: close };
  });
});

describe('BullMqDispatchQueue', () => {
  it('names every option that is wrong', () => {
    const options = { client: {}, keyPrefix: '{x}', lockMs: 1, canary: 1 } as never;
    expect(() => new BullMqDispatchQueue(options)).toThrow(
      /BullMqDispatchQueue is configured wrongly:\n- client: .*\n- keyPrefix: .*\n- lockMs: .*\n- canary: /,
    );
  });
});
