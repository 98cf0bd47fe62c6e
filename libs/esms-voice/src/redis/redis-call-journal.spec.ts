import { describeCallJournalStore } from '../journal/call-journal-store.contract.js';
import { scaled } from '../../../../test/support/scale.js';
import { RedisCallJournal } from './redis-call-journal.js';
import { openTwo, SERVERS } from './stores-of-redis.contract.js';

for (const [name, open] of SERVERS) {
  describeCallJournalStore(
    `RedisCallJournal on ${name}`,
    async () => {
      const { one, other, dispose } = await openTwo(open);
      return { one: new RedisCallJournal(one), other: new RedisCallJournal(other), dispose };
    },
    { writers: 50, runs: scaled(10, 200) },
  );
}
