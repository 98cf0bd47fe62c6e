import { describeCounters } from '../verification/stores/counters.contract.js';
import { RedisCounters } from './redis-counters.js';
import { openTwo, SERVERS } from './stores-of-redis.contract.js';

for (const [name, open] of SERVERS) {
  describeCounters(`RedisCounters on ${name}`, async () => {
    const { one, other, dispose } = await openTwo(open);
    return { one: new RedisCounters(one), other: new RedisCounters(other), dispose };
  });
}
