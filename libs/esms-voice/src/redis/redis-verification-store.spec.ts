import { describeVerificationStore } from '../verification/stores/verification-store.contract.js';
import { RedisVerificationStore } from './redis-verification-store.js';
import { openTwo, SERVERS } from './stores-of-redis.contract.js';

for (const [name, open] of SERVERS) {
  describeVerificationStore(`RedisVerificationStore on ${name}`, async () => {
    const { one, other, dispose } = await openTwo(open);
    return { one: new RedisVerificationStore(one), other: new RedisVerificationStore(other), dispose };
  });
}
